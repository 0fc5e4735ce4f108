import type { Pool } from 'pg';
import { committedPosition } from '../../runtime/follower/follower.store.js';

const ROUND_MS = 100;

/** Tells listeners of every commit: of records that came in here at once, of those of other processes by looking. */
export class CommitWatch {
  private readonly listeners = new Set<(position: number) => void>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private position = -1;
  private isOpen = false;

  constructor(
    private readonly pool: Pool,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.isOpen = true;
    this.again();
  }

  async stop(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.timer);
    await this.looking;
  }

  subscribe(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Records up to this number are committed. */
  committed(position: number): void {
    if (position <= this.position) return;
    this.position = position;
    this.tell();
  }

  /** Something else was committed that pages may show, such as the answer of a command. */
  tell(): void {
    for (const listener of this.listeners) listener(Math.max(this.position, 0));
  }

  private again(): void {
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .catch(this.report)
        .finally(() => {
          if (this.isOpen) this.again();
        });
    }, ROUND_MS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    this.committed(await committedPosition(this.pool));
  }
}
