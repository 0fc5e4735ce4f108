import type { Pool } from 'pg';

export interface OutboxRow {
  id: string;
  /** The Gemeinde whose page stored it; null: stored by a process of ours that does not own the engine. */
  tenantId: string | null;
  /** Id that its caller gave the command. */
  commandId: string | null;
  command: unknown;
}

/** Commands without an outcome in the order in which they were stored; what was sent to a cluster waits for it. */
export async function readOutbox(pool: Pool, limit: number): Promise<OutboxRow[]> {
  const { rows } = await pool.query<{
    id: string;
    tenant_id: string | null;
    command_id: string | null;
    command: unknown;
  }>({
    name: 'read_outbox',
    text: `select id, tenant_id, command_id, command from engine.command_outbox
       where outcome is null and attempts = 0 order by seq limit $1::int`,
    values: [limit],
  });
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    commandId: row.command_id,
    command: row.command,
  }));
}

/** Deletes answered rows stored before `before` (epoch milliseconds), at most 5,000; returns how many there were. */
export async function forgetAnswered(pool: Pool, before: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from engine.command_outbox
      where id = any(array(select id from engine.command_outbox
                            where outcome is not null and created_at < $1::bigint order by created_at limit 5000))`,
    [before],
  );
  return rowCount ?? 0;
}
