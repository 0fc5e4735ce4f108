import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../config/clock.js';
import type { Variables } from '../../engine/engine.js';
import type { DraftRow } from '../../form/draft.store.js';
import { DraftUploads } from '../../form/draft-uploads.js';
import { FormDrafts, type StepOutcome } from '../../form/form-drafts.js';
import { type FormSchema, formSteps } from '../../form/form-schema.js';
import { fingerprint, stepData } from '../../form/merge-step.js';
import type { UploadInfo } from '../../form/upload.store.js';
import type { FormError } from '../../form/validate-form.js';
import type { PostedStep } from '../../web/form/posted-step.js';

/** What a page shows of a draft that is filled in on one page. */
export interface DraftView {
  data: Variables;
  stand: string;
  files: UploadInfo[];
}

export type SentOutcome =
  | { ok: true; data: Variables }
  | { ok: false; code: 'GONE' }
  | { ok: false; code: 'CONFLICT'; view: DraftView }
  | { ok: false; code: 'INVALID'; view: DraftView; errors: FormError[] };

/** Drafts that staff fill in on one page: task forms, events, entries at the counter. */
@Injectable()
export class DraftWork {
  constructor(
    private readonly drafts: FormDrafts,
    private readonly uploads: DraftUploads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async view(tenantId: string, draft: DraftRow, schema: FormSchema, context: Variables): Promise<DraftView> {
    const files = await this.uploads.list(tenantId, draft.id);
    const uploads = new Map(files.map((file) => [file.id, { contentType: file.content_type, size: file.size }]));
    const data = stepData(onePage(schema), ONE, draft.data, { now: this.clock.now(), context, uploads });
    return { data, stand: fingerprint(data), files };
  }

  save(
    tenantId: string,
    draft: DraftRow,
    schema: FormSchema,
    context: Variables,
    posted: PostedStep,
  ): Promise<StepOutcome> {
    return this.drafts.saveStep(tenantId, draft.id, {
      schema: onePage(schema),
      stepId: ONE,
      sent: posted.daten,
      stand: posted.stand,
      context,
    });
  }

  /** Stores what was sent, then judges the whole form. */
  async send(
    tenantId: string,
    draft: DraftRow,
    schema: FormSchema,
    context: Variables,
    posted: PostedStep,
  ): Promise<SentOutcome> {
    const saved = await this.save(tenantId, draft, schema, context, posted);
    const files = await this.uploads.list(tenantId, draft.id);
    if (!saved.ok && saved.code === 'GONE') return saved;
    if (!saved.ok) return { ok: false, code: 'CONFLICT', view: { data: saved.sent, stand: saved.stand, files } };
    const view = { data: saved.data, stand: saved.stand, files };
    if (saved.errors.length > 0) return { ok: false, code: 'INVALID', view, errors: saved.errors };
    const whole = await this.drafts.complete(tenantId, { ...draft, data: saved.data }, schema, context);
    return whole.ok ? whole : { ok: false, code: 'INVALID', view, errors: whole.errors };
  }
}

const ONE = '1';

/** Staff see the whole form at once, also one that citizens see page by page. */
function onePage(schema: FormSchema): FormSchema {
  const steps = formSteps(schema);
  if (steps.length <= 1) return schema;
  const components = schema.components.map((component) => ({
    ...component,
    properties: { ...component.properties, step: ONE },
  }));
  return { ...schema, components };
}
