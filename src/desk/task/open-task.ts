import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { StaffMember } from '../../identity/staff.guard.js';
import { PackageLibrary } from '../../process-package/package-library.js';
import { letterOfTask, type TaskLetter } from '../../task/task-letter.js';
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
  letter: TaskLetter | undefined;
}

export interface ClosedTask {
  /** Completed by this person. */
  isOwn: boolean;
  form: Omit<TaskForm, 'draft'> | null;
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
    const letter = await this.database.withTenant(who.tenantId, (tx) => letterOfTask(tx, row));
    return { task, isMine, mayWork, form, letter };
  }

  /**
   * The form of an open task that somebody else has taken while this person was at work on it: what was typed is kept
   * until the person takes it again.
   */
  async lostForm(who: StaffMember, { task, isMine, mayWork }: OpenTask): Promise<TaskForm | null> {
    return mayWork && !isMine ? this.forms.open(who.tenantId, task, who.email) : null;
  }

  /** A task that is closed, with its form, to show what was typed too late. */
  async closed(who: StaffMember, key: string): Promise<ClosedTask | undefined> {
    if (!KEY.test(key)) return undefined;
    const row = await this.database.withTenant(who.tenantId, (tx) => findTask(tx, key));
    if (!row || row.state === 'CREATED') return undefined;
    const isOwn = row.state === 'COMPLETED' && row.assignee === who.email;
    return { isOwn, form: await this.forms.read(who.tenantId, row) };
  }
}
