import { Injectable } from '@nestjs/common';
import { accessHash, readCaseLink } from '../../case/access-link.js';
import { type CaseRow, findCaseByAccess } from '../../case/case.store.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { findMunicipality } from '../../municipality/municipality.store.js';
import type { Municipality } from '../../municipality/profile.js';
import { PackageLibrary } from '../../process-package/package-library.js';
import type { ProcessPackage } from '../../process-package/process-package.js';

/** A case that the link opens. */
export interface OpenCase {
  municipality: Municipality;
  caseRow: CaseRow;
  pkg: ProcessPackage;
  /** Address of the case's pages; holds the secret. */
  base: string;
}

/** The way from a citizen's link to the case: the link is the only key. */
@Injectable()
export class CaseAccess {
  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
  ) {}

  async open(link: string): Promise<OpenCase | undefined> {
    const parts = readCaseLink(link);
    if (!parts) return undefined;
    const found = await this.database.withTenant(parts.tenantId, async (tx) => ({
      caseRow: await findCaseByAccess(tx, accessHash(parts.token)),
      municipality: await findMunicipality(tx, parts.tenantId),
    }));
    const { caseRow, municipality } = found;
    if (!caseRow || !municipality) return undefined;
    const pkg = await this.library.version(caseRow.package_id, caseRow.package_version);
    return { municipality, caseRow, pkg, base: `/fall/${link}` };
  }
}
