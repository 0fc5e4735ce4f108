import pg from 'pg';
import type { Environment } from '../config/environment.js';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.js';
import { provisionEmbedded, provisionExternal } from '../database/provision.js';
import { assertServingRole, type DatabaseUrls } from '../database/roles.js';
import type { Secrets } from '../database/secrets.js';

export interface OpenDatabase {
  urls: DatabaseUrls;
  pools: { app: pg.Pool; center: pg.Pool };
  /** Ends the pools, then the embedded server when it is ours. */
  close(): Promise<void>;
}

/** Connects to the configured server or starts the embedded one, migrates, and checks the rights of the serving roles. */
export async function openDatabase(environment: Environment, secrets: Secrets): Promise<OpenDatabase> {
  const embedded =
    environment.DATABASE_URL === undefined
      ? await startEmbeddedPostgres({ dataDir: environment.DATA_DIR, password: secrets.administrator })
      : undefined;
  try {
    const urls = embedded
      ? await provisionEmbedded(embedded.administratorUrl, secrets.roles, 'dsc')
      : await provisionExternal(environment.DATABASE_URL ?? '', secrets.roles);
    const pools = { app: pool(urls.app, 16), center: pool(urls.center, 4) };
    const engine = pool(urls.engine, 1);
    await assertServingRole(pools.app, 'dsc_app');
    await assertServingRole(pools.center, 'dsc_center');
    await assertServingRole(engine, 'dsc_engine');
    await engine.end();
    return {
      urls,
      pools,
      close: async () => {
        await Promise.all([pools.app.end(), pools.center.end()]);
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function pool(connectionString: string, max: number): pg.Pool {
  const created = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 60_000 });
  // A server that goes away breaks idle connections; without a listener that would end the process.
  created.on('error', () => undefined);
  return created;
}
