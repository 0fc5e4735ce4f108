import type { Pool } from 'pg';

export interface BufferedMessage {
  tenant_id: string;
  name: string;
  correlation_key: string;
  /** Epoch milliseconds until which it is kept. */
  deadline: string;
}

export async function bufferedMessages(pool: Pool, now: number): Promise<BufferedMessage[]> {
  const { rows } = await pool.query<BufferedMessage>(
    `select tenant_id, name, correlation_key, deadline from engine.message where deadline > $1::bigint order by key`,
    [now],
  );
  return rows;
}
