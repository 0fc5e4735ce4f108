// Throws the demo's data away: the next start makes a fresh demo region. Refuses when DEMO is off or a server is running.
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { buildServer } = await import('./lib/compile.mjs');
await buildServer(root);
const { resetDemo } = await import('../dist/server/demo/reset-demo.js');
await resetDemo();
