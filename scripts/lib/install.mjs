// Installs what the lock names, once; the lock's hash is remembered inside node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MINIMUM = [20, 19];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(`Node ${process.versions.node} is too old: please install Node ${MINIMUM.join('.')} or later.`);
  process.exit(1);
}

export function ensureInstalled(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.dsc-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the packages that package-lock.json names …');
  // npm is a script beside node on Unix and a .cmd on Windows: the shell finds both.
  const run = spawnSync('npm ci --no-audit --no-fund --loglevel=error', { cwd: root, stdio: 'inherit', shell: true });
  if (run.status !== 0) {
    console.error('The packages could not be installed. Is the npm registry reachable?');
    process.exit(run.status ?? 1);
  }
  writeFileSync(stamp, lock);
}
