// Measures the engine: `npm run bench -- one-task --runs=3`.
import { cpSync } from 'node:fs';
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
const { compileTests } = await import('./lib/compile-tests.mjs');
const out = compileTests(root, 'bench', ['test/bench', 'test/support', 'test/zeebe/support']);
// The broker's support asks this for the distribution.
cpSync(join(root, 'scripts', 'lib'), join(out, 'scripts', 'lib'), { recursive: true });
await import(pathToFileURL(join(out, 'test', 'bench', 'main.js')).href);
