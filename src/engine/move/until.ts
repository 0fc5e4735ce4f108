/** Something that a person has to look at; the sentence says what. The move may be run again. */
export class MoveFailed extends Error {}

/** Exporters tell once in a while, five seconds by default. */
const PATIENCE_MS = 60_000;
/** Pauses between two looks grow: an embedded engine answers at once, a cluster when its exporter comes round. */
const PAUSES_MS = [20, 400] as const;

/** Looks again until it holds. @throws MoveFailed with the sentence when it does not in time */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean, otherwise: string): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  const [shortest, longest] = PAUSES_MS;
  for (let pause: number = shortest; ; pause = Math.min(longest, pause * 2)) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new MoveFailed(otherwise);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
