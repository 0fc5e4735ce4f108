import type { Pool } from 'pg';

export interface LogRow {
  firstPosition: number;
  lastPosition: number;
  at: number;
  body: Buffer;
}

/**
 * The next batches that hold records after a position: the embedded engine's own, or those that a cluster has exported. Where
 * cases have moved from one to the other, both lie in one log, packed in different ways.
 */
export async function readLog(
  pool: Pool,
  writer: 'embedded' | 'cluster',
  afterPosition: number,
  batches: number,
): Promise<LogRow[]> {
  // The batch a position lies in begins before it: found by its predecessor in the primary key, then read on from there.
  const { rows } = await pool.query<Record<'first_position' | 'last_position' | 'at', string> & { body: Buffer }>({
    name: 'read_log_of',
    text: `
      select first_position, last_position, at, body
        from engine.log
       where first_position >= coalesce(
               (select first_position from engine.log where first_position <= $1::bigint + 1 order by first_position desc limit 1), 0)
         and last_position > $1::bigint and (epoch < 0) = $3::boolean
       order by first_position
       limit $2::int`,
    values: [afterPosition, batches, writer === 'cluster'],
  });
  return rows.map((row) => ({
    firstPosition: Number(row.first_position),
    lastPosition: Number(row.last_position),
    at: Number(row.at),
    body: row.body,
  }));
}
