import type { ClientBase, Pool } from 'pg';

/** First number of the product's advisory locks on a database as a whole. */
const LOCK_CLASS = 6_173_003;

/** What several processes of ours must not do at the same moment on one database. */
const ACTS = { roles: 2, seed: 3 } as const;

/** Waits for its turn; the lock ends with the session. */
export const takeTurn = (client: ClientBase, act: keyof typeof ACTS): Promise<unknown> =>
  client.query('select pg_advisory_lock($1::int, $2::int)', [LOCK_CLASS, ACTS[act]]);

/** Runs the work while no other process does the same. */
export async function oneAtATime<T>(pool: Pool, act: keyof typeof ACTS, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await takeTurn(client, act);
    return await work();
  } finally {
    // Ending the session gives the lock back, whatever state it is in.
    client.release(true);
  }
}
