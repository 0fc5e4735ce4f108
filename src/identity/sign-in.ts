import { Inject, Injectable } from '@nestjs/common';
import { type Clock, WALL_CLOCK } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { verifyPassword } from './password.js';
import {
  findAccount,
  findSession,
  insertSession,
  membershipsOf,
  recordAttempt,
  revokeAllSessions,
  revokeSession,
  switchSessionTenant,
  touchSession,
} from './session.store.js';
import { createToken, hashToken } from './token.js';

const MINUTE = 60_000;
/** Unused for so long, a session ends; an office day with a long lunch fits in. */
export const IDLE_LIMIT = 8 * 60 * MINUTE;
/** Even in use, a session ends after this. */
const ABSOLUTE_LIMIT = 7 * 24 * 60 * MINUTE;
const ATTEMPTS_BEFORE_LOCK = 5;
const LOCK_TIME = 15 * MINUTE;

/** Somebody who is signed in, with the Gemeinde he or she works in right now. */
export interface SignedIn {
  sessionHash: string;
  accountId: string;
  email: string;
  name: string;
  supportCenter: boolean;
  csrfToken: string;
  /** BFS number; absent for people of the support center only. */
  tenantId: string | undefined;
  /** Role ids of the packages this person works for in the Gemeinde. */
  groups: string[];
  memberships: { tenantId: string; groups: string[] }[];
}

export type SignInOutcome =
  { ok: true; token: string; supportCenter: boolean } | { ok: false; code: 'WRONG_CREDENTIALS' | 'LOCKED' };

/** Sign-in with e-mail and password, and the sessions that follow from it. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(WALL_CLOCK) private readonly clock: Clock,
  ) {}

  async signIn(email: string, password: string): Promise<SignInOutcome> {
    const now = this.clock.now();
    const account = await this.database.withoutTenant((tx) => findAccount(tx, email));
    if (account && Number(account.locked_until) > now) return { ok: false, code: 'LOCKED' };
    const matches = await verifyPassword(account?.password_hash, password);
    if (!account || account.disabled) return { ok: false, code: 'WRONG_CREDENTIALS' };
    if (!matches) {
      const failures = account.failed_attempts + 1;
      const locked = failures >= ATTEMPTS_BEFORE_LOCK;
      await this.database.withoutTenant((tx) =>
        recordAttempt(tx, account.id, locked ? 0 : failures, locked ? now + LOCK_TIME : 0),
      );
      return { ok: false, code: locked ? 'LOCKED' : 'WRONG_CREDENTIALS' };
    }
    const token = createToken();
    await this.database.withoutTenant(async (tx) => {
      await recordAttempt(tx, account.id, 0, 0);
      const memberships = await membershipsOf(tx, account.id);
      const tenantId = memberships[0]?.tenant_id ?? null;
      await insertSession(tx, {
        idHash: hashToken(token),
        accountId: account.id,
        tenantId,
        csrfToken: createToken(),
        now,
      });
    });
    return { ok: true, token, supportCenter: account.support_center };
  }

  /** Who stands behind a cookie; undefined when it is unknown, revoked or too old. */
  async resolve(token: string): Promise<SignedIn | undefined> {
    const now = this.clock.now();
    const sessionHash = hashToken(token);
    return this.database.withoutTenant(async (tx) => {
      const session = await findSession(tx, sessionHash);
      if (!session || session.revoked_at !== null || session.disabled) return undefined;
      const lastSeen = Number(session.last_seen_at);
      if (now - lastSeen > IDLE_LIMIT || now - Number(session.created_at) > ABSOLUTE_LIMIT) return undefined;
      if (now - lastSeen > MINUTE) await touchSession(tx, sessionHash, now);
      const memberships = (await membershipsOf(tx, session.account_id)).map((row) => ({
        tenantId: row.tenant_id,
        groups: row.groups,
      }));
      const current = memberships.find((membership) => membership.tenantId === session.tenant_id);
      return {
        sessionHash,
        accountId: session.account_id,
        email: session.email,
        name: session.name,
        supportCenter: session.support_center,
        csrfToken: session.csrf_token,
        tenantId: current?.tenantId,
        groups: current?.groups ?? [],
        memberships,
      };
    });
  }

  signOut(who: SignedIn): Promise<unknown> {
    return this.database.withoutTenant((tx) => revokeSession(tx, who.sessionHash, this.clock.now()));
  }

  signOutEverywhere(who: SignedIn): Promise<unknown> {
    return this.database.withoutTenant((tx) => revokeAllSessions(tx, who.accountId, this.clock.now()));
  }

  /** Changes the Gemeinde a person works in; only to one of the own memberships. */
  async switchTenant(who: SignedIn, tenantId: string): Promise<boolean> {
    if (!who.memberships.some((membership) => membership.tenantId === tenantId)) return false;
    await this.database.withoutTenant((tx) => switchSessionTenant(tx, who.sessionHash, tenantId));
    return true;
  }
}
