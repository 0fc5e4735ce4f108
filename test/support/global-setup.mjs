// One PostgreSQL for the whole run, in a folder of its own, with a migrated template database that each spec copies.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export default async function globalSetup() {
  const root = process.cwd();
  const build = join(root, '.cache', `jest-${process.pid}`);
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const run = spawnSync(
    process.execPath,
    [swc, 'src/database', 'src/config', '-d', build, '--strip-leading-paths', '-q'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  const load = (file) => import(pathToFileURL(join(build, 'database', file)).href);
  const { startEmbeddedPostgres } = await load('embedded/embedded-postgres.js');
  const { provisionEmbedded } = await load('provision.js');

  const dataDir = mkdtempSync(join(tmpdir(), 'dsc-test-'));
  chmodSync(dataDir, 0o755);
  const passwords = { owner: 'owner-test', dsc_app: 'app-test', dsc_engine: 'engine-test', dsc_center: 'center-test' };
  const server = await startEmbeddedPostgres({ dataDir, password: 'administrator-test' });
  await provisionEmbedded(server.administratorUrl, passwords, 'dsc_template');
  process.env.DSC_TEST_DATABASE = JSON.stringify({ administratorUrl: server.administratorUrl, passwords });
  globalThis.__dscTest = { server, dataDir, build };
}
