import type { Transaction } from '../database/transaction.js';

/** An uploaded file without its bytes. */
export interface UploadInfo {
  id: string;
  file_name: string;
  content_type: string;
  size: number;
  sha256: string;
  draft_id: string | null;
  case_id: string | null;
}

export const insertUpload = (
  tx: Transaction,
  upload: {
    id: string;
    tenantId: string;
    draftId: string;
    fileName: string;
    contentType: string;
    sha256: string;
    content: Buffer;
    now: number;
  },
): Promise<unknown> =>
  tx.query(
    `insert into app.upload (id, tenant_id, draft_id, file_name, content_type, size, sha256, content, created_at)
     values ($1::uuid, $2::text, $3::uuid, $4::text, $5::text, $6::int, $7::text, $8::bytea, $9::bigint)`,
    [
      upload.id,
      upload.tenantId,
      upload.draftId,
      upload.fileName,
      upload.contentType,
      upload.content.length,
      upload.sha256,
      upload.content,
      upload.now,
    ],
  );

const INFO = 'id, file_name, content_type, size, sha256, draft_id, case_id';

export const uploadsOfDraft = (tx: Transaction, draftId: string): Promise<UploadInfo[]> =>
  tx.query<UploadInfo & Record<string, unknown>>(
    `select ${INFO} from app.upload where draft_id = $1::uuid order by created_at, id`,
    [draftId],
  );

export const uploadsOfCase = (tx: Transaction, caseId: string): Promise<UploadInfo[]> =>
  tx.query<UploadInfo & Record<string, unknown>>(
    `select ${INFO} from app.upload where case_id = $1::uuid order by created_at, id`,
    [caseId],
  );

export const readUpload = async (
  tx: Transaction,
  id: string,
): Promise<(UploadInfo & { content: Buffer }) | undefined> =>
  (
    await tx.query<UploadInfo & { content: Buffer } & Record<string, unknown>>(
      `select ${INFO}, content from app.upload where id = $1::uuid`,
      [id],
    )
  )[0];

export const deleteUpload = (tx: Transaction, id: string, draftId: string): Promise<unknown> =>
  tx.query(`delete from app.upload where id = $1::uuid and draft_id = $2::uuid and case_id is null`, [id, draftId]);

/** Bytes already uploaded for a draft; the cap per submission is checked against it. */
export const uploadedBytes = async (tx: Transaction, draftId: string): Promise<{ files: number; bytes: number }> => {
  const rows = await tx.query<{ files: string; bytes: string }>(
    `select count(*) as files, coalesce(sum(size), 0) as bytes from app.upload where draft_id = $1::uuid`,
    [draftId],
  );
  return { files: Number(rows[0]?.files ?? 0), bytes: Number(rows[0]?.bytes ?? 0) };
};
