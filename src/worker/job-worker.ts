import type { z } from 'zod';
import type { Variables } from '../engine/engine.js';
import type { WorkerContext } from './worker-context.js';
import type { WorkerOutcome } from './worker-outcome.js';

/** A job as a worker sees it: checked input, and all variables for those that need them. */
export interface Job<Input> {
  key: string;
  tenantId: string;
  elementId: string;
  headers: Readonly<Record<string, string>>;
  input: Input;
  variables: Variables;
  /** The same for every try of this job: other systems and our own tables recognise a repetition by it. */
  idempotencyKey: string;
}

/** One job type. Plain data and one function; the runner does the rest. */
export interface JobWorker<Input = unknown> {
  type: string;
  input: z.ZodType<Input>;
  /** How long one try may take, in milliseconds; afterwards the engine offers the job again. */
  timeoutMs: number;
  handle(job: Job<Input>, context: WorkerContext): Promise<WorkerOutcome>;
}

/** Keeps the type of `input` in `handle` while lists hold workers of all kinds. */
export function defineWorker<Input>(worker: JobWorker<Input>): JobWorker {
  return worker as JobWorker;
}
