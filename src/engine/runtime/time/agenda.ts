import { Heap } from './heap.js';

/** Something that becomes due. Entries are never removed early: whoever takes one checks whether it still holds. */
export interface Due {
  at: number;
  kind: 'timer' | 'message' | 'recur' | 'lease' | 'signal';
  /** What becomes due at this moment; jobs that were handed out together are one entry. */
  keys: readonly number[];
}

/** Of what is due at the same moment the older comes first, as in Zeebe. */
const isBefore = (a: Due, b: Due): boolean => (a.at === b.at ? (a.keys[0] ?? 0) < (b.keys[0] ?? 0) : a.at < b.at);

/** Everything that waits for time, soonest first: timers, expiry of messages, pauses before retries, leases of jobs; signals at once. */
export class Agenda {
  private readonly heap = new Heap<Due>(isBefore);

  get nextAt(): number | undefined {
    return this.heap.peek()?.at;
  }

  add(at: number, kind: Due['kind'], key: number): void {
    this.addAll(at, kind, [key]);
  }

  addAll(at: number, kind: Due['kind'], keys: readonly number[]): void {
    this.heap.push({ at, kind, keys });
  }

  /** What is due at `now`, at most `limit`. */
  take(now: number, limit: number): Due[] {
    const due: Due[] = [];
    for (let next = this.heap.peek(); next && next.at <= now && due.length < limit; next = this.heap.peek()) {
      due.push(next);
      this.heap.pop();
    }
    return due;
  }
}
