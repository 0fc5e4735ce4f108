/**
 * A real PostgreSQL 18 that belongs to this process: made on first start, started on a free port, stopped last.
 * We drive the binaries ourselves because the wrapper package hides errors and stops the server before the application drained.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.js';
import { findOrphan } from './orphan.js';
import { takeOwnership } from './owner-lock.js';
import { type Placement, place } from './run-as.js';

export interface EmbeddedPostgres {
  /** Connection string of the administrator, database `postgres`. */
  administratorUrl: string;
  port: number;
  /** Fast shutdown: ends sessions, flushes, exits. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Password of the administrator role `postgres`; set when the cluster is made. */
  password: string;
  /** Extra settings, e.g. a fixed port; a free one otherwise. */
  settings?: Record<string, string>;
}

/** Small enough to idle in a village server, durable in every respect. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '2GB',
  wal_buffers: '16MB',
  checkpoint_timeout: '15min',
  autovacuum_naptime: '10s',
  jit: 'off',
  log_min_messages: 'warning',
};

export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const placement = place(await findBinaries(), options.dataDir);
  const { clusterDir } = placement;
  const release = takeOwnership(options.dataDir);
  await stopOrphan(placement);
  if (!existsSync(join(clusterDir, 'PG_VERSION'))) initialise(placement, options);
  const port = Number(options.settings?.['port'] ?? (await freePort()));
  const logFile = join(clusterDir, 'server.log');
  const child = launch(placement, port, logFile, { ...SETTINGS, ...options.settings });
  const administratorUrl = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  await waitUntilReady(child, administratorUrl, logFile);
  return { administratorUrl, port, stop: () => stop(child).finally(release) };
}

function initialise({ binaries, clusterDir, runAs }: Placement, options: EmbeddedOptions): void {
  const passwordFile = join(clusterDir, '..', `.initdb-${process.pid}`);
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (runAs.uid !== undefined) chownSync(passwordFile, runAs.uid, runAs.gid ?? runAs.uid);
  try {
    const flags = [
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth=scram-sha-256',
    ];
    const run = spawnSync(binaries.initdb, ['-D', clusterDir, '-U', 'postgres', `--pwfile=${passwordFile}`, ...flags], {
      ...runAs,
      cwd: clusterDir,
      encoding: 'utf8',
    });
    if (run.status !== 0)
      throw new Error(`The database folder ${clusterDir} could not be made: ${run.error?.message ?? run.stderr}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function launch(
  { binaries, clusterDir, runAs }: Placement,
  port: number,
  logFile: string,
  settings: Record<string, string>,
): ChildProcess {
  const log = openSync(logFile, 'a');
  if (runAs.uid !== undefined) chownSync(logFile, runAs.uid, runAs.gid ?? runAs.uid);
  const parameters = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  // Detached: Ctrl-C in a terminal reaches the whole process group, and the database must be the last to go.
  const child = spawn(binaries.postgres, ['-D', clusterDir, ...parameters], {
    ...runAs,
    cwd: clusterDir,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  return child;
}

async function waitUntilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (child.exitCode !== null || child.pid === undefined || Date.now() > deadline) {
        const tail = existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n').slice(-8).join('\n') : '';
        throw new Error(`The embedded PostgreSQL did not start. Last lines of ${logFile}:\n${tail}`, { cause });
      }
      await sleep(25);
    }
  }
}

async function stopOrphan({ binaries, clusterDir, runAs }: Placement): Promise<void> {
  // A dead postmaster may stay a zombie for some seconds where nobody reaps it: look again for a while.
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (findOrphan(clusterDir) === undefined) return;
    spawnSync(binaries.pg_ctl, ['-D', clusterDir, 'stop', '-m', 'fast', '-w', '-t', '20'], {
      ...runAs,
      cwd: clusterDir,
    });
    if (findOrphan(clusterDir) === undefined) return;
    await sleep(250);
  }
  throw new Error(`Another PostgreSQL still runs on ${clusterDir}. Stop it, or set DATABASE_URL.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.ref();
  child.kill('SIGINT');
  await Promise.race([exited, sleep(20_000, undefined, { ref: false })]);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
