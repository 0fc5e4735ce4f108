import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
import type { Variables } from '../engine/engine.js';
import { findMunicipality } from '../municipality/municipality.store.js';
import { municipalityVariables } from '../municipality/profile.js';
import type { Service } from '../rollout/service-directory.js';
import { accessHash, accessToken, LINK_KEY } from './access-link.js';
import { describeCase } from './case-description.js';
import { insertCaseEvent } from './case-event.store.js';
import { caseEvent } from './event-title.js';
import { type CaseRow, findCase, findCaseBySubmission, insertCase, takeCaseNumber } from './case.store.js';
import { CommandOutbox } from './command-outbox.js';
import { swissDay } from './swiss-day.js';

export interface Submission {
  tenantId: string;
  service: Service;
  /** Validated data of the start form. */
  data: Variables;
  channel: 'portal' | 'schalter';
  /** The draft it comes from: the same submission sent twice makes one case. */
  draftId: string;
  /** Who entered it at the counter. */
  actor?: string;
}

export interface Submitted {
  caseRow: CaseRow;
  /** Secret part of the citizen's link. */
  token: string;
  /** False when this submission had already been received. */
  isNew: boolean;
}

/** Turns a finished form into a case and a process instance, in one transaction. */
@Injectable()
export class SubmitCase {
  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: CommandOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LINK_KEY) private readonly linkKey: string,
  ) {}

  async submit(submission: Submission): Promise<Submitted> {
    const { tenantId } = submission;
    const now = this.clock.now();
    // In a transaction of its own: all submissions of a Gemeinde wait for the same row, so it is held for one statement only.
    const first = await this.database.withTenant(tenantId, async (tx) => {
      const known = await findCaseBySubmission(tx, submission.draftId);
      return known ?? takeCaseNumber(tx, tenantId, Number(swissDay(now).slice(0, 4)));
    });
    if (typeof first !== 'string') return this.known(first);
    const result = await this.database.withTenant(tenantId, async (tx) => {
      // Serialises two tabs that send the same draft: the second finds what the first has made.
      await tx.query('select 1 from app.draft where id = $1::uuid for update', [submission.draftId]);
      const known = await findCaseBySubmission(tx, submission.draftId);
      return known ? this.known(known) : this.open(tx, submission, first, now);
    });
    if (result.isNew) this.outbox.wake();
    return result;
  }

  private known(caseRow: CaseRow): Submitted {
    return { caseRow, token: accessToken(this.linkKey, caseRow.id), isNew: false };
  }

  private async open(tx: Transaction, submission: Submission, number: string, now: number): Promise<Submitted> {
    const { tenantId, service } = submission;
    const day = swissDay(now);
    const id = randomUUID();
    const token = accessToken(this.linkKey, id);
    const description = describeCase(service.pkg.manifest, submission.data, now);
    await insertCase(tx, {
      id,
      tenant_id: tenantId,
      number,
      package_id: service.packageId,
      package_version: service.version,
      subject: description.subject,
      applicant_name: description.applicantName,
      applicant_email: description.applicantEmail,
      channel: submission.channel,
      settings: service.settings.values,
      setting_origins: service.settings.origins,
      data: submission.data,
      access_hash: accessHash(token),
      submission_key: submission.draftId,
      submitted_at: now,
    });
    await tx.query('update app.upload set case_id = $2::uuid where draft_id = $1::uuid', [submission.draftId, id]);
    await tx.query('update app.draft set submitted_case = $2::uuid, updated_at = $3::bigint where id = $1::uuid', [
      submission.draftId,
      id,
      now,
    ]);
    await insertCaseEvent(tx, {
      tenantId,
      caseId: id,
      at: now,
      ...caseEvent(submission.channel === 'portal' ? 'eingereicht' : 'am-schalter'),
      actor: submission.actor,
      citizenVisible: true,
    });
    const municipality = await findMunicipality(tx, tenantId);
    if (!municipality) throw new Error(`No municipality ${tenantId}`);
    const variables: Variables = {
      fall: { id, nummer: number, kanal: submission.channel, eingereichtAm: day },
      gemeinde: municipalityVariables(municipality),
      einstellungen: service.settings.values,
      [service.pkg.manifest.start.variable]: submission.data,
    };
    await this.outbox.enqueue(
      tx,
      tenantId,
      randomUUID(),
      { type: 'createProcessInstance', tenantId, processDefinitionKey: service.processDefinitionKey, variables },
      now,
    );
    const caseRow = await findCase(tx, id);
    if (!caseRow) throw new Error('The case that was just written cannot be read');
    return { caseRow, token, isNew: true };
  }
}
