import { textArray } from '../../../runtime/writer/columns.js';
import { millisecondsOf } from '../../../runtime/writer/statements/work.store.js';
import { CONTEXT_VARIABLE, FENCE_MESSAGE, readContext } from '../../context.js';
import { listenedElement } from '../../deployment/listener-task.js';
import { type ExportedRecord, jsonOf } from '../exported-record.js';
import type { Owner } from '../instance-owners.js';
import { storableJson, storableText } from '../storable.js';
import type { Changes } from './changes.js';
import type { Row } from './table.js';

/** Notes what an event changes in the read models. Of unknown kinds nothing: their records are kept, and that is all. */
export function collect(
  changes: Changes,
  record: ExportedRecord,
  ownerOf: (processInstanceKey: string) => Owner,
): void {
  if (record.recordType !== 'EVENT') return;
  switch (record.valueType) {
    case 'PROCESS_INSTANCE':
      return elementInstance(changes, record, ownerOf);
    case 'VARIABLE':
      return variable(changes, record, ownerOf);
    case 'JOB':
      return job(changes, record, ownerOf);
    case 'USER_TASK':
      return userTask(changes, record, ownerOf);
    case 'INCIDENT':
      return incident(changes, record, ownerOf);
    case 'MESSAGE':
      return message(changes, record);
    case 'PROCESS':
    case 'DECISION_REQUIREMENTS':
    case 'DECISION':
    case 'FORM':
      return deployed(changes, record);
    case 'DEPLOYMENT':
      return deployment(changes, record);
    default:
      return;
  }
}

type OwnerOf = (processInstanceKey: string) => Owner;

function elementInstance(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
  const { intent, key, value } = record;
  if (!intent.startsWith('ELEMENT_')) return;
  if (intent === 'ELEMENT_MIGRATED') return elementMoved(changes, record);
  const at = String(record.timestamp);
  const hasEnded = intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED';
  const owner = ownerOf(text(value['processInstanceKey']));
  changes.elements.set(key, {
    key,
    tenant_id: owner.tenantId,
    process_instance_key: text(value['processInstanceKey']),
    process_definition_key: text(value['processDefinitionKey']),
    flow_scope_key: text(value['flowScopeKey']),
    element_id: text(value['elementId']),
    element_type: text(value['bpmnElementType']),
    state: intent.slice('ELEMENT_'.length),
    started_at: changes.elements.get(key)?.['started_at'] ?? at,
    ended_at: hasEnded ? at : null,
  });
  if (value['bpmnElementType'] !== 'PROCESS') return;
  changes.instances.set(key, {
    key,
    tenant_id: owner.tenantId,
    process_definition_key: text(value['processDefinitionKey']),
    bpmn_process_id: text(value['bpmnProcessId']),
    version: text(value['version']),
    parent_process_instance_key: text(value['parentProcessInstanceKey'] ?? -1),
    parent_element_instance_key: text(value['parentElementInstanceKey'] ?? -1),
    root_process_instance_key: owner.rootKey,
    state: INSTANCE_STATES[intent] ?? 'ACTIVE',
    started_at: changes.instances.get(key)?.['started_at'] ?? at,
    ended_at: hasEnded ? at : null,
  });
  if (intent === 'ELEMENT_ACTIVATING') changes.running.set(key, { root_key: owner.rootKey, key, state: '' });
  if (!hasEnded) return;
  changes.running.delete(key);
  changes.ended.add(key);
}

const INSTANCE_STATES: Readonly<Record<string, string>> = {
  ELEMENT_COMPLETED: 'COMPLETED',
  ELEMENT_TERMINATED: 'TERMINATED',
};

function elementMoved({ moved, movedInstances, elements, instances }: Changes, { key, value }: ExportedRecord): void {
  const place = {
    process_definition_key: text(value['processDefinitionKey']),
    element_id: text(value['elementId']),
  };
  const version = {
    process_definition_key: place.process_definition_key,
    bpmn_process_id: text(value['bpmnProcessId']),
    version: text(value['version']),
  };
  const [element, instance] = [elements.get(key), instances.get(key)];
  if (element) elements.set(key, { ...element, ...place });
  else moved.push({ key, ...place });
  if (value['bpmnElementType'] !== 'PROCESS') return;
  if (instance) instances.set(key, { ...instance, ...version });
  else movedInstances.push({ key, ...version });
}

function variable(changes: Changes, { intent, key, value }: ExportedRecord, ownerOf: OwnerOf): void {
  const processInstanceKey = text(value['processInstanceKey']);
  const scopeKey = text(value['scopeKey']);
  const name = storableText(text(value['name']));
  if (intent === 'MIGRATED') return;
  if (name === CONTEXT_VARIABLE) {
    const context =
      intent === 'CREATED' && scopeKey === processInstanceKey ? readContext(jsonOf(value['value'])) : undefined;
    if (context && !changes.effects.has(context.commandId)) changes.effects.set(context.commandId, processInstanceKey);
    return;
  }
  changes.variables.set(`${scopeKey}/${name}`, {
    scope_key: scopeKey,
    name,
    key,
    tenant_id: ownerOf(processInstanceKey).tenantId,
    process_instance_key: processInstanceKey,
    value: storableJson(text(value['value'])),
  });
}

function job(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
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

/** An attempt to change a task is no change yet: only what has happened counts. */
const TASK_STATES: Readonly<Record<string, string>> = {
  CREATED: 'CREATED',
  ASSIGNED: 'CREATED',
  UPDATED: 'CREATED',
  MIGRATED: 'CREATED',
  COMPLETED: 'COMPLETED',
  CANCELED: 'CANCELED',
};

function userTask(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
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

function incident(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
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

function message(changes: Changes, { intent, key, value }: ExportedRecord): void {
  if (intent !== 'PUBLISHED') return;
  const variables = value['variables'] as { [name: string]: unknown } | undefined;
  if (value['name'] === FENCE_MESSAGE) changes.fence = Math.max(changes.fence, Number(value['messageId'] ?? 0) || 0);
  const context = readContext(variables?.[CONTEXT_VARIABLE]);
  if (context && !changes.effects.has(context.commandId)) changes.effects.set(context.commandId, key);
}

function deployed({ deployed: list }: Changes, { valueType, intent, key, timestamp, value }: ExportedRecord): void {
  if (intent !== 'CREATED' && intent !== 'DELETED') return;
  const row = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, storableText(text(field))]));
  list.push({ valueType, intent, key, at: String(timestamp), value: row });
}

const METADATA = {
  processesMetadata: ['process_definition', 'processDefinitionKey'],
  decisionRequirementsMetadata: ['decision_requirements', 'decisionRequirementsKey'],
  decisionsMetadata: ['decision', 'decisionKey'],
  formMetadata: ['form', 'formKey'],
} as const;

/** What it made names it nowhere itself. */
function deployment({ deployments }: Changes, { intent, key, value }: ExportedRecord): void {
  if (intent !== 'CREATED') return;
  for (const [field, [table, keyField]] of Object.entries(METADATA)) {
    const made = (value[field] ?? []) as { [name: string]: unknown }[];
    const keys = made.filter((one) => one['duplicate'] !== true && one['isDuplicate'] !== true);
    if (keys.length > 0) deployments.push({ table, key, made: keys.map((one) => text(one[keyField])) });
  }
}

function placeOf({ key, value }: ExportedRecord, ownerOf: OwnerOf) {
  const processInstanceKey = text(value['processInstanceKey']);
  return {
    key,
    tenant_id: ownerOf(processInstanceKey).tenantId,
    element_id: listenedElement(text(value['elementId'])),
    element_instance_key: text(value['elementInstanceKey']),
    process_instance_key: processInstanceKey,
    process_definition_key: text(value['processDefinitionKey']),
    bpmn_process_id: text(value['bpmnProcessId']),
  };
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

const textOrNull = (value: unknown): string | null => {
  const given = text(value);
  return given === '' ? null : storableText(given);
};

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map((item) => storableText(text(item))) : []);

const milliseconds = (value: unknown): string | null => {
  const time = millisecondsOf(text(value));
  return time === null ? null : String(time);
};
