/** Time as a dependency: domain code asks a clock, so that tests and the demo can move it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Nest injection token of the clock. */
export const CLOCK = Symbol('Clock');

/** Nest injection token of the clock on the wall, which nobody moves: for sessions and rate limits. */
export const WALL_CLOCK = Symbol('WallClock');

/** The system clock plus an offset that only the demo and tests change; it never goes back. */
export class AdjustableClock implements Clock {
  private readonly listeners = new Set<() => void>();

  constructor(private offset = 0) {}

  now(): number {
    return Date.now() + this.offset;
  }

  get offsetMs(): number {
    return this.offset;
  }

  /** Moves time forward and tells everyone who waits for a moment. */
  advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) throw new RangeError('A clock only moves forward.');
    this.offset += milliseconds;
    for (const listener of this.listeners) listener();
  }

  onAdvance(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
