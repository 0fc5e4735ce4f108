// The first command on a fresh clone: installs, builds and serves, with nothing but Node.
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { stopWithParent } from './lib/stop-with-parent.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { buildAll } = await import('./lib/compile.mjs');
await buildAll(root);

if (process.argv.includes('--help')) {
  const { describeEnvironment } = await import('../dist/server/config/environment.js');
  console.log(
    `npm start: installs, builds and serves the Digital Service Center.\n\nEnvironment variables:\n${describeEnvironment()}`,
  );
} else {
  const { serve } = await import('../dist/server/main.js');
  stopWithParent();
  await serve();
}
