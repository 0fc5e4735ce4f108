import type { Transaction } from '../database/transaction.js';

/** Who did what to what, when. Written in the transaction of the deed; never changed. */
export interface AuditEntry {
  tenantId: string | null;
  /** Epoch milliseconds. */
  at: number;
  actor: string;
  /** `task.complete`, `case.withdraw`, `package.publish`, … */
  action: string;
  target: string;
  detail?: Record<string, unknown>;
}

export const insertAudit = (tx: Transaction, entry: AuditEntry): Promise<unknown> =>
  tx.query(
    `insert into app.audit (tenant_id, at, actor, action, target, detail)
     values ($1::text, $2::bigint, $3::text, $4::text, $5::text, $6::jsonb)`,
    [entry.tenantId, entry.at, entry.actor, entry.action, entry.target, JSON.stringify(entry.detail ?? {})],
  );
