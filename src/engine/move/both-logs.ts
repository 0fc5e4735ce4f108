import type { Pool } from 'pg';
import type { EngineRecord } from '../engine.js';
import { LogReader } from '../runtime/log/log-reader.js';
import { GraphCache } from '../runtime/state/graph-cache.js';
import { ExportedLogReader } from '../zeebe/records/log-reader.js';

/** The one log in which both engines write, whichever wrote a part of it. */
export class BothLogs {
  private readonly embedded: LogReader;
  private readonly exported: ExportedLogReader;

  constructor(private readonly pool: Pool) {
    this.embedded = new LogReader(pool, new GraphCache(pool));
    this.exported = new ExportedLogReader(pool);
  }

  /** Records after a position, in order; at most `limit`, of one stored batch. */
  async read(afterPosition: number, limit: number): Promise<EngineRecord[]> {
    const { rows } = await this.pool.query<{ last: string; exported: boolean }>(
      `select last_position as last, epoch < 0 as exported from engine.log
        where last_position > $1::bigint order by first_position limit 1`,
      [afterPosition],
    );
    const [next] = rows;
    if (!next) return [];
    const reader = next.exported ? this.exported : this.embedded;
    return reader.read(afterPosition, Math.min(limit, Number(next.last) - afterPosition));
  }
}
