// Moves the running cases from one engine to the other (docs: README, src/engine/move/README.md).
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { buildServer } = await import('./lib/compile.mjs');
await buildServer(root);
const { moveEngine } = await import('../dist/server/server/move/move-engine.js');
process.exit(await moveEngine(process.argv.slice(2)));
