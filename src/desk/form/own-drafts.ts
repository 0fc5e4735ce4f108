import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../database/tenant-database.js';
import { type DraftRow, findDraft } from '../../form/draft.store.js';
import type { StaffMember } from '../../identity/staff.guard.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Drafts of a member of staff: only the own ones, only in the Gemeinde of the session. */
@Injectable()
export class OwnDrafts {
  constructor(private readonly database: TenantDatabase) {}

  /** The draft of this form; also one that was sent already, so that a second sending finds what the first has made. */
  async find(who: StaffMember, id: string, packageId: string, formId: string): Promise<DraftRow | undefined> {
    const draft = await this.read(who, id);
    return draft?.package_id === packageId && draft.form_id === formId ? draft : undefined;
  }

  /** A draft that may still change. Drafts of tasks have addresses of their own. */
  async unsent(who: StaffMember, id: string): Promise<DraftRow | undefined> {
    const draft = await this.read(who, id);
    return draft?.submitted_case === null && draft.user_task_key === null ? draft : undefined;
  }

  private async read(who: StaffMember, id: string): Promise<DraftRow | undefined> {
    if (!UUID.test(id)) return undefined;
    const draft = await this.database.withTenant(who.tenantId, (tx) => findDraft(tx, id));
    return draft?.owner === who.email ? draft : undefined;
  }
}
