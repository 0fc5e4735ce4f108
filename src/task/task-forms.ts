import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Variables } from '../engine/engine.js';
import type { DraftRow } from '../form/draft.store.js';
import { FormDrafts } from '../form/form-drafts.js';
import { asFormSchema, type FormSchema } from '../form/form-schema.js';
import { PackageLibrary } from '../process-package/package-library.js';
import { type TaskRow, visibleVariables } from './task.store.js';

/** The form of a task, what it may ask of the case, and what its owner has typed so far. */
export interface TaskForm {
  schema: FormSchema;
  context: Variables;
  draft: DraftRow;
}

/** Forms of user tasks, for staff and for citizens. */
@Injectable()
export class TaskForms {
  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
    private readonly drafts: FormDrafts,
  ) {}

  /** The form of a task and what it may ask of the case, also when the task is closed. Null for a task without a form. */
  async read(tenantId: string, task: TaskRow): Promise<Omit<TaskForm, 'draft'> | null> {
    const pkg = await this.library.version(task.package_id, task.package_version);
    const schema = task.form_id === null ? null : asFormSchema(pkg.forms.get(task.form_id)?.schema);
    if (!schema) return null;
    const context = await this.database.withTenant(tenantId, (tx) =>
      visibleVariables(tx, task.element_instance_key, task.process_instance_key),
    );
    return { schema, context };
  }

  /** `owner` is whose draft it is: the e-mail of a member of staff, or `citizen`. Null for a task without a form. */
  async open(tenantId: string, task: TaskRow, owner: string): Promise<TaskForm | null> {
    const form = await this.read(tenantId, task);
    if (!form) return null;
    const draft = await this.drafts.forTask({
      tenantId,
      packageId: task.package_id,
      packageVersion: task.package_version,
      formId: form.schema.id,
      taskKey: task.key,
      owner,
    });
    return { ...form, draft };
  }
}
