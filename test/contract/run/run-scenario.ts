import { isDeepStrictEqual } from 'node:util';
import type { JsonValue, Resource, Variables } from '../../../src/engine/engine.js';
import { OWN } from '../model.js';
import type { Code, Step } from '../scenario.js';
import { TENANT } from '../steps.js';
import type { Answer, Target } from '../target/target.js';
import { History, type LogRecord } from './history.js';
import { prefixOf } from './record-book.js';

/** What came of a scenario on one engine; names are those of the models. */
export interface Run {
  answers: { step: string; code: Code; value?: JsonValue; sees?: Variables }[];
  events: readonly LogRecord[];
  /** Why it could not be run to its end. */
  failure?: string;
}

/** Where the steps come from: written down, or chosen by what has happened so far; [] ends it. */
export type NextSteps = (events: readonly LogRecord[], done: number) => readonly Step[];

/** Runs the steps one after the other, each when all that the one before has caused is over. */
export async function runScenario(
  target: Target,
  resources: readonly Resource[],
  number: number,
  { next, advance }: { next: NextSteps; advance: (milliseconds: number) => Promise<void> },
): Promise<Run> {
  const run = new ScenarioRun(target, prefixOf(number), number);
  try {
    if (resources.length > 0) await run.deploy(resources);
    let done = 0;
    for (let steps = next(await run.events(), done); steps.length > 0; steps = next(await run.events(), done)) {
      for (const step of steps) {
        if ('minutes' in step) await advance(step.minutes * 60_000);
        else await run.step(step);
      }
      done += steps.length;
    }
    return { answers: run.answers, events: await run.events() };
  } catch (error) {
    return { answers: run.answers, events: await run.events().catch(() => []), failure: String(error) };
  }
}

class ScenarioRun {
  readonly answers: Run['answers'] = [];

  constructor(
    private readonly target: Target,
    private readonly prefix: string,
    private readonly number: number,
  ) {}

  async deploy(resources: readonly Resource[]): Promise<void> {
    const { code, reason } = await this.execute({
      type: 'deployResources',
      tenantId: TENANT,
      resources: [...resources],
    });
    if (code !== 'OK') throw new Error(`Not deployed: ${reason}`);
  }

  async step(step: Exclude<Step, { minutes: number }>): Promise<void> {
    const events = await this.events();
    if ('noJob' in step) {
      const job = await this.target.activate(this.away(step.noJob), false);
      if (job) throw new Error(`${step.name}: there is one at ${job.elementId}`);
      return;
    }
    if ('jobType' in step) return this.work(step);
    const answer = await this.execute(step.command(new History(events)));
    this.note(step, answer);
  }

  private async work(step: Extract<Step, { jobType: string }>): Promise<void> {
    const job = await this.target.activate(this.away(step.jobType), true);
    if (!job) throw new Error(`${step.name}: there is no job`);
    const sees = this.home(job.variables);
    if (step.sees && !isDeepStrictEqual(sees, step.sees)) throw new Error(`${step.name}: sees ${JSON.stringify(sees)}`);
    if (!step.command) return void this.answers.push({ step: step.name, code: 'OK', sees });
    this.note(step, await this.execute(step.command(job)), sees);
  }

  private note(
    step: { name: string; code: Code; codeHere?: Code },
    { code, value, reason }: Answer,
    sees?: Variables,
  ): void {
    const shown = value === undefined ? {} : { value: this.home(value) };
    this.answers.push({ step: step.name, code, ...shown, ...(sees ? { sees } : {}) });
    const expected = this.target.isZeebe ? step.code : (step.codeHere ?? step.code);
    if (code !== expected) throw new Error(`${step.name}: ${code} ${reason ?? ''}`);
  }

  execute = (command: Parameters<Target['execute']>[0]): Promise<Answer> => this.target.execute(this.away(command));

  async events(): Promise<readonly LogRecord[]> {
    return this.home(await this.target.settled(this.number));
  }

  /** With the names that only this scenario has. */
  private away = <T>(value: T): T => rename(value, OWN, this.prefix);
  /** With the names as they are written. */
  private home = <T>(value: T): T => rename(value, this.prefix, '');
}

const rename = <T>(value: T, from: string, to: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll(from, to)) as T;
