// Kills engine and database at random points under load: `npm run test:crash -- --kills 1000`.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { compileTests } = await import('./lib/compile-tests.mjs');
const out = compileTests(root, 'crash', ['test/crash', 'test/support', 'test/engine/support']);
await import(pathToFileURL(join(out, 'test', 'crash', 'main.js')).href);
