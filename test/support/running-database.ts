import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { findBinaries } from '../../src/database/embedded/binaries.js';
import { place } from '../../src/database/embedded/run-as.js';
import { loadSecrets } from '../../src/database/secrets.js';
import { testPool } from './test-pool.js';

/** The database of a server that runs on this folder, as superuser: to look behind the scenes. End the pool before it. */
export async function openRunningDatabase(dataDir: string): Promise<pg.Pool> {
  const { clusterDir } = place(await findBinaries(), dataDir);
  const port = Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[3]);
  const { administrator } = loadSecrets(dataDir);
  return testPool(`postgresql://postgres:${encodeURIComponent(administrator)}@127.0.0.1:${port}/dsc`, 2);
}
