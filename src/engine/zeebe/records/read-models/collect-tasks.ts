import { textArray } from '../../../runtime/writer/columns.js';
import type { ExportedRecord } from '../exported-record.js';
import { storableJson, storableText } from '../storable.js';
import type { Changes } from './changes.js';
import { list, milliseconds, type OwnerOf, placeOf, text, textOrNull } from './fields.js';

/** An attempt to change a task is no change yet: only what has happened counts. */
const TASK_STATES: Readonly<Record<string, string>> = {
  CREATED: 'CREATED',
  ASSIGNED: 'CREATED',
  UPDATED: 'CREATED',
  MIGRATED: 'CREATED',
  COMPLETED: 'COMPLETED',
  CANCELED: 'CANCELED',
};

/** User tasks, open and done. */
export function userTask(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
  const { intent, key, value } = record;
  const state = TASK_STATES[intent];
  if (state === undefined) return;
  const formKey = text(value['formKey'] ?? -1);
  const at = String(record.timestamp);
  changes.tasks.set(key, {
    ...placeOf(record, ownerOf),
    form_key: formKey.startsWith('-') || formKey === '0' ? null : formKey,
    external_form_reference: textOrNull(value['externalFormReference']),
    assignee: textOrNull(value['assignee']),
    candidate_groups: textArray(list(value['candidateGroupsList'])),
    candidate_users: textArray(list(value['candidateUsersList'])),
    due_date: milliseconds(value['dueDate']),
    follow_up_date: milliseconds(value['followUpDate']),
    // 8.5 knows no priority yet.
    priority: text(value['priority'] ?? 50),
    custom_headers: storableJson(JSON.stringify(value['customHeaders'] ?? {})),
    state,
    created_at: text(value['creationTimestamp'] ?? changes.tasks.get(key)?.['created_at'] ?? at),
    ended_at: state === 'CREATED' ? null : at,
  });
}

/** Incidents; the job of a resolved one is offered again. */
export function incident(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
  const { intent, key, value } = record;
  const jobKey = text(value['jobKey'] ?? -1);
  const isResolved = intent === 'RESOLVED';
  const at = String(record.timestamp);
  changes.incidents.set(key, {
    ...placeOf(record, ownerOf),
    error_type: text(value['errorType']),
    error_message: storableText(text(value['errorMessage'])),
    job_key: jobKey.startsWith('-') ? null : jobKey,
    state: isResolved ? 'RESOLVED' : 'CREATED',
    created_at: changes.incidents.get(key)?.['created_at'] ?? at,
    resolved_at: isResolved ? at : null,
  });
  if (!isResolved || jobKey.startsWith('-') || changes.jobsGone.has(jobKey)) return;
  const known = changes.jobs.get(jobKey);
  if (known) changes.jobs.set(jobKey, { ...known, state: 'ACTIVATABLE' });
  else changes.jobsOffered.set(jobKey, { key: jobKey, state: 'ACTIVATABLE' });
}
