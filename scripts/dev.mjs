// Serves with reload: Nest's compiler watches src (nest-cli.json), islands and studio are built once.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureInstalled } from './lib/install.mjs';
import { stopWithParent } from './lib/stop-with-parent.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
ensureInstalled(root);
const { buildAll } = await import('./lib/compile.mjs');
await buildAll(root);
// Own process group, so that Ctrl-C ends the compiler and the server it started.
const child = spawn(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'start', '--watch'], {
  cwd: root,
  stdio: 'inherit',
  detached: true,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signalGroup(signal));
stopWithParent();
child.on('exit', async (code) => {
  // The compiler goes first; the server behind it still stops its database.
  for (let waited = 0; waited < 20_000 && signalGroup(0); waited += 100) await delay(100);
  process.exit(code ?? 0);
});

/** False when nobody of the group lives any more. */
function signalGroup(signal) {
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}
