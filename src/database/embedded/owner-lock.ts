import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../../config/start-problem.js';

interface Owner {
  pid: number;
  /** When the process began, as the system counts it; empty where the system does not tell. */
  started: string;
}

/**
 * Says which process drives the database of a data folder. PostgreSQL's own lock cannot tell an orphan of a killed server from the
 * database of a server that runs: without this, a second start would stop the first one's database.
 */
export function takeOwnership(dataDir: string): () => void {
  const file = join(dataDir, 'owner.json');
  const owner = readOwner(file);
  if (owner !== undefined && owner.pid !== process.pid && isAlive(owner)) {
    throw new StartProblem(
      `DATA_DIR ${dataDir} is in use by the running server with process number ${owner.pid}. Stop that server, or choose another DATA_DIR.`,
    );
  }
  const mine: Owner = { pid: process.pid, started: startOf(process.pid) };
  writeFileSync(file, JSON.stringify(mine));
  return () => rmSync(file, { force: true });
}

function readOwner(file: string): Owner | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    // A half-written file: its writer is gone.
    return undefined;
  }
}

function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // The number may have been given to another program since.
  return startOf(pid) === started;
}

/** Field 22 of /proc/<pid>/stat; the name in field 2 may hold spaces, so counting starts behind its bracket. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
