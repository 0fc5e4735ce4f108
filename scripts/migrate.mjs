// Brings the database up to date and stops: for deployments that migrate before they start the new version.
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { buildServer } = await import('./lib/compile.mjs');
await buildServer(root);
const { migrateOnly } = await import('../dist/server/server/migrate-only.js');
await migrateOnly();
