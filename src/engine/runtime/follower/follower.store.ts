import type { Pool } from 'pg';
import type { EngineCommand, Outcome } from '../../engine.js';

/** Channel on which the owner of the engine hears that commands were stored. */
export const OUTBOX_CHANNEL = 'dsc_engine_outbox';

/** Stores a command for whoever owns the engine, and tells the owner. */
export async function storeCommand(
  pool: Pool,
  id: string,
  command: EngineCommand,
  commandId: string | undefined,
): Promise<void> {
  await pool.query(
    `insert into engine.command_outbox (id, tenant_id, command_id, command, created_at)
     values ($1::uuid, null, $2::text, $3::jsonb, $4::bigint)`,
    [id, commandId ?? null, JSON.stringify(command), Date.now()],
  );
  await notifyOwner(pool);
}

export const notifyOwner = (pool: Pool): Promise<unknown> => pool.query(`select pg_notify('${OUTBOX_CHANNEL}', '')`);

/** Outcomes of stored commands that have one by now. */
export async function storedOutcomes(pool: Pool, ids: readonly string[]): Promise<Map<string, Outcome<unknown>>> {
  const { rows } = await pool.query<{ id: string; outcome: Outcome<unknown> }>({
    name: 'stored_outcomes',
    text: `select id, outcome from engine.command_outbox where id = any($1::uuid[]) and outcome is not null`,
    values: [ids],
  });
  return new Map(rows.map(({ id, outcome }) => [id, outcome]));
}

/** Position of the last committed record. */
export async function committedPosition(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ position: string }>({
    name: 'committed_position',
    text: `select position from engine.partition where id = 1`,
  });
  return Number(rows[0]?.position ?? 0);
}
