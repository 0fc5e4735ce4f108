import { Logger } from '@nestjs/common';
import type { ActivatedJob, Engine, EngineCommand } from '../engine/engine.js';
import type { Job, JobWorker } from './job-worker.js';
import { retryPause } from './retry-policy.js';
import type { WorkerContext } from './worker-context.js';
import { failForGood, fail, type WorkerOutcome } from './worker-outcome.js';

export interface RunnerOptions {
  /** Jobs of one type worked on at a time. */
  concurrency: number;
  /** How long one request waits for a first job, in milliseconds. */
  pollMs: number;
}

const DEFAULTS: RunnerOptions = { concurrency: 4, pollMs: 30_000 };
const PAUSE_AFTER_TROUBLE = 1_000;

/** Gives jobs to workers and their outcomes back to the engine. */
export class JobRunner {
  private readonly log = new Logger('JobRunner');
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];

  constructor(
    private readonly engine: Pick<Engine, 'activateJobs' | 'execute'>,
    private readonly workers: readonly JobWorker[],
    private readonly context: WorkerContext,
    private readonly options: RunnerOptions = DEFAULTS,
  ) {}

  start(): void {
    for (const worker of this.workers) this.loops.push(this.loop(worker));
  }

  /** Takes no new jobs and waits for those under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  private async loop(worker: JobWorker): Promise<void> {
    const running = new Set<Promise<void>>();
    while (!this.stopping.signal.aborted) {
      const jobs = await this.activate(worker, this.options.concurrency - running.size);
      for (const job of jobs) {
        const work: Promise<void> = this.work(worker, job).finally(() => running.delete(work));
        running.add(work);
      }
      if (running.size >= this.options.concurrency) await Promise.race(running);
    }
    await Promise.all(running);
  }

  private async activate(worker: JobWorker, count: number): Promise<ActivatedJob[]> {
    try {
      return await this.engine.activateJobs({
        type: worker.type,
        worker: 'dsc',
        timeout: worker.timeoutMs,
        maxJobsToActivate: count,
        requestTimeout: this.options.pollMs,
        signal: this.stopping.signal,
      });
    } catch (error) {
      if (this.stopping.signal.aborted) return [];
      this.log.warn(`No jobs of type ${worker.type} for a moment: ${String(error)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_TROUBLE));
      return [];
    }
  }

  private async work(worker: JobWorker, job: ActivatedJob): Promise<void> {
    const outcome = await runJob(worker, job, this.context, (error) => {
      this.log.error(
        `${worker.type} ${job.key} (${job.elementId}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
    try {
      const { command, commandId } = commandFor(job, outcome);
      const answer = await this.engine.execute(command, { commandId });
      // The case may be gone meanwhile, e.g. withdrawn; then nobody waits for this outcome any more.
      if (!answer.ok) this.log.debug(`${worker.type} ${job.key}: ${answer.rejection.code} ${answer.rejection.reason}`);
    } catch (error) {
      // The engine offers the job again after its time limit; idempotency keys make the repetition harmless.
      this.log.warn(`${worker.type} ${job.key}: the outcome was not accepted: ${String(error)}`);
    }
  }
}

/** Checks the input and runs the worker; never throws. */
export async function runJob(
  worker: JobWorker,
  job: ActivatedJob,
  context: WorkerContext,
  report: (error: unknown) => void,
): Promise<WorkerOutcome> {
  const parsed = worker.input.safeParse(job.variables);
  if (!parsed.success) {
    const fields = parsed.error.issues.slice(0, 5).map((issue) => `«${issue.path.join('.')}»`);
    return failForGood(
      `Der Schritt kann nicht ausgeführt werden, weil Angaben fehlen oder nicht passen: ${fields.join(', ')}. Ergänzen Sie die Angaben im Fall und starten Sie den Schritt neu.`,
    );
  }
  try {
    return await worker.handle(jobFor(job, parsed.data), context);
  } catch (error) {
    report(error);
    return fail(
      'Der Schritt ist an einem unerwarteten technischen Fehler gescheitert. Starten Sie ihn neu; bleibt der Fehler, melden Sie sich beim Digital Service Center.',
    );
  }
}

function jobFor(job: ActivatedJob, input: unknown): Job<unknown> {
  const fall = job.variables.fall as { id?: unknown } | null | undefined;
  const caseId = typeof fall?.id === 'string' ? fall.id : job.processInstanceKey;
  return {
    key: job.key,
    tenantId: job.tenantId,
    elementId: job.elementId,
    headers: job.customHeaders,
    input,
    variables: job.variables,
    // The job's key makes a second round of a loop a new piece of work, the case makes it unique across engines.
    idempotencyKey: `${caseId}/${job.elementId}/${job.key}`,
  };
}

/** The engine's command for an outcome. The command id makes a repeated answer harmless. */
export function commandFor(job: ActivatedJob, outcome: WorkerOutcome): { command: EngineCommand; commandId: string } {
  switch (outcome.kind) {
    case 'complete':
      return {
        command: { type: 'completeJob', jobKey: job.key, variables: outcome.variables },
        commandId: `job-${job.key}-done`,
      };
    case 'bpmnError':
      return {
        command: {
          type: 'throwError',
          jobKey: job.key,
          errorCode: outcome.code,
          errorMessage: outcome.message,
          variables: outcome.variables,
        },
        commandId: `job-${job.key}-error`,
      };
    case 'fail': {
      const retries = outcome.final === true ? 0 : Math.max(0, job.retries - 1);
      const retryBackOff = retries === 0 ? 0 : (outcome.retryInMs ?? retryPause(retries, job.customHeaders));
      return {
        command: { type: 'failJob', jobKey: job.key, retries, errorMessage: outcome.message, retryBackOff },
        // A later round (after an incident was resolved) fails anew: its deadline tells it apart.
        commandId: `job-${job.key}-fail-${retries}-${job.deadline}`,
      };
    }
  }
}
