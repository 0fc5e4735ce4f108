import type { Transaction } from '../database/transaction.js';
import type { Variables } from '../engine/engine.js';

/** What somebody typed and has not sent yet. */
export interface DraftRow {
  id: string;
  tenant_id: string;
  package_id: string;
  package_version: string;
  form_id: string;
  data: Variables;
  token_hash: string;
  user_task_key: string | null;
  owner: string | null;
  updated_at: string;
  submitted_case: string | null;
}

const COLUMNS = `id, tenant_id, package_id, package_version, form_id, data, token_hash, user_task_key::text as user_task_key, owner, updated_at, submitted_case`;

export const insertDraft = (
  tx: Transaction,
  draft: {
    id: string;
    tenantId: string;
    packageId: string;
    packageVersion: string;
    formId: string;
    tokenHash: string;
    now: number;
    owner?: string;
  },
): Promise<unknown> =>
  tx.query(
    `insert into app.draft (id, tenant_id, package_id, package_version, form_id, token_hash, owner, created_at, updated_at)
     values ($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::bigint, $8::bigint)`,
    [
      draft.id,
      draft.tenantId,
      draft.packageId,
      draft.packageVersion,
      draft.formId,
      draft.tokenHash,
      draft.owner ?? null,
      draft.now,
    ],
  );

export const findDraft = async (tx: Transaction, id: string): Promise<DraftRow | undefined> =>
  (await tx.query<DraftRow & Record<string, unknown>>(`select ${COLUMNS} from app.draft where id = $1::uuid`, [id]))[0];

export const saveDraft = (tx: Transaction, id: string, data: Variables, now: number): Promise<unknown> =>
  tx.query(
    `update app.draft set data = $2::jsonb, updated_at = $3::bigint where id = $1::uuid and submitted_case is null`,
    [id, JSON.stringify(data), now],
  );

/** The one draft a person has for a task; made when first asked for. */
export async function draftForTask(
  tx: Transaction,
  draft: {
    id: string;
    tenantId: string;
    packageId: string;
    packageVersion: string;
    formId: string;
    taskKey: string;
    owner: string;
    now: number;
  },
): Promise<DraftRow> {
  await tx.query(
    `insert into app.draft (id, tenant_id, package_id, package_version, form_id, token_hash, user_task_key, owner, created_at, updated_at)
     values ($1::uuid, $2::text, $3::text, $4::text, $5::text, '', $6::bigint, $7::text, $8::bigint, $8::bigint)
     on conflict (tenant_id, user_task_key, owner) where user_task_key is not null do nothing`,
    [
      draft.id,
      draft.tenantId,
      draft.packageId,
      draft.packageVersion,
      draft.formId,
      draft.taskKey,
      draft.owner,
      draft.now,
    ],
  );
  const rows = await tx.query<DraftRow & Record<string, unknown>>(
    `select ${COLUMNS} from app.draft where user_task_key = $1::bigint and owner = $2::text`,
    [draft.taskKey, draft.owner],
  );
  const row = rows[0];
  if (!row) throw new Error('The draft that was just written cannot be read');
  return row;
}
