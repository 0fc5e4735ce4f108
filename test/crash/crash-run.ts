import { setTimeout as sleep } from 'node:timers/promises';
import { provisionExternal } from '../../src/database/provision.js';
import { StandalonePostgres } from '../support/standalone-postgres.js';
import { CrashLoad } from './crash-load.js';
import { buildEngine, KillableServer } from './killable-server.js';
import type { Told } from './told.js';

const PASSWORDS = { owner: 'crash', dsc_app: 'crash', dsc_engine: 'crash', dsc_center: 'crash' };

export interface CrashResult {
  postgres: StandalonePostgres;
  engineUrl: string;
  told: Told;
  kills: { engine: number; postgres: number };
  close(): Promise<void>;
}

/**
 * Kills the engine's process, and now and then PostgreSQL, at random points under load, then lets everything come to its
 * end. The database is left as it is, for the checks.
 */
export async function crashRun(
  kills: number,
  progress: (done: number) => void = () => undefined,
): Promise<CrashResult> {
  const postgres = await StandalonePostgres.start();
  const { engine: engineUrl } = await provisionExternal(postgres.url, PASSWORDS);
  const build = buildEngine();
  const server = new KillableServer(build.directory, engineUrl);
  const load = new CrashLoad(server, postgres.administrator);
  const counts = { engine: 0, postgres: 0 };
  try {
    server.start();
    await load.start();
    for (let kill = 0; kill < kills; kill += 1) {
      // Every tenth time it dies while it starts.
      await sleep(kill % 10 === 9 ? Math.random() * 400 : 350 + Math.random() * 700);
      if (kill % 8 === 5) {
        await postgres.crash();
        counts.postgres += 1;
      } else {
        await server.kill();
        server.start();
        counts.engine += 1;
      }
      progress(kill + 1);
    }
    await load.settle();
  } finally {
    await server.stop();
    await load.end();
    build.remove();
  }
  return { postgres, engineUrl, told: load.told, kills: counts, close: () => postgres.stop() };
}
