import type { Transaction } from '../database/transaction.js';

export interface SessionRow {
  account_id: string;
  tenant_id: string | null;
  csrf_token: string;
  created_at: string;
  last_seen_at: string;
  revoked_at: string | null;
  email: string;
  name: string;
  support_center: boolean;
  disabled: boolean;
}

export interface AccountRow {
  id: string;
  email: string;
  name: string;
  password_hash: string;
  support_center: boolean;
  disabled: boolean;
  failed_attempts: number;
  locked_until: string;
}

export const findAccount = async (tx: Transaction, email: string): Promise<AccountRow | undefined> =>
  (
    await tx.query<AccountRow>(
      `select id, email, name, password_hash, support_center, disabled, failed_attempts, locked_until
         from app.account where email = lower($1::text)`,
      [email],
    )
  )[0];

export const recordAttempt = (
  tx: Transaction,
  accountId: string,
  failedAttempts: number,
  lockedUntil: number,
): Promise<unknown> =>
  tx.query(`update app.account set failed_attempts = $2::int, locked_until = $3::bigint where id = $1::uuid`, [
    accountId,
    failedAttempts,
    lockedUntil,
  ]);

export const membershipsOf = (tx: Transaction, accountId: string): Promise<{ tenant_id: string; groups: string[] }[]> =>
  tx.query(`select tenant_id, groups from app.memberships_of($1::uuid) order by tenant_id`, [accountId]);

export const insertSession = (
  tx: Transaction,
  row: { idHash: string; accountId: string; tenantId: string | null; csrfToken: string; now: number },
): Promise<unknown> =>
  tx.query(
    `insert into app.session (id_hash, account_id, tenant_id, csrf_token, created_at, last_seen_at)
     values ($1::text, $2::uuid, $3::text, $4::text, $5::bigint, $5::bigint)`,
    [row.idHash, row.accountId, row.tenantId, row.csrfToken, row.now],
  );

export const findSession = async (tx: Transaction, idHash: string): Promise<SessionRow | undefined> =>
  (
    await tx.query<SessionRow>(
      `select s.account_id, s.tenant_id, s.csrf_token, s.created_at, s.last_seen_at, s.revoked_at,
              a.email, a.name, a.support_center, a.disabled
         from app.session s join app.account a on a.id = s.account_id
        where s.id_hash = $1::text`,
      [idHash],
    )
  )[0];

export const touchSession = (tx: Transaction, idHash: string, now: number): Promise<unknown> =>
  tx.query(`update app.session set last_seen_at = $2::bigint where id_hash = $1::text`, [idHash, now]);

export const revokeSession = (tx: Transaction, idHash: string, now: number): Promise<unknown> =>
  tx.query(`update app.session set revoked_at = $2::bigint where id_hash = $1::text and revoked_at is null`, [
    idHash,
    now,
  ]);

export const revokeAllSessions = (tx: Transaction, accountId: string, now: number): Promise<unknown> =>
  tx.query(`update app.session set revoked_at = $2::bigint where account_id = $1::uuid and revoked_at is null`, [
    accountId,
    now,
  ]);

export const switchSessionTenant = (tx: Transaction, idHash: string, tenantId: string): Promise<unknown> =>
  tx.query(`update app.session set tenant_id = $2::text where id_hash = $1::text`, [idHash, tenantId]);
