import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { StaffMember } from '../../identity/staff.guard.js';
import { PackageLibrary } from '../../process-package/package-library.js';
import { findTask } from '../../task/task.store.js';
import { type TaskForm, TaskForms } from '../../task/task-forms.js';
import { describeTasks, type DescribedTask } from '../described-task.js';

const KEY = /^\d{1,19}$/;

/** An open task, and its form when the task is this person's. */
export interface OpenTask {
  task: DescribedTask;
  isMine: boolean;
  /** The person belongs to a group that may do it. */
  mayWork: boolean;
  form: TaskForm | null;
}

/** Reads a task for a page or a command of the desk. */
@Injectable()
export class OpenTasks {
  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
    private readonly forms: TaskForms,
  ) {}

  /** Undefined when there is no such open task in the person's Gemeinde. */
  async find(who: StaffMember, key: string): Promise<OpenTask | undefined> {
    if (!KEY.test(key)) return undefined;
    const row = await this.database.withTenant(who.tenantId, (tx) => findTask(tx, key));
    if (!row || row.state !== 'CREATED') return undefined;
    const [task] = await describeTasks(this.library, [row]);
    if (!task) return undefined;
    const isMine = row.assignee === who.email;
    const mayWork = isMine || row.candidate_groups.some((group) => who.groups.includes(group));
    const form = isMine ? await this.forms.open(who.tenantId, row, who.email) : null;
    return { task, isMine, mayWork, form };
  }
}
