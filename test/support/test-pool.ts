import pg from 'pg';

/**
 * A pool of connections for a spec.
 *
 * `pool.end()` resolves before the server has seen the goodbye: a database that is dropped right after may still cut
 * these connections. Without a listener that would end the run.
 */
export function testPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  pool.on('error', () => undefined);
  return pool;
}
