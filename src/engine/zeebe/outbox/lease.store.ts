import type { Pool } from 'pg';
import type { EngineCommand, Outcome } from '../../engine.js';

/** A row of the outbox that this process alone sends for the time of its lease. */
export interface Leased {
  id: string;
  /** The Gemeinde whose page stored it; null: stored by the engine for a worker. */
  tenantId: string | null;
  commandId: string | null;
  command: unknown;
  /** This one included. */
  attempts: number;
  /** An earlier attempt may have had an effect. */
  isUncertain: boolean;
  /** Until when an earlier attempt may have been under way, epoch milliseconds of the database's clock; 0: there was none. */
  triedBefore: number;
}

// Leases follow the database's clock, the only one that all processes share.

/** Longer than an attempt may take. What is leased may have been sent: should its process die, that is uncertain. */
const LEASE = `interval '45 seconds'`;
/** An attempt that has not begun to send by then does not send any more: the longest call ends within the lease. */
export const SEND_WITHIN_MS = 20_000;

/**
 * Takes rows that nobody is at: before those that wait for the records to tell what became of them, those that can be sent,
 * oldest first; of those with one subject only the first.
 */
export async function lease(pool: Pool, limit: number): Promise<Leased[]> {
  const { rows } = await pool.query<Record<'id' | 'tried', string> & LeasedRow>({
    name: 'zeebe_lease',
    text: `
      with free as (
        select c.id, c.uncertain, c.tried_at
          from engine.command_outbox c
         where c.outcome is null and (c.leased_until is null or c.leased_until < now())
           and (c.subject is null or not exists (
             select from engine.command_outbox e
              where e.outcome is null and e.subject = c.subject and e.tenant_id is not distinct from c.tenant_id
                and e.seq < c.seq))
         order by c.uncertain, c.seq limit $1::int for update skip locked
      )
      update engine.command_outbox o
         set leased_until = now() + ${LEASE}, tried_at = now() + ${LEASE}, uncertain = true, attempts = attempts + 1
        from free where o.id = free.id
      returning o.id, o.tenant_id, o.command_id, o.command, o.attempts, free.uncertain,
        coalesce(extract(epoch from free.tried_at) * 1000, 0)::bigint as tried`,
    values: [limit],
  });
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    commandId: row.command_id,
    command: row.command,
    attempts: row.attempts,
    isUncertain: row.uncertain,
    triedBefore: Number(row.tried),
  }));
}

interface LeasedRow {
  tenant_id: string | null;
  command_id: string | null;
  command: unknown;
  attempts: number;
  uncertain: boolean;
}

/** Stores a command that its caller waits for, leased at once; false when a command with this id is there already. */
export async function storeLeased(pool: Pool, id: string, commandId: string, command: EngineCommand): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'zeebe_store_leased',
    text: `
      insert into engine.command_outbox (id, tenant_id, command_id, command, created_at, leased_until, tried_at, uncertain, attempts)
      values ($1::uuid, null, $2::text, $3::jsonb, $4::bigint, now() + ${LEASE}, now() + ${LEASE}, true, 1)
      on conflict (id) do nothing`,
    values: [id, commandId, JSON.stringify(command), Date.now()],
  });
  return rowCount === 1;
}

/** Lets go of a row whose attempt is over; it is taken again after so many milliseconds. `isUncertain`: it may have had an effect. */
export async function postpone(pool: Pool, id: string, milliseconds: number, isUncertain: boolean): Promise<void> {
  await pool.query({
    name: 'zeebe_postpone',
    text: `
      update engine.command_outbox
         set leased_until = now() + $2::double precision * interval '1 millisecond', tried_at = now(), uncertain = $3::boolean
       where id = $1::uuid and outcome is null`,
    values: [id, milliseconds, isUncertain],
  });
}

/** Lets go of a row that was only looked at: nothing was sent, what is known of the last attempt stays. */
export async function putBack(
  pool: Pool,
  { id, triedBefore, isUncertain, attempts }: Leased,
  milliseconds: number,
): Promise<void> {
  await pool.query({
    name: 'zeebe_put_back',
    text: `
      update engine.command_outbox
         set leased_until = now() + $2::double precision * interval '1 millisecond',
             tried_at = to_timestamp($3::double precision / 1000), uncertain = $4::boolean, attempts = $5::integer
       where id = $1::uuid and outcome is null`,
    values: [id, milliseconds, triedBefore, isUncertain, attempts - 1],
  });
}

/** No other process is there any more that could be at a row. */
export const endLeases = (pool: Pool): Promise<unknown> =>
  pool.query(
    `update engine.command_outbox set leased_until = null, tried_at = now() where outcome is null and leased_until > now()`,
  );

/** How many commands have no answer yet. */
export async function unanswered(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from engine.command_outbox where outcome is null`,
  );
  return rows[0]?.n ?? 0;
}

/** Stores the answer; false when it has one already. */
export async function storeOutcome(
  database: Pick<Pool, 'query'>,
  id: string,
  outcome: Outcome<unknown>,
): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'zeebe_outcome',
    text: `update engine.command_outbox set outcome = $2::jsonb, leased_until = null where id = $1::uuid and outcome is null`,
    values: [id, JSON.stringify(outcome)],
  });
  return rowCount === 1;
}
