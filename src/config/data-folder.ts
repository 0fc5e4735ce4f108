import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartProblem } from './start-problem.js';

/** Makes DATA_DIR, or says in one sentence why it cannot be used. */
export function ensureDataFolder(folder: string): void {
  try {
    make(resolve(folder));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartProblem(
      `DATA_DIR is set to "${folder}", which cannot be used as a folder: ${reason}. Choose another folder, or change its rights.`,
    );
  }
}

/** Folder by folder: Node's own `recursive` runs for ever below /proc. */
function make(folder: string): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) make(parent);
  // Also when it is there: a file of that name is found out here.
  if (existsSync(`${folder}/.`)) return;
  mkdirSync(folder);
}
