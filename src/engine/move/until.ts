/** Something that a person has to look at; the sentence says what. The move may be run again. */
export class MoveFailed extends Error {}

/** Exporters tell once in a while, five seconds by default. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/** Looks again until it holds. @throws MoveFailed with the sentence when it does not in time */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean, otherwise: string): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new MoveFailed(otherwise);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
