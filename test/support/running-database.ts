import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from '../../src/database/embedded/binaries.js';
import { place } from '../../src/database/embedded/run-as.js';
import { loadSecrets } from '../../src/database/secrets.js';

/** The database of a server that runs on this folder, as superuser: to look behind the scenes. End the pool before it. */
export async function openRunningDatabase(dataDir: string): Promise<pg.Pool> {
  const { clusterDir } = place(await findBinaries(), dataDir);
  const port = Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[3]);
  const { administrator } = loadSecrets(dataDir);
  return new pg.Pool({ host: '127.0.0.1', port, user: 'postgres', password: administrator, database: 'dsc', max: 2 });
}
