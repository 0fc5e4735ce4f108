// Installs what the lock names, unless it is there already, whoever installed it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MINIMUM = [20, 19];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(`Node ${process.versions.node} is too old: please install Node ${MINIMUM.join('.')} or later.`);
  process.exit(1);
}

export function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.log('Installing the packages that package-lock.json names …');
  // npm is a script beside node on Unix and a .cmd on Windows: the shell finds both.
  const run = spawnSync('npm ci --no-audit --no-fund --loglevel=error', { cwd: root, stdio: 'inherit', shell: true });
  if (run.status === 0) return;
  console.error('The packages could not be installed. Is the npm registry reachable?');
  process.exit(run.status ?? 1);
}

/** npm writes a second lock file into node_modules when an installation is complete. */
function isInstalled(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const { packages: present } = JSON.parse(readFileSync(installed, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    // The project itself; and binaries of other platforms are not installed here.
    if (path === '' || (!present[path] && (optional || devOptional))) return true;
    return present[path]?.version === version && present[path]?.integrity === integrity;
  });
}
