import type { INestApplicationContext } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Environment } from '../config/environment.js';
import { AccountAdmin } from '../identity/account-admin.js';

export interface FirstAccount {
  email: string;
  password: string;
}

/** Makes the account that CENTER_ACCOUNT names, unless it is there; the password is told once and kept nowhere. */
export async function firstAccount(
  app: INestApplicationContext,
  { CENTER_ACCOUNT: email }: Environment,
): Promise<FirstAccount | undefined> {
  if (email === undefined) return undefined;
  const accounts = app.get(AccountAdmin);
  if (await accounts.exists(email)) return undefined;
  const password = randomBytes(15).toString('base64url');
  await accounts.create({ email, name: email.split('@')[0] ?? email, password, supportCenter: true });
  return { email: email.toLowerCase(), password };
}
