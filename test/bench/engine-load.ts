import { AdjustableClock } from '../../src/config/clock.js';
import type { ActivatedJob, EngineCommand, EngineResponses, Resource } from '../../src/engine/engine.js';
import { EmbeddedEngine } from '../../src/engine/runtime/embedded-engine.js';
import type { Run } from './measure.js';

const TENANT = '9990';

/** Variables of a small application: what a case carries from the first step on. */
const VARIABLES = { betrag: 1250, gemeinde: 'Musterdorf', vollstaendig: true };

/** The engine in this process, with load from this process: what a server with in-process workers does. */
export class EngineLoad {
  private readonly engine: EmbeddedEngine;

  private constructor(url: string) {
    const log = {
      info: () => undefined,
      error: (message: string, error?: unknown) => console.error(message, error),
    };
    this.engine = new EmbeddedEngine({ url, clock: new AdjustableClock(), log });
  }

  static async open(url: string, ...resources: Resource[]): Promise<EngineLoad> {
    const load = new EngineLoad(url);
    await load.engine.start();
    await load.run({ type: 'deployResources', tenantId: TENANT, resources });
    return load;
  }

  close(): Promise<void> {
    return this.engine.stop();
  }

  get counters(): EmbeddedEngine['counters'] {
    return { ...this.engine.counters };
  }

  /** Executes a command that must be accepted. */
  async run<C extends EngineCommand>(command: C): Promise<EngineResponses[C['type']]> {
    const outcome = await this.engine.execute(command);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.rejection.code} ${outcome.rejection.reason}`);
    return outcome.value;
  }

  /** `number` comes back with the jobs of the instance. */
  create(bpmnProcessId: string, number: number): Promise<EngineResponses['createProcessInstance']> {
    const variables = { ...VARIABLES, number };
    return this.run({ type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables });
  }

  /** An in-process worker: takes jobs as they come and completes each with a small result, until the signal ends it. */
  async work(type: string, signal: AbortSignal, done: (job: ActivatedJob) => void): Promise<void> {
    const complete = async (job: ActivatedJob) => {
      await this.run({ type: 'completeJob', jobKey: job.key, variables: { ergebnis: 'ok' } });
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
      for (const job of jobs) void complete(job);
    }
  }
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
