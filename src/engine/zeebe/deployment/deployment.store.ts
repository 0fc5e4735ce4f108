import type { Pool } from 'pg';
import type { Deployment } from '../../engine.js';

/** What the cluster answered when it was given these files; undefined when it never was. */
export async function readAnswer(pool: Pool, contentHash: string): Promise<Deployment | undefined> {
  const { rows } = await pool.query<{ answer: Deployment }>(
    `select answer from engine.zeebe_deployment where content_hash = $1`,
    [contentHash],
  );
  return rows[0]?.answer;
}

/** Keeps the answer unless there is one; gives the one that is kept. */
export async function storeAnswer(pool: Pool, contentHash: string, answer: Deployment): Promise<Deployment> {
  await pool.query(
    `insert into engine.zeebe_deployment (content_hash, answer) values ($1, $2::jsonb) on conflict do nothing`,
    [contentHash, JSON.stringify(answer)],
  );
  return (await readAnswer(pool, contentHash)) ?? answer;
}
