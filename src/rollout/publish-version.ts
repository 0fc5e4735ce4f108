import { Inject, Injectable } from '@nestjs/common';
import { insertAudit } from '../audit/audit.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { CenterDatabase } from '../database/tenant-database.js';
import { type Finding } from '../process-package/finding.js';
import { insertVersion, versionsOf } from '../process-package/package-version.store.js';
import type { PackageFiles } from '../process-package/package-files.js';
import { validatePackage } from '../process-package/validate-package.js';
import { PACKAGE_CHECKS } from './package-checks.js';

export type PublishOutcome =
  | { ok: true; version: string; contentHash: string; findings: Finding[] }
  | {
      ok: false;
      code: 'INVALID' | 'WRONG_ID' | 'VERSION_FORMAT' | 'VERSION_TAKEN' | 'UNCHANGED';
      message: string;
      findings: Finding[];
    };

export interface Publication {
  packageId: string;
  version: string;
  files: PackageFiles;
  notes: string;
  /** E-mail of the author. */
  actor: string;
}

const VERSION = /^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/;

/** Makes an immutable version of a package, when every check passes. */
@Injectable()
export class PublishVersion {
  constructor(
    private readonly database: CenterDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async publish(publication: Publication): Promise<PublishOutcome> {
    const { packageId, version, files, notes, actor } = publication;
    const refuse = (
      code: 'WRONG_ID' | 'VERSION_FORMAT' | 'VERSION_TAKEN' | 'UNCHANGED',
      message: string,
    ): PublishOutcome => ({
      ok: false,
      code,
      message,
      findings: [],
    });
    if (!VERSION.test(version)) {
      return refuse(
        'VERSION_FORMAT',
        `«${version}» ist keine Versionsnummer. Erwartet werden drei Zahlen, z.B. 1.2.0.`,
      );
    }
    const validated = await validatePackage(files, PACKAGE_CHECKS);
    if (!validated.ok) {
      const message = 'Das Paket hat Fehler und wurde nicht veröffentlicht. Beheben Sie die Fehler in der Liste.';
      return { ok: false, code: 'INVALID', message, findings: validated.findings };
    }
    const { manifest, contentHash } = validated.value;
    if (manifest.id !== packageId) {
      return refuse(
        'WRONG_ID',
        `Das Manifest nennt das Paket «${manifest.id}», gespeichert ist es als «${packageId}».`,
      );
    }
    return this.database.run(async (tx) => {
      const versions = await versionsOf(tx, packageId);
      const newest = versions[0];
      if (newest?.content_hash === contentHash) {
        return refuse(
          'UNCHANGED',
          `Das Paket ist gleich wie Version ${newest.version}. Es gibt nichts zu veröffentlichen.`,
        );
      }
      const at = this.clock.now();
      const row = {
        packageId,
        title: manifest.title.de,
        version,
        contentHash,
        files: Object.fromEntries(files),
        notes,
        by: actor,
        at,
      };
      if (!(await insertVersion(tx, row))) {
        return refuse('VERSION_TAKEN', `Version ${version} gibt es schon. Wählen Sie eine höhere Nummer.`);
      }
      await insertAudit(tx, {
        tenantId: null,
        at,
        actor,
        action: 'package.publish',
        target: `${packageId}@${version}`,
      });
      return { ok: true, version, contentHash, findings: validated.findings };
    });
  }
}
