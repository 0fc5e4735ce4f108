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
  /** When somebody last tried before, epoch milliseconds of the database's clock; 0: never. */
  triedBefore: number;
}

// Leases follow the database's clock, the only one that all processes share.

/** Longer than any call may take. What is leased may have been sent: should its process die, that is uncertain. */
const LEASE = `interval '45 seconds'`;

/** Takes rows that nobody is at, oldest first; of those with one subject only the first. */
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
         order by c.seq limit $1::int for update skip locked
      )
      update engine.command_outbox o
         set leased_until = now() + ${LEASE}, tried_at = now(), uncertain = true, attempts = attempts + 1
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
      values ($1::uuid, null, $2::text, $3::jsonb, $4::bigint, now() + ${LEASE}, now(), true, 1)
      on conflict (id) do nothing`,
    values: [id, commandId, JSON.stringify(command), Date.now()],
  });
  return rowCount === 1;
}

/** Lets go of a row; it is taken again after so many milliseconds. `isUncertain`: it may have had an effect by now. */
export async function postpone(pool: Pool, id: string, milliseconds: number, isUncertain: boolean): Promise<void> {
  await pool.query({
    name: 'zeebe_postpone',
    text: `
      update engine.command_outbox
         set leased_until = now() + $2::double precision * interval '1 millisecond', uncertain = $3::boolean
       where id = $1::uuid and outcome is null`,
    values: [id, milliseconds, isUncertain],
  });
}

/** Lets go of a row that was only looked at: nothing was sent, the moment of the last attempt stays. */
export async function putBack(pool: Pool, { id, triedBefore }: Leased, milliseconds: number): Promise<void> {
  await pool.query({
    name: 'zeebe_put_back',
    text: `
      update engine.command_outbox
         set leased_until = now() + $2::double precision * interval '1 millisecond',
             tried_at = to_timestamp($3::double precision / 1000)
       where id = $1::uuid and outcome is null`,
    values: [id, milliseconds, triedBefore],
  });
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
