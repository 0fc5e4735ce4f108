import type { Transaction } from '../database/transaction.js';
import type { EngineRecord } from '../engine/engine.js';
import type { PackageManifest } from '../process-package/manifest.js';
import type { CaseRow } from './case.store.js';
import { insertCaseEvent } from './case-event.store.js';

const IN_WORK = 'in-bearbeitung';

/** Whether the record can change what a case shows; most records cannot, and cost nothing then. */
export function concernsCase({ stages, outcomes, timeline }: PackageManifest, record: EngineRecord): boolean {
  if (record.value['bpmnElementType'] === 'PROCESS') return record.intent !== 'ELEMENT_ACTIVATED';
  const elementId = String(record.value['elementId']);
  return (
    stages.some(({ elements }) => elements.includes(elementId)) ||
    outcomes.some(({ endEvent }) => endEvent === elementId) ||
    timeline.some(({ element }) => element === elementId)
  );
}

/** Applies one PROCESS_INSTANCE record to its case; true when the case now looks different. */
export async function applyToCase(
  tx: Transaction,
  row: CaseRow,
  manifest: PackageManifest,
  record: EngineRecord,
): Promise<boolean> {
  const elementId = String(record.value['elementId']);
  const isProcess = record.value['bpmnElementType'] === 'PROCESS';
  if (isProcess) return closeCase(tx, row, record);
  let changed = false;
  if (record.intent === 'ELEMENT_ACTIVATED') changed = await enterStage(tx, row, manifest, elementId);
  if (record.intent === 'ELEMENT_COMPLETED') changed = (await reachOutcome(tx, row, manifest, elementId)) || changed;
  return (await writeTimeline(tx, row, manifest, record, elementId)) || changed;
}

async function enterStage(
  tx: Transaction,
  row: CaseRow,
  manifest: PackageManifest,
  elementId: string,
): Promise<boolean> {
  const stage = manifest.stages.find((candidate) => candidate.elements.includes(elementId));
  if (!stage || (row.stage === stage.id && row.status === IN_WORK) || row.closed_at !== null) return false;
  await tx.query(
    `update app.case_file set stage = $2::text, status = $3::text where id = $1::uuid and closed_at is null`,
    [row.id, stage.id, IN_WORK],
  );
  row.stage = stage.id;
  row.status = IN_WORK;
  return true;
}

async function reachOutcome(
  tx: Transaction,
  row: CaseRow,
  manifest: PackageManifest,
  elementId: string,
): Promise<boolean> {
  const outcome = manifest.outcomes.find((candidate) => candidate.endEvent === elementId);
  if (!outcome) return false;
  await tx.query(`update app.case_file set outcome = $2::text, status = $3::text where id = $1::uuid`, [
    row.id,
    elementId,
    outcome.status,
  ]);
  row.outcome = elementId;
  row.status = outcome.status;
  return true;
}

/** The main instance has no parent; when it ends, the case ends. */
async function closeCase(tx: Transaction, row: CaseRow, record: EngineRecord): Promise<boolean> {
  const parent = String(record.value['parentProcessInstanceKey'] ?? '-1');
  if (parent !== '-1' || (record.intent !== 'ELEMENT_COMPLETED' && record.intent !== 'ELEMENT_TERMINATED'))
    return false;
  const aborted = record.intent === 'ELEMENT_TERMINATED';
  await tx.query(
    `update app.case_file set closed_at = $2::bigint, status = case when $3::boolean then 'abgebrochen' when outcome is null then 'erledigt' else status end
      where id = $1::uuid and closed_at is null`,
    [row.id, record.timestamp, aborted],
  );
  return true;
}

async function writeTimeline(
  tx: Transaction,
  row: CaseRow,
  manifest: PackageManifest,
  record: EngineRecord,
  elementId: string,
): Promise<boolean> {
  const on =
    record.intent === 'ELEMENT_ACTIVATED' ? 'entered' : record.intent === 'ELEMENT_COMPLETED' ? 'completed' : undefined;
  const entry = manifest.timeline.find((candidate) => candidate.element === elementId && candidate.on === on);
  if (!entry) return false;
  await insertCaseEvent(tx, {
    tenantId: row.tenant_id,
    caseId: row.id,
    at: record.timestamp,
    kind: 'schritt',
    title: entry.text.de,
    citizenVisible: true,
    elementId,
    recordPosition: record.position,
  });
  return true;
}
