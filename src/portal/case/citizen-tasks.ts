import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../config/clock.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { Variables } from '../../engine/engine.js';
import type { DraftRow } from '../../form/draft.store.js';
import { FormDrafts, type StepOutcome } from '../../form/form-drafts.js';
import { asFormSchema, type FormSchema, formSteps } from '../../form/form-schema.js';
import { fingerprint } from '../../form/merge-step.js';
import type { FormError } from '../../form/validate-form.js';
import { CompleteTask } from '../../task/complete-task.js';
import { type TaskRow, visibleVariables } from '../../task/task.store.js';
import type { PostedStep } from '../../web/form/posted-step.js';
import type { OpenCase } from './case-access.js';
import { CaseOverviews, CITIZEN } from './case-overview.js';
import { taskName } from './task-name.js';

/** An open task of the applicant with its form and what was typed. */
export interface OpenTask {
  task: TaskRow;
  /** German, as the case's history names it. */
  name: string;
  schema: FormSchema;
  /** The form as one page, whatever steps it names. */
  stepId: string;
  draft: DraftRow;
  data: Variables;
  context: Variables;
  stand: string;
  now: number;
}

export type TaskOutcome =
  | { code: 'DONE'; delayed: boolean }
  | { code: 'GONE' }
  | { code: 'CONFLICT'; stand: string }
  | { code: 'INVALID' | 'REFUSED'; errors: FormError[]; data: Variables; stand: string };

/** Tasks of applicants: opened by the case's link, saved while typing, completed with what the form allows. */
@Injectable()
export class CitizenTasks {
  constructor(
    private readonly database: TenantDatabase,
    private readonly overviews: CaseOverviews,
    private readonly drafts: FormDrafts,
    private readonly completeTask: CompleteTask,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined when there is no such open task of this case for the applicant. */
  async open(open: OpenCase, key: string): Promise<OpenTask | undefined> {
    const found = await this.overviews.task(open, key);
    const schema = asFormSchema(open.pkg.forms.get(found?.task.form_id ?? '')?.schema);
    if (!found?.isOpen || !schema) return undefined;
    const { task } = found;
    const tenantId = open.caseRow.tenant_id;
    const { package_id: packageId, package_version: packageVersion } = open.caseRow;
    const draft = await this.drafts.forTask({
      tenantId,
      packageId,
      packageVersion,
      formId: schema.id,
      taskKey: key,
      owner: CITIZEN,
    });
    const context = await this.database.withTenant(tenantId, (tx) =>
      visibleVariables(tx, task.element_instance_key, task.process_instance_key),
    );
    const name = taskName(open.pkg, task.element_id, 'de');
    const flat = onePage(schema);
    const stepId = formSteps(flat)[0]?.id ?? '1';
    const data = await this.drafts.stored(tenantId, draft, flat, stepId, context);
    return {
      task,
      name,
      schema: flat,
      stepId,
      draft,
      data,
      context,
      stand: fingerprint(data),
      now: this.clock.now(),
    };
  }

  save(open: OpenCase, task: OpenTask, { daten: sent, stand }: PostedStep): Promise<StepOutcome> {
    const { schema, stepId, context, draft } = task;
    return this.drafts.saveStep(open.caseRow.tenant_id, draft.id, { schema, stepId, sent, stand, context });
  }

  async complete(open: OpenCase, task: OpenTask, posted: PostedStep): Promise<TaskOutcome> {
    const tenantId = open.caseRow.tenant_id;
    const saved = await this.save(open, task, posted);
    if (!saved.ok) return saved.code === 'CONFLICT' ? { code: 'CONFLICT', stand: saved.stand } : { code: 'GONE' };
    const draft = { ...task.draft, data: saved.data };
    const result = await this.drafts.complete(tenantId, draft, task.schema, task.context);
    if (!result.ok) return { code: 'INVALID', errors: result.errors, data: saved.data, stand: saved.stand };
    const outcome = await this.completeTask.complete({
      tenantId,
      task: task.task,
      data: result.data,
      actor: open.caseRow.applicant_name,
      title: task.name,
      draftId: task.draft.id,
    });
    if (outcome.ok) return { code: 'DONE', delayed: outcome.delayed };
    return outcome.code === 'GONE'
      ? { code: 'GONE' }
      : { code: 'REFUSED', errors: [], data: saved.data, stand: saved.stand };
  }
}

/** Forms of tasks are short: their groups stand on one page. */
const onePage = (schema: FormSchema): FormSchema => ({
  ...schema,
  components: schema.components.map((component) => {
    const { step: _, ...properties } = component.properties ?? {};
    return { ...component, properties };
  }),
});
