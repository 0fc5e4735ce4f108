import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';

export interface StandalonePostgres {
  /** For DATABASE_URL: a role that may create roles and tables, and a database of its own. */
  url: string;
  /** As superuser, on the same database. */
  administrator: pg.Pool;
  stop(): Promise<void>;
}

/** A PostgreSQL that somebody else runs, as production has it. */
export async function startStandalonePostgres(): Promise<StandalonePostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dsc-postgres-'));
  // The server may run as another user than we do.
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, password: 'standalone' });
  const first = new pg.Client({ connectionString: server.administratorUrl });
  await first.connect();
  await first.query(`create role operator login createrole password 'standalone'`);
  await first.query('create database dsc owner operator');
  await first.end();
  const address = (user: string): string => `postgres://${user}:standalone@127.0.0.1:${server.port}/dsc`;
  const administrator = new pg.Pool({ connectionString: address('postgres'), max: 2 });
  administrator.on('error', () => undefined);
  return {
    url: address('operator'),
    administrator,
    stop: async () => {
      await administrator.end();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
