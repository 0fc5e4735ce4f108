import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../database/tenant-database.js';
import { type DraftRow, findDraft } from '../../form/draft.store.js';
import type { StaffMember } from '../../identity/staff.guard.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Drafts of a member of staff: only the own ones, only in the Gemeinde of the session. */
@Injectable()
export class OwnDrafts {
  constructor(private readonly database: TenantDatabase) {}

  async find(who: StaffMember, id: string, packageId: string, formId: string): Promise<DraftRow | undefined> {
    if (!UUID.test(id)) return undefined;
    const draft = await this.database.withTenant(who.tenantId, (tx) => findDraft(tx, id));
    const isOwn = draft?.owner === who.email && draft.package_id === packageId && draft.form_id === formId;
    return isOwn ? draft : undefined;
  }
}
