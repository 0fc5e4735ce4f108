import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
import type { Variables } from '../engine/engine.js';
import { createToken, hashToken } from '../identity/token.js';
import { draftForTask, type DraftRow, findDraft, insertDraft, saveDraft } from './draft.store.js';
import { type FormSchema, formSteps } from './form-schema.js';
import type { Language } from '../texts/texts.js';
import { fingerprint, judgeStep, replaceStep, stepData, type StepOptions } from './merge-step.js';
import { uploadsOfDraft } from './upload.store.js';
import { type FormError, type FormResult, validateForm } from './validate-form.js';

/** A draft of no task that nobody has touched for so long is gone. */
export const DRAFT_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface NewFormDraft {
  tenantId: string;
  packageId: string;
  packageVersion: string;
  formId: string;
  /** The member of staff at the counter; absent for citizens. */
  owner?: string;
}

export interface StepInput {
  schema: FormSchema;
  stepId: string;
  /** What the browser sent for this page. */
  sent: Variables;
  /** Fingerprint of the page as the browser got it; undefined = what is stored may be overwritten. */
  stand: string | undefined;
  context: Variables;
  /** Of the sentences that say what is wrong. */
  language?: Language;
}

export type StepOutcome =
  | { ok: true; stand: string; errors: FormError[]; data: Variables; savedAt: number }
  /** Another window has changed the same page meanwhile; nothing was stored. */
  | { ok: false; code: 'CONFLICT'; sent: Variables; stand: string }
  | { ok: false; code: 'GONE' };

/** What people type before they send it: start forms of citizens and the counter, forms of tasks. */
@Injectable()
export class FormDrafts {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A draft and the secret that opens it. */
  async create(draft: NewFormDraft): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    const token = createToken();
    const row = { ...draft, id, tokenHash: hashToken(token), now: this.clock.now() };
    await this.database.withTenant(draft.tenantId, (tx) => insertDraft(tx, row));
    return { id, token };
  }

  /** The draft that id and secret open; undefined when either is wrong or it is too old. */
  async open(tenantId: string, id: string, token: string | undefined): Promise<DraftRow | undefined> {
    if (!UUID.test(id) || token === undefined || token === '') return undefined;
    const draft = await this.database.withTenant(tenantId, (tx) => findDraft(tx, id));
    if (!draft || draft.token_hash !== hashToken(token) || this.isOld(draft)) return undefined;
    return draft;
  }

  /** The one draft `owner` has for a task. */
  forTask(task: NewFormDraft & { taskKey: string; owner: string }): Promise<DraftRow> {
    return this.database.withTenant(task.tenantId, (tx) =>
      draftForTask(tx, { ...task, id: randomUUID(), now: this.clock.now() }),
    );
  }

  /** Stores one page as it was sent, right or wrong, and says what is wrong with it. */
  saveStep(tenantId: string, draftId: string, input: StepInput): Promise<StepOutcome> {
    return this.database.withTenant(tenantId, async (tx) => {
      await tx.query('select 1 from app.draft where id = $1::uuid for update', [draftId]);
      const draft = await findDraft(tx, draftId);
      if (!draft || draft.submitted_case !== null || this.isOld(draft)) return { ok: false, code: 'GONE' };
      return this.store(tx, draft, input);
    });
  }

  /** What one page shows of a draft: as it was typed, read-only and calculated values as they are now. */
  async stored(
    tenantId: string,
    draft: DraftRow,
    schema: FormSchema,
    stepId: string,
    context: Variables,
  ): Promise<Variables> {
    const options = await this.database.withTenant(tenantId, (tx) => this.options(tx, draft.id, context));
    return stepData(schema, stepId, draft.data, options);
  }

  /** The whole form's data as it may go into a case; the errors when it is not complete. */
  async complete(tenantId: string, draft: DraftRow, schema: FormSchema, context: Variables): Promise<FormResult> {
    const options = await this.database.withTenant(tenantId, (tx) => this.options(tx, draft.id, context));
    return validateForm(schema, draft.data, { ...options, mode: 'submit' });
  }

  private async store(tx: Transaction, draft: DraftRow, input: StepInput): Promise<StepOutcome> {
    const { schema, stepId, sent, stand, context, language = 'de' } = input;
    const options = await this.options(tx, draft.id, context);
    const before = fingerprint(stepData(schema, stepId, draft.data, options));
    const data = replaceStep(schema, stepId, draft.data, sent, options);
    const after = fingerprint(stepData(schema, stepId, data, options));
    // The same content twice is no conflict: a retried request, the other window's copy.
    if (stand !== undefined && stand !== before && before !== after)
      return { ok: false, code: 'CONFLICT', sent, stand: before };
    await saveDraft(tx, draft.id, data, options.now);
    const errors = judgeStep(schema, stepId, sent, data, { ...options, language });
    return { ok: true, stand: after, errors, data, savedAt: options.now };
  }

  private async options(tx: Transaction, draftId: string, context: Variables): Promise<StepOptions & { now: number }> {
    const uploads = await uploadsOfDraft(tx, draftId);
    return {
      now: this.clock.now(),
      context,
      uploads: new Map(uploads.map((file) => [file.id, { contentType: file.content_type, size: file.size }])),
    };
  }

  /** Drafts of tasks live as long as their task, which may wait for months. */
  private isOld(draft: DraftRow): boolean {
    return draft.user_task_key === null && this.clock.now() - Number(draft.updated_at) > DRAFT_LIFETIME_MS;
  }
}

/** Which page an error belongs to, counted from 0; -1 when none has the field. */
export function stepOfField(schema: FormSchema, fieldId: string): number {
  const holds = ({ id, components }: { id: string; components?: FormSchema['components'] }): boolean =>
    id === fieldId || (components ?? []).some(holds);
  return formSteps(schema).findIndex(({ components }) => components.some(holds));
}
