import type { ExportedRecord } from '../exported-record.js';
import { storableText } from '../storable.js';
import type { Changes } from './changes.js';
import { type OwnerOf, placeOf, text } from './fields.js';
import type { Row } from './table.js';

/** Jobs that are not done. */
export function job(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
  const { intent, key, value } = record;
  const known = changes.jobs.get(key);
  switch (intent) {
    case 'COMPLETED':
    case 'CANCELED':
      changes.jobs.delete(key);
      changes.jobRetries.delete(key);
      changes.jobsOffered.delete(key);
      changes.jobsGone.add(key);
      return;
    case 'RETRIES_UPDATED':
      if (known) changes.jobs.set(key, { ...known, retries: text(value['retries']) });
      else changes.jobRetries.set(key, { key, retries: text(value['retries']) });
      return;
    case 'MIGRATED':
      if (known) changes.jobs.set(key, { ...known, ...placeOf(record, ownerOf) });
      else {
        const { element_id, process_definition_key, bpmn_process_id } = placeOf(record, ownerOf);
        changes.movedJobs.push({ key, element_id, process_definition_key, bpmn_process_id });
      }
      return;
    case 'TIMEOUT_UPDATED':
      return;
    default:
      changes.jobRetries.delete(key);
      changes.jobsOffered.delete(key);
      changes.jobs.set(key, jobRow(record, ownerOf, known));
  }
}

function jobRow(record: ExportedRecord, ownerOf: OwnerOf, known: Row | undefined): Row {
  const { intent, value } = record;
  const waits = intent === 'FAILED' && !(Number(value['retries']) > 0 && Number(value['retryBackoff'] ?? 0) <= 0);
  return {
    ...placeOf(record, ownerOf),
    type: storableText(text(value['type'])),
    state: intent === 'ERROR_THROWN' ? 'ERROR_THROWN' : waits ? 'FAILED' : 'ACTIVATABLE',
    retries: text(value['retries']),
    error_message: storableText(text(value['errorMessage'])),
    error_code: storableText(text(value['errorCode'])),
    recurring_time: waits ? text(value['recurringTime'] ?? -1) : '-1',
    root_key: ownerOf(text(value['processInstanceKey'])).rootKey,
    created_at: known?.['created_at'] ?? String(record.timestamp),
  };
}
