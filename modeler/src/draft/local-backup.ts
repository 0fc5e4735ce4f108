import type { Files } from '../api/types.js';

/** Files with work that is not yet on the server, kept per package, and the version of the draft they began from. */
export interface Backup {
  revision: number;
  files: Files;
  at: number;
}

const keyOf = (packageId: string): string => `studio.backup.${packageId}`;

/** False when the browser has no room; then only the open page holds the work. */
export function keepBackup(packageId: string, backup: Backup): boolean {
  try {
    localStorage.setItem(keyOf(packageId), JSON.stringify(backup));
    return true;
  } catch {
    return false;
  }
}

export function readBackup(packageId: string): Backup | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(packageId)) ?? 'null') as Backup | null;
  } catch {
    return null;
  }
}

export const dropBackup = (packageId: string): void => localStorage.removeItem(keyOf(packageId));
