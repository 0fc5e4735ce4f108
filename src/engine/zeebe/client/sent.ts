import { status } from '@grpc/grpc-js';
import type { Outcome, RejectionCode } from '../../engine.js';
import { refusal } from '../../runtime/refuse-command.js';

/** What became of a command that was sent. */
export type Sent =
  | { kind: 'answered'; outcome: Outcome<unknown> }
  /** It had no effect, for sure: nobody was there, or the cluster has too much to do. Send it again later. */
  | { kind: 'refused'; reason: string; isBusy: boolean }
  /** Nobody knows whether it had an effect: the connection broke, the answer did not come in time, the cluster has a fault. */
  | { kind: 'unknown'; reason: string; isFault?: boolean };

export const answered = (value: unknown): Sent => ({ kind: 'answered', outcome: { ok: true, value } });

/** Meaning of an error of a call, whichever library threw it. */
export function sentOf(error: unknown): Sent {
  const { code, details = String(error) } = error as { code?: number; details?: string };
  const rejection = REJECTIONS[code ?? -1];
  if (rejection !== undefined) return { kind: 'answered', outcome: refusal(rejection, details) };
  if (code === status.RESOURCE_EXHAUSTED) {
    // The same code says «busy» and «too large»; the latter never gets better.
    if (/larger|exceed|max(imum)? (message )?size/i.test(details))
      return { kind: 'answered', outcome: refusal('RESOURCE_EXHAUSTED', details) };
    return { kind: 'refused', reason: details, isBusy: true };
  }
  if (code === status.UNAUTHENTICATED || code === status.PERMISSION_DENIED || isNotSent(code, details))
    return { kind: 'refused', reason: details, isBusy: false };
  return { kind: 'unknown', reason: details, isFault: code === status.INTERNAL || code === status.UNKNOWN };
}

const REJECTIONS: Readonly<Record<number, RejectionCode>> = {
  [status.INVALID_ARGUMENT]: 'INVALID_ARGUMENT',
  [status.NOT_FOUND]: 'NOT_FOUND',
  [status.ALREADY_EXISTS]: 'ALREADY_EXISTS',
  [status.FAILED_PRECONDITION]: 'INVALID_STATE',
  [status.UNIMPLEMENTED]: 'INVALID_ARGUMENT',
};

/** No connection, or a gateway that did not find the partition: the command never reached a log. */
const isNotSent = (code: number | undefined, details: string): boolean =>
  code === status.UNAVAILABLE &&
  /No connection established|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|name resolution|not (yet )?aware of it|no leader/i.test(
    details,
  );

/** An answer that does not come in time is no answer; the libraries would wait for ever. */
export async function inTime<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
