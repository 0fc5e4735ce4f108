import type { Pool } from 'pg';
import { type OutboxRow, readOutbox } from './outbox.store.js';

const ROUND = 1_000;
const AT_ONCE = 500;

/**
 * Follows `engine.command_outbox`. A row is executed with its id as command id and gets its outcome in the transaction of
 * the batch, so it counts once whoever dies when. Only the owner of the engine looks here.
 */
export class Outbox {
  private timer: NodeJS.Timeout | undefined;
  private readonly taken = new Set<string>();
  private looking: Promise<void> | undefined;
  private again = false;
  private open = false;

  constructor(
    private readonly pool: Pool,
    /** Queues the command of a row. `done` resolves when it is answered; false: leave the row alone from now on. */
    private readonly submit: (row: OutboxRow) => Promise<{ done: Promise<boolean> }>,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.open = true;
    this.wake();
  }

  /** Somebody else may take the rows from now on. */
  async stop(): Promise<void> {
    this.open = false;
    clearTimeout(this.timer);
    await this.looking;
  }

  /** Rows were added: look at once. */
  wake(): void {
    if (!this.open) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.looking = this.look()
      .catch(this.report)
      .finally(() => {
        this.looking = undefined;
        if (!this.open) return;
        this.timer = setTimeout(() => this.wake(), this.again ? 0 : ROUND);
        this.timer.unref();
        this.again = false;
      });
  }

  private async look(): Promise<void> {
    for (const row of await readOutbox(this.pool, AT_ONCE)) {
      if (this.taken.has(row.id)) continue;
      this.taken.add(row.id);
      const { done } = await this.submit(row);
      void done.then((again) => {
        if (again) this.taken.delete(row.id);
        // A full round may have left rows behind it.
        if (this.taken.size % AT_ONCE === 0) this.wake();
      });
    }
  }
}
