import type { Pool } from 'pg';
import type { EngineLog, LogRetention } from '../runtime/engine-options.js';
import { tendLog } from '../runtime/housekeeping.js';
import { forgetAnswered } from '../runtime/outbox/outbox.store.js';

const EVERY_MS = 600_000;
const KEEP = '8 days';
const KEEP_MS = 8 * 86_400_000;

/** Makes room in the log, drops its old weeks, forgets answered commands. Every process does it; twice is harmless. */
export class ClusterHousekeeping {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly retention: LogRetention | undefined,
    private readonly log: EngineLog,
  ) {}

  /** Once before anything is written: the log needs the partition of this week. */
  async start(): Promise<void> {
    await this.round();
    this.timer = setInterval(() => {
      this.round().catch((error: unknown) => this.log.error('Housekeeping failed and will be tried again', error));
    }, EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async round(): Promise<void> {
    await tendLog(this.pool, this.retention, this.log);
    await this.pool.query(
      `delete from engine.zeebe_bulk where log_position < (select min(first_position) from engine.log)`,
    );
    await this.pool.query(`delete from engine.zeebe_effect where at < now() - interval '${KEEP}'`);
    while ((await forgetAnswered(this.pool, Date.now() - KEEP_MS)) > 0);
  }
}
