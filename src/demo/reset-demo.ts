import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readEnvironment } from '../config/environment.js';
import { findBinaries } from '../database/embedded/binaries.js';
import { takeOwnership } from '../database/embedded/owner-lock.js';
import { StartProblem } from '../config/start-problem.js';
import { place } from '../database/embedded/run-as.js';

const SCHEMAS = ['app', 'engine', 'migration'];

/** `npm run demo:reset`: everything the demo has stored is gone afterwards. */
export async function resetDemo(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.ok) return refuse(environment.message);
  const { DEMO, DATABASE_URL, DATA_DIR } = environment.value;
  if (!DEMO) return refuse('DEMO is off: this is not a demo, so nothing is thrown away.');
  if (DATABASE_URL !== undefined) await dropSchemas(DATABASE_URL);
  else if (existsSync(DATA_DIR)) await removeCluster(DATA_DIR);
  rmSync(join(DATA_DIR, 'export'), { recursive: true, force: true });
  console.log('The demo is empty. The next start makes a fresh demo region.');
}

async function removeCluster(dataDir: string): Promise<void> {
  const release = takeOrRefuse(dataDir);
  try {
    const { clusterDir } = place(await findBinaries(), dataDir);
    rmSync(clusterDir, { recursive: true, force: true });
  } finally {
    release();
  }
}

function takeOrRefuse(dataDir: string): () => void {
  try {
    return takeOwnership(dataDir);
  } catch (error) {
    if (error instanceof StartProblem) return refuse(error.message);
    throw error;
  }
}

async function dropSchemas(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const schema of SCHEMAS) await client.query(`drop schema if exists ${schema} cascade`);
  } finally {
    await client.end();
  }
}

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}
