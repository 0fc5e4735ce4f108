/** Tries of a job, the first one included; the model says the same number as `retries`. */
export const MAXIMUM_TRIES = 5;

const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 15 * 60_000;

/**
 * Milliseconds before the next try: 10 s, doubled each time, at most a quarter of an hour. A task may ask for another
 * first pause by the header `wiederholungSekunden`.
 */
export function retryPause(retriesLeft: number, headers: Readonly<Record<string, string>> = {}): number {
  const asked = Number(headers.wiederholungSekunden);
  const first = Number.isFinite(asked) && asked > 0 ? asked * 1000 : FIRST_PAUSE;
  const tried = Math.max(0, MAXIMUM_TRIES - 1 - retriesLeft);
  return Math.min(first * 2 ** tried, LONGEST_PAUSE);
}
