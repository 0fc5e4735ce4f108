import type { Transaction } from '../database/transaction.js';

/**
 * `entwurf`: may still change. `genehmigt`: approved in the office, e.g. signed and on its way by post. `freigegeben`: the
 * citizen sees it. `zugestellt`: delivered.
 */
export type DocumentState = 'entwurf' | 'genehmigt' | 'freigegeben' | 'zugestellt';

export interface DocumentRow {
  id: string;
  case_id: string;
  title: string;
  template: string;
  template_version: number;
  language: string;
  state: DocumentState;
  sha256: string;
  size: number;
  verification_code: string | null;
  created_at: string;
  released_at: string | null;
  released_by: string | null;
}

/** Whether the citizen may read it. */
export const isReleased = ({ state }: DocumentRow): boolean => state === 'freigegeben' || state === 'zugestellt';

const COLUMNS = `id, case_id, title, template, template_version, language, state, sha256, octet_length(content) as size,
  verification_code, created_at, released_at, released_by`;

export interface NewDocument {
  id: string;
  tenantId: string;
  caseId: string;
  title: string;
  template: string;
  templateVersion: number;
  language: string;
  state: DocumentState;
  content: Buffer;
  sha256: string;
  verificationCode: string | null;
  /** Epoch milliseconds. */
  createdAt: number;
  /** The same key makes the same document: a repeated job finds the first one. */
  idempotencyKey: string;
}

/** Stores a document once per idempotency key; returns the row that holds, which may be the earlier one. */
export async function insertDocument(tx: Transaction, document: NewDocument): Promise<DocumentRow> {
  await tx.query(
    `insert into app.document (id, tenant_id, case_id, title, template, template_version, language, state, content, sha256,
                               verification_code, created_at, released_at, idempotency_key)
     values ($1::uuid, $2::text, $3::uuid, $4::text, $5::text, $6::int, $7::text, $8::text, $9::bytea, $10::text, $11::text,
             $12::bigint, case when $8::text = 'entwurf' then null else $12::bigint end, $13::text)
     on conflict (tenant_id, idempotency_key) do nothing`,
    [
      document.id,
      document.tenantId,
      document.caseId,
      document.title,
      document.template,
      document.templateVersion,
      document.language,
      document.state,
      document.content,
      document.sha256,
      document.verificationCode,
      document.createdAt,
      document.idempotencyKey,
    ],
  );
  const stored = await findDocumentByKey(tx, document.tenantId, document.idempotencyKey);
  if (stored === undefined) throw new Error(`Document ${document.id} was not stored`);
  return stored;
}

export const findDocumentByKey = async (
  tx: Transaction,
  tenantId: string,
  idempotencyKey: string,
): Promise<DocumentRow | undefined> =>
  (
    await tx.query<DocumentRow>(
      `select ${COLUMNS} from app.document where tenant_id = $1::text and idempotency_key = $2::text`,
      [tenantId, idempotencyKey],
    )
  )[0];

export const findDocument = async (tx: Transaction, id: string): Promise<DocumentRow | undefined> =>
  (await tx.query<DocumentRow>(`select ${COLUMNS} from app.document where id = $1::uuid`, [id]))[0];

export const documentContent = async (tx: Transaction, id: string): Promise<Buffer | undefined> =>
  (await tx.query<{ content: Buffer }>(`select content from app.document where id = $1::uuid`, [id]))[0]?.content;

/** Documents of a case, newest first; citizens see what was released to them. */
export const documentsOfCase = (tx: Transaction, caseId: string, forCitizen: boolean): Promise<DocumentRow[]> =>
  tx.query<DocumentRow>(
    `select ${COLUMNS} from app.document
      where case_id = $1::uuid and (state in ('freigegeben', 'zugestellt') or not $2::boolean)
      order by created_at desc, id`,
    [caseId, forCitizen],
  );

const ORDER = `array['entwurf', 'genehmigt', 'freigegeben', 'zugestellt']`;

/** Moves a document forward (draft, approved, released, delivered); never back. Returns whether anything changed. */
export async function advanceDocument(
  tx: Transaction,
  id: string,
  state: Exclude<DocumentState, 'entwurf'>,
  by: string,
  at: number,
): Promise<boolean> {
  const rows = await tx.query(
    `update app.document
        set state = $2::text, released_at = coalesce(released_at, $4::bigint), released_by = coalesce(released_by, $3::text)
      where id = $1::uuid
        and array_position(${ORDER}, state) < array_position(${ORDER}, $2::text)
      returning id`,
    [id, state, by, at],
  );
  return rows.length > 0;
}

/** What the public page may say of a code: type, date, Gemeinde. Asks across Gemeinden through a function that returns no more. */
export interface VerifiedDocument {
  title: string;
  municipality: string;
  /** Epoch milliseconds. */
  released_at: string;
}

export const verifyDocument = async (tx: Transaction, code: string): Promise<VerifiedDocument | undefined> =>
  (
    await tx.query<VerifiedDocument>(`select title, municipality, released_at from app.verify_document($1::text)`, [
      code,
    ])
  )[0];
