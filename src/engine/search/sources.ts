import type { FoundIncident, FoundJob, FoundProcessInstance, FoundUserTask, FoundVariable } from './engine-search.js';
import { BY_KEY, type Order, type Row, type Source } from './read-page.js';

// The driver gives bigint as text: right for keys, times become numbers here.

const keyOrNull = (key: string | null): string | null => (key === null || Number(key) <= 0 ? null : key);
const time = (value: string | null): number | null => (value === null ? null : Number(value));

const AT_ELEMENT =
  'x.key, x.tenant_id, x.bpmn_process_id, x.process_definition_key, x.process_instance_key, x.element_instance_key, x.element_id, x.created_at';

const place = (row: Row) => ({
  key: row['key'] as string,
  tenantId: row['tenant_id'] as string,
  bpmnProcessId: row['bpmn_process_id'] as string,
  processDefinitionKey: row['process_definition_key'] as string,
});

const atElement = (row: Row) => ({
  ...place(row),
  processInstanceKey: row['process_instance_key'] as string,
  elementInstanceKey: row['element_instance_key'] as string,
  elementId: row['element_id'] as string,
  createdAt: Number(row['created_at']),
});

export const HAS_INCIDENT = `exists (select from engine.incident i where i.process_instance_key = x.key and i.state = 'CREATED')`;

export const PROCESS_INSTANCES: Source<FoundProcessInstance> = {
  from: 'engine.process_instance x',
  order: BY_KEY,
  columns: `x.key, x.tenant_id, x.bpmn_process_id, x.process_definition_key, x.version, x.parent_process_instance_key,
    x.root_process_instance_key, x.state, x.started_at, x.ended_at, ${HAS_INCIDENT} as has_incident`,
  item: (row) => ({
    ...place(row),
    version: row['version'] as number,
    parentProcessInstanceKey: keyOrNull(row['parent_process_instance_key'] as string),
    rootProcessInstanceKey: row['root_process_instance_key'] as string,
    state: row['state'] as FoundProcessInstance['state'],
    startedAt: Number(row['started_at']),
    endedAt: time(row['ended_at'] as string | null),
    hasIncident: row['has_incident'] as boolean,
  }),
};

const ordered = (columns: string, own: string): Order => ({
  columns,
  of: `select ${own} from engine.process_instance where key = ?::bigint`,
});

export const BY_START: Order = ordered('x.started_at, x.key', 'started_at, key');
export const BY_END: Order = ordered('x.ended_at, x.key', 'ended_at, key');

/** The engine's own state has the rows of running instances only, so it is their index. Called ones stand by their callers. */
export const RUNNING_INSTANCES: Source<FoundProcessInstance> = {
  ...PROCESS_INSTANCES,
  from: 'engine.instance_state s join engine.process_instance x on x.key = s.key',
  order: ordered('s.root_key, s.key', 'root_process_instance_key, key'),
};

export const INCIDENTS: Source<FoundIncident> = {
  from: 'engine.incident x',
  order: BY_KEY,
  columns: `${AT_ELEMENT}, x.state, x.error_type, x.error_message, x.job_key, x.resolved_at`,
  item: (row) => ({
    ...atElement(row),
    state: row['state'] as FoundIncident['state'],
    errorType: row['error_type'] as string,
    errorMessage: row['error_message'] as string,
    jobKey: keyOrNull(row['job_key'] as string | null),
    resolvedAt: time(row['resolved_at'] as string | null),
  }),
};

export const VARIABLES: Source<FoundVariable> = {
  from: 'engine.variable x',
  order: BY_KEY,
  columns: 'x.key, x.tenant_id, x.process_instance_key, x.scope_key, x.name, x.value',
  item: (row) => ({
    key: row['key'] as string,
    tenantId: row['tenant_id'] as string,
    processInstanceKey: row['process_instance_key'] as string,
    scopeKey: row['scope_key'] as string,
    name: row['name'] as string,
    value: row['value'] as FoundVariable['value'],
  }),
};

export const USER_TASKS: Source<FoundUserTask> = {
  from: 'engine.user_task x',
  order: BY_KEY,
  columns: `${AT_ELEMENT}, x.state, x.assignee, x.candidate_groups, x.candidate_users, x.due_date, x.follow_up_date,
    x.priority, x.form_id, x.ended_at`,
  item: (row) => ({
    ...atElement(row),
    state: row['state'] as FoundUserTask['state'],
    assignee: row['assignee'] as string | null,
    candidateGroups: row['candidate_groups'] as string[],
    candidateUsers: row['candidate_users'] as string[],
    dueDate: time(row['due_date'] as string | null),
    followUpDate: time(row['follow_up_date'] as string | null),
    priority: row['priority'] as number,
    formId: row['form_id'] as string | null,
    endedAt: time(row['ended_at'] as string | null),
  }),
};

export const JOBS: Source<FoundJob> = {
  from: 'engine.job x',
  order: BY_KEY,
  columns: `${AT_ELEMENT}, x.type, x.state, x.retries, x.error_message, x.error_code, x.recurring_time`,
  item: (row) => ({
    ...atElement(row),
    type: row['type'] as string,
    state: row['state'] as FoundJob['state'],
    retries: row['retries'] as number,
    errorMessage: row['error_message'] as string,
    errorCode: row['error_code'] as string,
    retryAt: Number(row['recurring_time']) < 0 ? null : Number(row['recurring_time']),
  }),
};
