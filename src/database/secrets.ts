import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDataFolder } from '../config/data-folder.js';
import type { RolePasswords } from './roles.js';

/** Passwords that the product makes for itself on its first start; kept in DATA_DIR, readable by its owner only. */
export interface Secrets {
  administrator: string;
  roles: RolePasswords;
  /** Key from which the secret part of citizens' links is derived; losing it breaks every link sent so far. */
  linkKey: string;
}

const generate = () => randomBytes(24).toString('base64url');

export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  ensureDataFolder(dataDir);
  const secrets: Secrets = {
    administrator: generate(),
    roles: { owner: generate(), dsc_app: generate(), dsc_engine: generate(), dsc_center: generate() },
    linkKey: generate(),
  };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
    return secrets;
  } catch (error) {
    // Another process of ours was first: its secrets count.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } finally {
    rmSync(draft, { force: true });
  }
}
