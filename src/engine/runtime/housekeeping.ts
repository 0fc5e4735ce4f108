import type { Pool } from 'pg';
import type { EngineLog, LogRetention } from './engine-options.js';
import type { Claim } from './ownership/claim.js';
import { forgetAnswered } from './outbox/outbox.store.js';
import { dropOldLog, ensureLogPartitions, renewLease } from './ownership/ownership.store.js';
import { forgetOutcomes } from './writer/statements/commands.store.js';

const EVERY = 2_000;
/** A partition of the log holds a week, and the one after the current one is always there. */
const LOG_EVERY = 3_600_000;
const FORGET_EVERY = 600_000;
const KEEP_OUTCOMES = 8 * 86_400_000;

/** What an owner does besides its work: shows that it lives, makes room in the log, drops old weeks, forgets command ids. */
export class Housekeeping {
  private readonly timer: NodeJS.Timeout;
  private logTended = Date.now();
  private forgotten = 0;
  private busy = false;

  constructor(
    private readonly pool: Pool,
    private readonly claim: Claim,
    private readonly retention: LogRetention | undefined,
    private readonly log: EngineLog,
  ) {
    this.timer = setInterval(() => void this.round(), EVERY);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async round(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await renewLease(this.pool, this.claim.epoch);
      await this.tendLog();
      await this.forget();
    } catch (error) {
      this.log.error('Housekeeping of the engine failed and will be tried again', error);
    } finally {
      this.busy = false;
    }
  }

  private async tendLog(): Promise<void> {
    if (Date.now() - this.logTended < LOG_EVERY) return;
    await tendLog(this.pool, this.retention, this.log);
    this.logTended = Date.now();
  }

  /** Wall time, not the engine's clock: somebody who moves the demo's clock must not make commands count twice. */
  private async forget(): Promise<void> {
    const now = Date.now();
    if (now - this.forgotten < FORGET_EVERY) return;
    const before = now - KEEP_OUTCOMES;
    const many = Math.max(await forgetOutcomes(this.pool, before), await forgetAnswered(this.pool, before));
    if (many < 5_000) this.forgotten = now;
  }
}

/** Makes the partitions that will be needed, and drops those whose time is over. */
export async function tendLog(pool: Pool, retention: LogRetention | undefined, log: EngineLog): Promise<void> {
  await ensureLogPartitions(pool);
  if (retention === undefined) return;
  const dropped = await dropOldLog(pool, retention.age, await retention.readPosition());
  if (dropped > 0) log.info(`Dropped ${dropped} weeks of the engine's log, whose retention is over`);
}
