import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { CenterDatabase } from '../database/tenant-database.js';
import { type Finding, hasErrors } from '../process-package/finding.js';
import { checkPackageFiles, type PackageFiles } from '../process-package/package-files.js';
import { findPackageDraft, savePackageDraft, versionsOf } from '../process-package/package-version.store.js';

export type SaveOutcome =
  | { ok: true; revision: number }
  | { ok: false; code: 'FILES'; findings: Finding[] }
  | { ok: false; code: 'UNKNOWN_PACKAGE' }
  | { ok: false; code: 'CONFLICT'; savedBy: string; savedAt: string };

/** Keeps a modeler's work: unfinished models may be saved, only names and sizes are checked. */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly database: CenterDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async save(packageId: string, revision: number, files: PackageFiles, actor: string): Promise<SaveOutcome> {
    const findings = checkPackageFiles(files);
    if (hasErrors(findings)) return { ok: false, code: 'FILES', findings };
    return this.database.run(async (tx) => {
      const known = await tx.query('select 1 from app.package where id = $1::text', [packageId]);
      if (known.length === 0) return { ok: false, code: 'UNKNOWN_PACKAGE' };
      const current = await findPackageDraft(tx, packageId);
      const saved = await savePackageDraft(tx, {
        packageId,
        revision,
        files: Object.fromEntries(files),
        baseVersion: current ? current.base_version : ((await versionsOf(tx, packageId))[0]?.version ?? null),
        by: actor,
        at: this.clock.now(),
      });
      if (saved !== undefined) return { ok: true, revision: saved };
      return {
        ok: false,
        code: 'CONFLICT',
        savedBy: current?.saved_by ?? '',
        savedAt: new Date(Number(current?.saved_at ?? 0)).toISOString(),
      };
    });
  }
}
