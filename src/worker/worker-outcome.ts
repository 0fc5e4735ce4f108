import type { Variables } from '../engine/engine.js';

/** The error code by which a model hands a step to people. */
export const MANUAL = 'MANUELL';

/** Exactly three things can come of a job. */
export type WorkerOutcome =
  | { kind: 'complete'; variables: Variables }
  | { kind: 'bpmnError'; code: string; message: string; variables: Variables }
  | {
      kind: 'fail';
      /** German sentence: what happened, to what, what to do. Becomes the text of the incident when retries are used up. */
      message: string;
      /** Milliseconds until the next try; absent = by the retry policy. */
      retryInMs?: number;
      /** Trying again cannot help: the incident comes at once. */
      final?: boolean;
    };

export const complete = (variables: Variables = {}): WorkerOutcome => ({ kind: 'complete', variables });

export const bpmnError = (code: string, message: string, variables: Variables = {}): WorkerOutcome => ({
  kind: 'bpmnError',
  code,
  message,
  variables,
});

/** Hands the step to people; the reason stands in the task that follows. */
export const byHand = (reason: string, variables: Variables = {}): WorkerOutcome =>
  bpmnError(MANUAL, reason, { manuellGrund: reason, ...variables });

export const fail = (message: string, retryInMs?: number): WorkerOutcome => ({
  kind: 'fail',
  message,
  ...(retryInMs === undefined ? {} : { retryInMs }),
});

export const failForGood = (message: string): WorkerOutcome => ({ kind: 'fail', message, final: true });
