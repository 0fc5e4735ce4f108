import { Inject, Injectable } from '@nestjs/common';
import { accessToken, casePath, LINK_KEY } from '../case/access-link.js';
import { caseEvents, type CaseEventRow } from '../case/case-event.store.js';
import { type CaseRow, findCase } from '../case/case.store.js';
import { type StepRow, stepsOfCase } from '../case/case-steps.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { type DocumentRow, documentsOfCase } from '../document/document.store.js';
import type { Variables } from '../engine/engine.js';
import { asFormSchema, type DescribedStep, describeForm } from '../form/index.js';
import { type UploadInfo, uploadsOfCase } from '../form/upload.store.js';
import { peopleOfTenant } from '../identity/people.store.js';
import { type IncidentRow, openIncidentsOfCase } from '../operations/incident.store.js';
import { PackageLibrary } from '../process-package/package-library.js';
import type { ProcessPackage } from '../process-package/process-package.js';
import { openTasksOfCase } from '../task/task.store.js';
import { type DescribedTask, describeTasks } from './described-task.js';

/** Everything the desk knows about one case. */
export interface CaseDetail {
  row: CaseRow;
  pkg: ProcessPackage;
  data: DescribedStep[];
  events: CaseEventRow[];
  documents: DocumentRow[];
  uploads: UploadInfo[];
  incidents: IncidentRow[];
  tasks: DescribedTask[];
  steps: StepRow[];
  people: ReadonlyMap<string, string>;
  /** Element id to its name in the model. */
  elementNames: ReadonlyMap<string, string>;
  /** Path of the citizen's status page. */
  citizenPath: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads a case for the desk, inside the border of its Gemeinde. */
@Injectable()
export class CaseDetails {
  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LINK_KEY) private readonly linkKey: string,
  ) {}

  async find(tenantId: string, caseId: string): Promise<CaseDetail | undefined> {
    if (!UUID.test(caseId)) return undefined;
    const read = await this.database.withTenant(tenantId, async (tx) => {
      const row = await findCase(tx, caseId);
      if (!row) return undefined;
      return {
        row,
        events: await caseEvents(tx, caseId, false),
        documents: await documentsOfCase(tx, caseId, false),
        uploads: await uploadsOfCase(tx, caseId),
        incidents: await openIncidentsOfCase(tx, caseId),
        tasks: await openTasksOfCase(tx, caseId),
        steps: await stepsOfCase(tx, caseId),
        people: await peopleOfTenant(tx),
      };
    });
    if (!read) return undefined;
    const pkg = await this.library.version(read.row.package_id, read.row.package_version);
    return {
      ...read,
      pkg,
      data: this.describe(pkg, read.row, read.uploads),
      tasks: await describeTasks(this.library, read.tasks),
      elementNames: new Map(
        pkg.bpmn.flatMap(({ outline }) => outline.elements.map(({ id, name }) => [id, name] as const)),
      ),
      citizenPath: casePath(tenantId, accessToken(this.linkKey, caseId)),
    };
  }

  private describe(pkg: ProcessPackage, row: CaseRow, uploads: readonly UploadInfo[]): DescribedStep[] {
    const schema = asFormSchema(pkg.forms.get(pkg.manifest.start.form)?.schema);
    if (!schema) return [];
    return describeForm(schema, row.data as Variables, {
      now: this.clock.now(),
      context: { einstellungen: row.settings as Variables },
      fileNames: new Map(uploads.map(({ id, file_name }) => [id, file_name])),
    });
  }
}
