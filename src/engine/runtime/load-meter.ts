/** How much of the past counts when a batch is committed: about the last ten batches. */
const KEPT = 0.9;

/**
 * Knows how long a command that comes now would wait: what stands before it, times what a command took of late; or as long
 * as nothing was committed, when that is longer.
 */
export class LoadMeter {
  private milliseconds = 0;
  private commands = 0;
  /** Since when there is work of which nothing was committed. */
  private busySince: number | undefined;

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A batch of so many commands is durable; `queued` still wait. */
  committed(commands: number, queued: number): void {
    const now = this.now();
    if (this.busySince !== undefined) {
      this.milliseconds = this.milliseconds * KEPT + now - this.busySince;
      this.commands = this.commands * KEPT + commands;
    }
    this.busySince = queued > 0 ? now : undefined;
  }

  /** Milliseconds until a command would be durable that finds so many before it. */
  expectedWait(queued: number): number {
    if (queued === 0) return 0;
    const now = this.now();
    this.busySince ??= now;
    const each = this.commands === 0 ? 0 : this.milliseconds / this.commands;
    return Math.max(queued * each, now - this.busySince);
  }
}
