// Measures the engine: `npm run bench -- one-task --runs=3`. Compiles sources and scenarios as they are, apart from dist/.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);

// The scenario over HTTP starts the product as people do.
const { buildAll } = await import('./lib/compile.mjs');
await buildAll(root);

const out = join(root, '.cache', 'bench');
rmSync(out, { recursive: true, force: true });
const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
const ignore = ['--ignore', '**/*.spec.ts', '--ignore', '**/*.spec.tsx'];
const run = spawnSync(
  process.execPath,
  [swc, 'src', 'test/bench', 'test/support', '-d', out, '-q', '--copy-files', ...ignore],
  {
    stdio: 'inherit',
  },
);
if (run.status !== 0) process.exit(run.status ?? 1);
await import(pathToFileURL(join(out, 'test', 'bench', 'main.js')).href);
