import type { Pool } from 'pg';

/** Epoch milliseconds by the database's clock. */
export async function databaseTime(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ now: string }>({
    name: 'zeebe_database_time',
    text: `select (extract(epoch from now()) * 1000)::bigint as now`,
  });
  return Number(rows[0]?.now);
}

/** How many partitions have given back a marker of that moment or later. */
export async function fencedPartitions(pool: Pool, moment: number): Promise<number> {
  const { rows } = await pool.query<{ count: string }>({
    name: 'zeebe_fenced',
    text: `select count(*) as count from engine.zeebe_partition where fence >= $1::bigint`,
    values: [moment],
  });
  return Number(rows[0]?.count);
}
