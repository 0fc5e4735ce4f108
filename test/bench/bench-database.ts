import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { provisionEmbedded } from '../../src/database/provision.js';
import type { DatabaseUrls } from '../../src/database/roles.js';

export interface BenchServer {
  /** A fresh, migrated database. */
  database(name: string): Promise<BenchDatabase>;
  /** Bytes of write-ahead log that the server has written so far. */
  walBytes(): Promise<number>;
  stop(): Promise<void>;
}

export interface BenchDatabase extends DatabaseUrls {
  /** As superuser, past row-level security. */
  administrator: string;
}

const ROLES = { owner: 'bench', dsc_app: 'bench', dsc_engine: 'bench', dsc_center: 'bench' };

/** The embedded PostgreSQL as the product starts it, durable, in a folder of its own that is deleted afterwards. */
export async function startBenchServer(): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dsc-bench-'));
  // The server may run as another user than we do.
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, password: 'bench' });
  return {
    database: async (name) => {
      const urls = await provisionEmbedded(server.administratorUrl, ROLES, name);
      const administrator = new URL(server.administratorUrl);
      administrator.pathname = `/${name}`;
      return { ...urls, administrator: administrator.toString() };
    },
    walBytes: async () => {
      const client = new pg.Client({ connectionString: server.administratorUrl });
      await client.connect();
      const { rows } = await client.query<{ bytes: string }>(
        `select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`,
      );
      await client.end();
      return Number(rows[0]?.bytes);
    },
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
