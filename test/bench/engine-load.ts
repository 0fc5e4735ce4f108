import { AdjustableClock } from '../../src/config/clock.js';
import type { ActivatedJob, EngineCommand, EngineResponses, Resource, Variables } from '../../src/engine/engine.js';
import { EmbeddedEngine } from '../../src/engine/runtime/embedded-engine.js';
import type { EmbeddedEngineOptions } from '../../src/engine/runtime/engine-options.js';
import type { Run } from './measure.js';

export const TENANT = '9990';

/** Variables of a small application: what a case carries from the first step on. */
const VARIABLES: Variables = { betrag: 1250, gemeinde: 'Musterdorf', vollstaendig: true };
const RESULT: Variables = { ergebnis: 'ok' };
const HELD_BACK_MS = 20;

/** The engine in this process, with load from this process: what a server with in-process workers does. */
export class EngineLoad {
  private readonly engine: EmbeddedEngine;
  /** Commands that the engine refused for load, so far. */
  heldBack = 0;

  private constructor(url: string, options: Partial<EmbeddedEngineOptions>) {
    const log = {
      info: () => undefined,
      error: (message: string, error?: unknown) => console.error(message, error),
    };
    this.engine = new EmbeddedEngine({ url, clock: new AdjustableClock(), log, ...options });
  }

  static async open(url: string, ...resources: Resource[]): Promise<EngineLoad> {
    const load = await EngineLoad.start(url);
    await load.run({ type: 'deployResources', tenantId: TENANT, resources });
    return load;
  }

  /** On a database that has its definitions already, or gets them later. */
  static async start(url: string, options: Partial<EmbeddedEngineOptions> = {}): Promise<EngineLoad> {
    const load = new EngineLoad(url, options);
    await load.engine.start();
    return load;
  }

  close(): Promise<void> {
    return this.engine.stop();
  }

  get counters(): EmbeddedEngine['counters'] {
    return { ...this.engine.counters };
  }

  /** Executes a command that must be accepted; as clients do, it waits when the engine has too much to do. */
  async run<C extends EngineCommand>(command: C): Promise<EngineResponses[C['type']]> {
    for (;;) {
      const outcome = await this.engine.execute(command);
      if (outcome.ok) return outcome.value;
      const { code, reason } = outcome.rejection;
      if (code !== 'RESOURCE_EXHAUSTED') throw new Error(`${command.type}: ${code} ${reason}`);
      this.heldBack += 1;
      await new Promise((resolve) => setTimeout(resolve, HELD_BACK_MS));
    }
  }

  /** `number` comes back with the jobs of the instance. */
  create(
    bpmnProcessId: string,
    number: number,
    given: Variables = VARIABLES,
  ): Promise<EngineResponses['createProcessInstance']> {
    const variables = { ...given, number };
    return this.run({ type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables });
  }

  /**
   * An in-process worker: takes jobs as they come and completes each with the same result, until the signal ends it.
   * `taken` is told when a job is in its hand, `done` when its completion is durable.
   */
  async work(
    type: string,
    signal: AbortSignal,
    done: (job: ActivatedJob) => void,
    result: Variables = RESULT,
    taken: (job: ActivatedJob) => void = () => undefined,
  ): Promise<void> {
    const complete = async (job: ActivatedJob) => {
      await this.run({ type: 'completeJob', jobKey: job.key, variables: result });
      done(job);
    };
    while (!signal.aborted) {
      const jobs = await this.engine.activateJobs({
        type,
        worker: 'bench',
        timeout: 60_000,
        maxJobsToActivate: 1000,
        requestTimeout: 10_000,
        signal,
      });
      for (const job of jobs) {
        taken(job);
        void complete(job);
      }
    }
  }
}

/** Open loop: `perSecond` pieces of work a second for so many seconds, whether the ones before have ended or not. */
export async function openLoop(
  perSecond: number,
  seconds: number,
  piece: (index: number) => Promise<void>,
): Promise<Run> {
  const latencies: number[] = [];
  const under: Promise<void>[] = [];
  const begin = performance.now();
  const timed = async (index: number) => {
    // From the moment it was due: time that it waited for this loop counts, too.
    const due = begin + ((index + 1) * 1000) / perSecond;
    await piece(index);
    latencies.push(performance.now() - due);
  };
  const count = Math.ceil(perSecond * seconds);
  while (under.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - begin) / 1000) * perSecond));
    while (under.length < due) under.push(timed(under.length));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(under);
  return { count, seconds: (performance.now() - begin) / 1000, latencies };
}

/** Closed loop: `inFlight` pieces of work are on their way at any time, `count` in all. */
export async function closedLoop(
  count: number,
  inFlight: number,
  piece: (index: number) => Promise<void>,
): Promise<Run> {
  const latencies: number[] = [];
  const begin = performance.now();
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) {
      const started = performance.now();
      await piece(index);
      latencies.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, lane));
  return { count, seconds: (performance.now() - begin) / 1000, latencies };
}
