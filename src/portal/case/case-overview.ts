import { Inject, Injectable } from '@nestjs/common';
import { caseEvents, type CaseEventRow } from '../../case/case-event.store.js';
import { caseVariables } from '../../case/case-variable.store.js';
import { stepsOfCase, type StepRow } from '../../case/case-steps.store.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { JsonValue } from '../../engine/engine.js';
import {
  documentContent,
  isReleased,
  type DocumentRow,
  documentsOfCase,
  findDocument,
} from '../../document/document.store.js';
import { readUpload, type UploadInfo, uploadsOfCase } from '../../form/upload.store.js';
import { findTask, openTasksOfCase, type TaskRow } from '../../task/task.store.js';
import type { SentFile } from '../../web/http/send-file.js';
import type { OpenCase } from './case-access.js';
import { deadlineVariables } from './running-deadlines.js';
import { WITHDRAWAL_EVENT } from './withdraw-case.js';

/** Group of tasks that the applicant does; the model writes it as candidate group. */
export const CITIZEN = 'citizen';

export interface CaseOverview {
  /** Epoch milliseconds. */
  now: number;
  /** The citizen's open tasks, most urgent first. */
  tasks: TaskRow[];
  steps: StepRow[];
  events: CaseEventRow[];
  documents: DocumentRow[];
  uploads: UploadInfo[];
  isWithdrawn: boolean;
  /** Those of the case that its deadlines name. */
  variables: ReadonlyMap<string, JsonValue>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const KEY = /^\d{1,19}$/;

/** What a citizen may see of a case: never the office's notes, drafts of letters or incidents. */
@Injectable()
export class CaseOverviews {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  read({ caseRow, pkg }: OpenCase): Promise<CaseOverview> {
    return this.database.withTenant(caseRow.tenant_id, async (tx) => {
      const tasks = await openTasksOfCase(tx, caseRow.id);
      const events = await caseEvents(tx, caseRow.id, true);
      return {
        now: this.clock.now(),
        tasks: tasks.filter(isForCitizen),
        steps: await stepsOfCase(tx, caseRow.id),
        events,
        documents: await documentsOfCase(tx, caseRow.id, true),
        uploads: await uploadsOfCase(tx, caseRow.id),
        variables: await caseVariables(tx, caseRow.id, deadlineVariables(pkg.manifest)),
        isWithdrawn: events.some(({ kind }) => kind === WITHDRAWAL_EVENT),
      };
    });
  }

  /** A task of the citizen in this case; `isOpen` false when it was done or withdrawn meanwhile. */
  task({ caseRow }: OpenCase, key: string): Promise<{ task: TaskRow; isOpen: boolean } | undefined> {
    if (!KEY.test(key)) return Promise.resolve(undefined);
    return this.database.withTenant(caseRow.tenant_id, async (tx) => {
      const task = await findTask(tx, key);
      if (!task || task.case_id !== caseRow.id || !isForCitizen(task)) return undefined;
      return { task, isOpen: task.state === 'CREATED' };
    });
  }

  document({ caseRow }: OpenCase, id: string): Promise<SentFile | undefined> {
    if (!UUID.test(id)) return Promise.resolve(undefined);
    return this.database.withTenant(caseRow.tenant_id, async (tx) => {
      const row = await findDocument(tx, id);
      if (!row || row.case_id !== caseRow.id || !isReleased(row)) return undefined;
      const content = await documentContent(tx, id);
      return content && { name: `${row.title} ${caseRow.number}.pdf`, contentType: 'application/pdf', content };
    });
  }

  upload({ caseRow }: OpenCase, id: string): Promise<SentFile | undefined> {
    if (!UUID.test(id)) return Promise.resolve(undefined);
    return this.database.withTenant(caseRow.tenant_id, async (tx) => {
      const file = await readUpload(tx, id);
      if (!file || file.case_id !== caseRow.id) return undefined;
      return { name: file.file_name, contentType: file.content_type, content: file.content };
    });
  }
}

const isForCitizen = ({ candidate_groups: groups }: TaskRow): boolean => groups.includes(CITIZEN);
