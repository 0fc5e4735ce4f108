import pg from 'pg';
import type { ClientBase } from 'pg';
import { StartProblem } from '../../config/start-problem.js';

/** The database as the owner of its tables sees it, who may see all Gemeinden while something moves. */
export class OwnerDatabase {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 8, application_name: 'dsc-move' });
    this.pool.on('error', () => undefined);
  }

  inTransaction = async <T>(work: (client: ClientBase) => Promise<T>): Promise<T> => {
    const client = await this.pool.connect();
    try {
      await client.query(`begin; set local dsc.moving = 'on'`);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  };

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** Something that is still on its way to the engine that is to be left would never arrive. What a killed run sent may wait. */
export async function refuseWaitingCommands(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from engine.command_outbox
      where outcome is null and (command_id is null or command_id not like 'move-%')`,
  );
  const n = rows[0]?.n ?? 0;
  if (n === 0) return;
  throw new StartProblem(
    `${n} commands of pages are still waiting for their engine. Start the product as before, wait until it has worked them off, and stop it.`,
  );
}

/** How far the cases have read the engine's log, and whether that is all of it. */
export async function readSoFar(client: ClientBase): Promise<{ position: number; isAll: boolean }> {
  const { rows } = await client.query<{ position: string; last: string }>(
    `select coalesce((select position from app.projection where name = 'case'), 0) as position, position as last
       from engine.partition where id = 1`,
  );
  const position = Number(rows[0]?.position ?? 0);
  return { position, isAll: position >= Number(rows[0]?.last ?? 0) };
}
