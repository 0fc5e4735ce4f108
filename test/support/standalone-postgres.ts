import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from '../../src/database/embedded/binaries.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { place } from '../../src/database/embedded/run-as.js';
import { testPool } from './test-pool.js';

const PASSWORD = 'standalone';

/** A PostgreSQL of its own, as production has it; it can be killed and comes back under the same address. */
export class StandalonePostgres {
  /** As superuser, on the same database. */
  readonly administrator: pg.Pool;

  private constructor(
    private readonly dataDir: string,
    private server: EmbeddedPostgres,
  ) {
    this.administrator = testPool(this.address('postgres'), 4);
    this.administrator.on('error', () => undefined);
  }

  static async start(): Promise<StandalonePostgres> {
    const dataDir = mkdtempSync(join(tmpdir(), 'dsc-postgres-'));
    // The server may run as another user than we do.
    chmodSync(dataDir, 0o755);
    const server = await startEmbeddedPostgres({ dataDir, password: PASSWORD });
    const first = new pg.Client({ connectionString: server.administratorUrl });
    await first.connect();
    await first.query(`create role operator login createrole password '${PASSWORD}'`);
    await first.query('create database dsc owner operator');
    await first.end();
    return new StandalonePostgres(dataDir, server);
  }

  /** For DATABASE_URL: a role that may create roles and tables, and a database of its own. */
  get url(): string {
    return this.address('operator');
  }

  /** Ends the postmaster without any warning, as a power cut does, and starts it again. */
  async crash(): Promise<void> {
    const { clusterDir } = place(await findBinaries(), this.dataDir);
    const postmaster = Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(postmaster, 'SIGKILL');
    await this.server.stop();
    const settings = { port: String(this.server.port) };
    // The sessions of the dead server hold its memory for a moment.
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.server = await startEmbeddedPostgres({ dataDir: this.dataDir, password: PASSWORD, settings });
        return;
      } catch (error) {
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  async stop(): Promise<void> {
    await this.administrator.end();
    await this.server.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private address(user: string): string {
    return `postgres://${user}:${PASSWORD}@127.0.0.1:${this.server.port}/dsc`;
  }
}
