import type { Transaction } from '../database/transaction.js';

export interface VersionRow {
  package_id: string;
  version: string;
  content_hash: string;
  notes: string;
  published_at: string;
  published_by: string;
}

export interface NewVersion {
  packageId: string;
  title: string;
  version: string;
  contentHash: string;
  files: Readonly<Record<string, string>>;
  notes: string;
  by: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Versions of one package, newest first. */
export const versionsOf = (tx: Transaction, packageId: string): Promise<VersionRow[]> =>
  tx.query<VersionRow & Record<string, unknown>>(
    `select package_id, version, content_hash, notes, published_at, published_by
       from app.package_version where package_id = $1::text
      order by published_at desc, string_to_array(version, '.')::int[] desc`,
    [packageId],
  );

/** Adds a version; false when this number is taken. Versions are never changed: there is no right to update them. */
export async function insertVersion(tx: Transaction, row: NewVersion): Promise<boolean> {
  await tx.query(
    `insert into app.package (id, title, created_at) values ($1::text, $2::text, $3::bigint)
     on conflict (id) do update set title = excluded.title`,
    [row.packageId, row.title, row.at],
  );
  const inserted = await tx.query(
    `insert into app.package_version (package_id, version, content_hash, files, notes, published_at, published_by)
     values ($1::text, $2::text, $3::text, $4::jsonb, $5::text, $6::bigint, $7::text)
     on conflict (package_id, version) do nothing returning version`,
    [row.packageId, row.version, row.contentHash, JSON.stringify(row.files), row.notes, row.at, row.by],
  );
  return inserted.length === 1;
}

export interface DraftFilesRow {
  revision: number;
  files: Record<string, string>;
  base_version: string | null;
  saved_at: string;
  saved_by: string;
}

export const findPackageDraft = async (tx: Transaction, packageId: string): Promise<DraftFilesRow | undefined> =>
  (
    await tx.query<DraftFilesRow & Record<string, unknown>>(
      `select revision, files, base_version, saved_at, saved_by from app.package_draft where package_id = $1::text`,
      [packageId],
    )
  )[0];

/** Saves over the revision that the author had seen; undefined when somebody else has saved meanwhile. */
export async function savePackageDraft(
  tx: Transaction,
  draft: {
    packageId: string;
    revision: number;
    files: Readonly<Record<string, string>>;
    baseVersion: string | null;
    by: string;
    at: number;
  },
): Promise<number | undefined> {
  const rows = await tx.query<{ revision: number }>(
    `insert into app.package_draft as d (package_id, revision, files, base_version, saved_at, saved_by)
     values ($1::text, $2::int + 1, $3::jsonb, $4::text, $5::bigint, $6::text)
     on conflict (package_id) do update
        set revision = d.revision + 1, files = excluded.files, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
            base_version = excluded.base_version
      where d.revision = $2::int
     returning revision`,
    [draft.packageId, draft.revision, JSON.stringify(draft.files), draft.baseVersion, draft.at, draft.by],
  );
  return rows[0]?.revision;
}
