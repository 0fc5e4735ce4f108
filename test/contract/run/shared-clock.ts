/**
 * One clock for scenarios that run side by side, each with times of its own: it moves when all of them wait, to the moment
 * that comes first. The same scenarios see the same moves, whichever engine they run on.
 */
export class SharedClock {
  private now = 0;
  private travellers = 0;
  private readonly waiting: { until: number; wake: () => void }[] = [];

  constructor(private readonly move: (milliseconds: number) => Promise<void>) {}

  /** Takes part; until {@link leave} the clock does not move without it. */
  join(): void {
    this.travellers += 1;
  }

  leave(): void {
    this.travellers -= 1;
    void this.moveWhenAllWait();
  }

  advance(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.waiting.push({ until: this.now + milliseconds, wake });
      void this.moveWhenAllWait();
    });
  }

  private async moveWhenAllWait(): Promise<void> {
    if (this.waiting.length < this.travellers || this.waiting.length === 0) return;
    const next = Math.min(...this.waiting.map(({ until }) => until));
    await this.move(next - this.now);
    this.now = next;
    const awake = this.waiting.filter(({ until }) => until <= next);
    for (const one of awake) this.waiting.splice(this.waiting.indexOf(one), 1);
    for (const { wake } of awake) wake();
  }
}
