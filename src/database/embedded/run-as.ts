import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { PostgresBinaries } from './binaries.js';

/** PostgreSQL refuses to run as root; then it runs as another user of the system. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

export interface Placement {
  runAs: RunAs;
  binaries: PostgresBinaries;
  /** Folder of the cluster, owned by the user that PostgreSQL runs as. */
  clusterDir: string;
}

/** Decides user and places: as anyone but root, simply here; as root, a user and folders that this user can reach. */
export function place(binaries: PostgresBinaries, dataDir: string): Placement {
  const wanted = resolve(dataDir, 'pg18');
  if (process.getuid?.() !== 0) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return { runAs: {}, binaries, clusterDir: wanted };
  }
  const runAs = unprivilegedUser();
  const base = join('/var/lib/digital-service-center', createHash('sha256').update(wanted).digest('hex').slice(0, 12));
  const placedBinaries = reachable(binaries.postgres, runAs) ? binaries : copyBinaries(binaries, base);
  mkdirSync(dataDir, { recursive: true });
  const clusterDir = reachable(dirname(wanted), runAs) ? wanted : join(base, 'pg18');
  mkdirSync(clusterDir, { recursive: true });
  chownSync(clusterDir, runAs.uid, runAs.gid);
  chmodSync(clusterDir, 0o700);
  return { runAs, binaries: placedBinaries, clusterDir };
}

function unprivilegedUser(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error(
    'PostgreSQL cannot run as root and there is neither a user "postgres" nor "nobody". Start as an ordinary user or set DATABASE_URL.',
  );
}

/** Can this user walk down to the path? Checks the execute bit of every folder above it. */
function reachable(path: string, user: { uid: number; gid: number }): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stat = statSync(folder);
    const bit = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001;
    if ((stat.mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function copyBinaries(binaries: PostgresBinaries, base: string): PostgresBinaries {
  const native = dirname(dirname(binaries.postgres));
  const target = join(base, 'native');
  if (!existsSync(join(target, 'bin', 'postgres'))) {
    mkdirSync(base, { recursive: true, mode: 0o755 });
    cpSync(native, target, { recursive: true, verbatimSymlinks: true });
  }
  const moved = (program: string) => join(target, program.slice(native.length));
  const result = { postgres: moved(binaries.postgres), initdb: moved(binaries.initdb), pg_ctl: moved(binaries.pg_ctl) };
  accessSync(result.postgres, constants.X_OK);
  return result;
}
