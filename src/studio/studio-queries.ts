import { Injectable } from '@nestjs/common';
import { CenterDatabase } from '../database/tenant-database.js';
import { findPackageDraft } from '../process-package/package-version.store.js';

export interface VersionSummary {
  version: string;
  publishedAt: string;
  publishedBy: string;
  contentHash: string;
  notes: string;
}

export interface RolloutSummary {
  bfs: string;
  gemeinde: string;
  version: string;
  state: 'aktiv';
  activatedAt: string;
}

export interface PackageSummary {
  id: string;
  title: string;
  draft: { revision: number; savedAt: string; savedBy: string; changed: boolean } | null;
  versions: VersionSummary[];
  rollouts: RolloutSummary[];
}

interface PackageRow {
  id: string;
  title: string;
  draft: { revision: number; savedAt: number; savedBy: string; changed: boolean } | null;
  versions: (Omit<VersionSummary, 'publishedAt'> & { publishedAt: number })[];
  rollouts: { bfs: string; gemeinde: string; version: string; activatedAt: number }[];
}

/** Newest first; at most this many versions are listed. */
const MAXIMUM_VERSIONS = 50;

/** What the studio shows. */
@Injectable()
export class StudioQueries {
  constructor(private readonly database: CenterDatabase) {}

  async packages(): Promise<PackageSummary[]> {
    const rows = await this.database.run((tx) =>
      tx.query<PackageRow & Record<string, unknown>>(
        `select p.id, p.title,
                (select jsonb_build_object('revision', d.revision, 'savedAt', d.saved_at, 'savedBy', d.saved_by,
                          'changed', not exists (select 1 from app.package_version v
                                                  where v.package_id = p.id and v.files = d.files))
                   from app.package_draft d where d.package_id = p.id) as draft,
                coalesce((select jsonb_agg(x) from (
                  select v.version, v.published_at as "publishedAt", v.published_by as "publishedBy",
                         v.content_hash as "contentHash", v.notes
                    from app.package_version v where v.package_id = p.id
                   order by string_to_array(v.version, '.')::int[] desc limit $1::int) x), '[]') as versions,
                coalesce((select jsonb_agg(y) from (
                  select r.tenant_id as bfs, m.name as gemeinde, r.version, r.activated_at as "activatedAt"
                    from app.rollout r join app.municipality m on m.bfs = r.tenant_id
                   where r.package_id = p.id order by m.name) y), '[]') as rollouts
           from app.package p order by p.title`,
        [MAXIMUM_VERSIONS],
      ),
    );
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      draft: row.draft && { ...row.draft, savedAt: iso(row.draft.savedAt) },
      versions: row.versions.map((version) => ({ ...version, publishedAt: iso(version.publishedAt) })),
      rollouts: row.rollouts.map((rollout) => ({ ...rollout, state: 'aktiv', activatedAt: iso(rollout.activatedAt) })),
    }));
  }

  gemeinden(): Promise<{ bfs: string; name: string; bezirk: string }[]> {
    return this.database.run((tx) =>
      tx.query(`select bfs, name, district as bezirk from app.municipality where profile <> '{}'::jsonb order by name`),
    );
  }

  versionFiles(packageId: string, version: string): Promise<Record<string, string> | undefined> {
    return this.database.run(async (tx) => {
      const rows = await tx.query<{ files: Record<string, string> }>(
        `select files from app.package_version where package_id = $1::text and version = $2::text`,
        [packageId, version],
      );
      return rows[0]?.files;
    });
  }

  /** What to go on with: the saved draft, or the newest version as revision 0. */
  draft(
    packageId: string,
  ): Promise<{ revision: number; files: Record<string, string>; baseVersion: string | null } | undefined> {
    return this.database.run(async (tx) => {
      const draft = await findPackageDraft(tx, packageId);
      if (draft) return { revision: draft.revision, files: draft.files, baseVersion: draft.base_version };
      const rows = await tx.query<{ version: string; files: Record<string, string> }>(
        `select version, files from app.package_version where package_id = $1::text
          order by string_to_array(version, '.')::int[] desc limit 1`,
        [packageId],
      );
      return rows[0] && { revision: 0, files: rows[0].files, baseVersion: rows[0].version };
    });
  }
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
