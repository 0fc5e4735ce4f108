import type { Pool } from 'pg';
import type { EngineLog } from './engine-options.js';
import type { Claim } from './ownership/claim.js';
import { forgetAnswered } from './outbox/outbox.store.js';
import { ensureLogPartitions, renewLease } from './ownership/ownership.store.js';
import { forgetOutcomes } from './writer/statements/commands.store.js';

const EVERY = 2_000;
/** A partition of the log holds ten million positions, and the one after the current one is always there. */
const ENSURE_EVERY = 1_000_000;
const FORGET_EVERY = 600_000;
const KEEP_OUTCOMES = 8 * 86_400_000;

/** What an owner does besides its work: shows that it lives, makes room in the log, forgets old command ids. */
export class Housekeeping {
  private readonly timer: NodeJS.Timeout;
  private ensured: number;
  private forgotten = 0;
  private busy = false;

  constructor(
    private readonly pool: Pool,
    private readonly claim: Claim,
    private readonly position: () => number,
    private readonly log: EngineLog,
  ) {
    this.ensured = claim.position;
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
      await this.makeRoom();
      await this.forget();
    } catch (error) {
      this.log.error('Housekeeping of the engine failed and will be tried again', error);
    } finally {
      this.busy = false;
    }
  }

  private async makeRoom(): Promise<void> {
    const position = this.position();
    if (position - this.ensured < ENSURE_EVERY) return;
    await ensureLogPartitions(this.pool, position);
    this.ensured = position;
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
