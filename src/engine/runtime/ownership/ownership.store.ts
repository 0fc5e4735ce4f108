import type { Client, Pool } from 'pg';

/** First number of the engine's advisory locks; the second is the partition. */
const LOCK_CLASS = 6_173_002;
const LEASE = '10 seconds';

/** The lock lives as long as the session that took it: it is free the moment an owner dies. */
export async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(`select pg_try_advisory_lock($1::int, 1) as locked`, [
    LOCK_CLASS,
  ]);
  return rows[0]?.locked === true;
}

export interface Ownership {
  epoch: number;
  batch: number;
  position: number;
  nextKey: number;
}

/** Begins a new epoch; whatever an earlier owner still sends is refused from here on. */
export async function beginEpoch(client: Client, owner: string): Promise<Ownership> {
  const { rows } = await client.query<Record<'epoch' | 'batch' | 'position' | 'next_key', string>>(
    `update engine.partition
        set epoch = epoch + 1, owner = $1::text, owner_pid = pg_backend_pid(),
            lease_until = clock_timestamp() + interval '${LEASE}'
      where id = 1
      returning epoch, batch, position, next_key`,
    [owner],
  );
  const row = rows[0];
  if (!row) throw new Error('engine.partition has no row; was the database migrated?');
  await ensureLogPartitions(client);
  return {
    epoch: Number(row.epoch),
    batch: Number(row.batch),
    position: Number(row.position),
    nextKey: Number(row.next_key),
  };
}

// Leases between processes follow the database's clock, the only one they share; the engine's clock may be moved.

/** Shows that the owner's process is alive and able to work, not only its connection. */
export async function renewLease(pool: Pool, epoch: number): Promise<void> {
  await pool.query(
    `update engine.partition set lease_until = clock_timestamp() + interval '${LEASE}' where id = 1 and epoch = $1::bigint`,
    [epoch],
  );
}

/** Ends the session of an owner whose lease is over: a process that hangs, or a machine that is gone. */
export async function endStaleOwner(client: Client): Promise<void> {
  await client.query(
    `select pg_terminate_backend(l.pid)
       from pg_locks l join engine.partition p on p.id = 1
      where l.locktype = 'advisory' and l.classid = $1::oid and l.objid = 1 and l.objsubid = 2 and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
        and p.lease_until < clock_timestamp()`,
    [LOCK_CLASS],
  );
}

export async function ownerName(client: Client): Promise<string> {
  const { rows } = await client.query<{ owner: string | null }>(`select owner from engine.partition where id = 1`);
  return rows[0]?.owner ?? 'unknown';
}

/** Makes sure that the partitions of this week and of the next exist. */
export async function ensureLogPartitions(database: Client | Pool): Promise<void> {
  await database.query('select engine.ensure_log_partitions()');
}

/**
 * Drops whole weeks of the log that are older than so many milliseconds and that everybody has read up to `readPosition`.
 * Answers how many.
 */
export async function dropOldLog(pool: Pool, age: number, readPosition: number): Promise<number> {
  const { rows } = await pool.query<{ dropped: number }>(
    `select engine.drop_log_before(now() - $1::double precision * interval '1 millisecond', $2::bigint) as dropped`,
    [age, readPosition],
  );
  return rows[0]?.dropped ?? 0;
}
