import type { Pool } from 'pg';

/** Position in the engine's log up to which every projection has read; 0 while there is none. */
export async function projectedPosition(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ position: string | null }>(
    `select min(position) as position from app.projection`,
  );
  return Number(rows[0]?.position ?? 0);
}
