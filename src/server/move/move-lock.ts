import pg from 'pg';
import { StartProblem } from '../../config/start-problem.js';
import { SERVING_ROLES } from '../../database/roles.js';

const MOVE_LOCK = 6_173_004;

/**
 * Keeps the product and other moves out as long as cases move. The lock is taken first and the processes of the product are
 * looked for then; those look at the lock when they are connected. So one of both always sees the other.
 */
export class MoveLock {
  private constructor(private readonly client: pg.Client) {}

  /** Before this process opens connections of the product itself. @throws StartProblem when somebody else is at it */
  static async take(url: string): Promise<MoveLock> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const lock = await client.query<{ free: boolean }>(`select pg_try_advisory_lock($1::bigint) as free`, [
        MOVE_LOCK,
      ]);
      if (!lock.rows[0]?.free) throw new StartProblem('Another move is under way on this database.');
      const { rowCount } = await client.query(
        `select from pg_stat_activity where datname = current_database() and usename = any($1::text[])`,
        [SERVING_ROLES],
      );
      if (rowCount !== 0)
        throw new StartProblem(
          'A process of the product is connected to the database. Stop the product everywhere; cases cannot be moved under people who work on them.',
        );
      return new MoveLock(client);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async release(): Promise<void> {
    await this.client.query(`select pg_advisory_unlock($1::bigint)`, [MOVE_LOCK]).catch(() => undefined);
    await this.client.end();
  }
}

/** For a process of the product, which is connected already. @throws StartProblem while cases move */
export async function refuseWhileMoving(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ moves: boolean }>(
    `select exists (
       select from pg_locks where locktype = 'advisory' and classid = 0 and objid = $1::bigint and objsubid = 1 and granted
         and database = (select oid from pg_database where datname = current_database())) as moves`,
    [MOVE_LOCK],
  );
  if (rows[0]?.moves)
    throw new StartProblem('The cases of this database move to the other engine just now. Start when that is over.');
}
