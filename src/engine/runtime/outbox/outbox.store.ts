import type { Pool } from 'pg';

export interface OutboxRow {
  id: string;
  tenantId: string;
  command: unknown;
}

/** Commands without an outcome in the order in which they were stored. */
export async function readOutbox(pool: Pool, limit: number): Promise<OutboxRow[]> {
  const { rows } = await pool.query<{ id: string; tenant_id: string; command: unknown }>({
    name: 'read_outbox',
    text: `select id, tenant_id, command from engine.command_outbox where outcome is null order by seq limit $1::int`,
    values: [limit],
  });
  return rows.map((row) => ({ id: row.id, tenantId: row.tenant_id, command: row.command }));
}
