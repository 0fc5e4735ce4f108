import type { PoolClient } from 'pg';

/** First number of the advisory locks of partitions; the second is the partition. */
const LOCK_CLASS = 6_173_005;

/** Bulks of one partition come in one after the other, whichever process got them. Answers up to where it was read. */
export async function lockPartition(client: PoolClient, partitionId: number): Promise<number> {
  await client.query(`select pg_advisory_xact_lock($1::int, $2::int)`, [LOCK_CLASS, partitionId]);
  const { rows } = await client.query<{ position: string }>({
    name: 'zeebe_partition',
    text: `select position from engine.zeebe_partition where id = $1::int`,
    values: [partitionId],
  });
  return Number(rows[0]?.position ?? -1);
}

/** `fence` is 0 when the bulk held no marker. */
export async function advancePartition(
  client: PoolClient,
  partitionId: number,
  position: number,
  fence: number,
): Promise<void> {
  await client.query({
    name: 'zeebe_partition_advance',
    text: `
      insert into engine.zeebe_partition as p (id, position, fence) values ($1::int, $2::bigint, $3::bigint)
      on conflict (id) do update set position = greatest(p.position, excluded.position),
        fence = greatest(p.fence, excluded.fence), stored_at = now()`,
    values: [partitionId, position, fence],
  });
}

/** Bodies of the stored bulks that may hold records of these positions, in order. */
export async function overlappingBulks(
  client: PoolClient,
  partitionId: number,
  first: number,
  last: number,
): Promise<Buffer[]> {
  const { rows } = await client.query<{ body: Buffer }>(
    `select l.body from engine.zeebe_bulk b join engine.log l on l.first_position = b.log_position
      where b.partition_id = $1::int and b.last_position >= $2::bigint and b.first_position <= $3::bigint
      order by b.first_position`,
    [partitionId, first, last],
  );
  return rows.map(({ body }) => body);
}

export interface StoredBulk {
  partitionId: number;
  firstPosition: number;
  lastPosition: number;
  count: number;
  /** Epoch milliseconds of its last record. */
  at: number;
  body: Buffer;
}

/** Epoch under which bulks lie in `engine.log`; the embedded engine's own begin with 1. */
export const BULK_EPOCH = -1;

/**
 * The last statement of a bulk's transaction: takes numbers from the one sequence of the log. Whoever comes next waits for
 * our commit, so readers who follow the sequence never pass a number that is still to come.
 */
export async function appendBulk(client: PoolClient, bulk: StoredBulk): Promise<number> {
  const { rows } = await client.query<{ position: string }>({
    name: 'zeebe_bulk',
    text: `
      with head as (
        update engine.partition set position = position + $4::bigint where id = 1 returning position
      ), entry as (
        insert into engine.log (first_position, last_position, epoch, at, body)
        select position - $4::bigint + 1, position, ${BULK_EPOCH}, $5::bigint, $6::bytea from head
      )
      insert into engine.zeebe_bulk (partition_id, first_position, last_position, log_position)
      select $1::int, $2::bigint, $3::bigint, position - $4::bigint + 1 from head
      returning log_position + $4::bigint - 1 as position`,
    values: [bulk.partitionId, bulk.firstPosition, bulk.lastPosition, bulk.count, bulk.at, bulk.body],
  });
  return Number(rows[0]?.position);
}
