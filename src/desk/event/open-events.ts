import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/engine.js';
import type { DraftRow } from '../../form/draft.store.js';
import { asFormSchema, type FormSchema } from '../../form/form-schema.js';
import type { StaffMember } from '../../identity/staff.guard.js';
import type { PackageManifest } from '../../process-package/manifest.js';
import { type CaseDetail, CaseDetails } from '../case-detail.js';
import { OwnDrafts } from '../form/own-drafts.js';

/** An event that may be reported to a case right now, with its form. */
export interface OpenEvent {
  detail: CaseDetail;
  event: PackageManifest['staffMessages'][number];
  schema: FormSchema;
  context: Variables;
}

/** Reads what staff may report to a running case. */
@Injectable()
export class OpenEvents {
  constructor(
    private readonly details: CaseDetails,
    private readonly own: OwnDrafts,
  ) {}

  /** The event, when the case is in the part of the procedure in which it may be reported, by this person. */
  async find(who: StaffMember, caseId: string, message: string): Promise<OpenEvent | undefined> {
    const detail = await this.details.find(who.tenantId, caseId);
    const event = detail?.pkg.manifest.staffMessages.find((candidate) => candidate.message === message);
    if (!detail || !event || !event.roles.some((role) => who.groups.includes(role))) return undefined;
    const isListening = detail.steps.some(
      ({ element_id, ended_at }) => element_id === event.whileActive && ended_at === null,
    );
    const schema = asFormSchema(detail.pkg.forms.get(event.form)?.schema);
    if (!isListening || !schema) return undefined;
    return { detail, event, schema, context: { einstellungen: detail.row.settings as Variables } };
  }

  /** The person's own draft for it. */
  draft(who: StaffMember, open: OpenEvent, draftId: string): Promise<DraftRow | undefined> {
    return this.own.find(who, draftId, open.detail.row.package_id, open.schema.id);
  }
}
