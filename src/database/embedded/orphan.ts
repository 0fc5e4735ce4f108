import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The postmaster that still holds a cluster's lock file, left behind by a killed server; undefined when nobody lives there. */
export function findOrphan(clusterDir: string): number | undefined {
  const file = join(clusterDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 && isPostmasterOf(pid, clusterDir) ? pid : undefined;
}

/** A pid alone proves nothing, it may have been given to another program: its command line must name the cluster. */
function isPostmasterOf(pid: number, clusterDir: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync(commandLine)) return process.platform !== 'linux';
  return readFileSync(commandLine, 'utf8').split('\0').includes(clusterDir);
}
