import type { Table } from './table.js';

const IN_PROCESS = [
  ['key', 'bigint'],
  ['tenant_id', 'text'],
  ['element_id', 'text'],
  ['element_instance_key', 'bigint'],
  ['process_instance_key', 'bigint'],
  ['process_definition_key', 'bigint'],
  ['bpmn_process_id', 'text'],
] as const;

/** Records that come late are applied again with all that follows them: the earliest moment is the right one. */
const EARLIEST = { started_at: 'least(t.started_at, excluded.started_at)' };

/** A command that was answered shows its effect before its record is here; an older record must not take it back. */
const FINAL = (finals: string, column: string): string =>
  `case when t.state in (${finals}) and excluded.state not in (${finals}) then t.${column} else excluded.${column} end`;

export const PROCESS_INSTANCE: Table = {
  name: 'process_instance',
  key: ['key'],
  columns: [
    ['key', 'bigint'],
    ['tenant_id', 'text'],
    ['process_definition_key', 'bigint'],
    ['bpmn_process_id', 'text'],
    ['version', 'integer'],
    ['parent_process_instance_key', 'bigint'],
    ['parent_element_instance_key', 'bigint'],
    ['root_process_instance_key', 'bigint'],
    ['state', 'text'],
    ['started_at', 'bigint'],
    ['ended_at', 'bigint'],
  ],
  kept: EARLIEST,
};

export const RUNNING_INSTANCE: Table = {
  name: 'instance_state',
  key: ['root_key', 'key'],
  columns: [
    ['root_key', 'bigint'],
    ['key', 'bigint'],
    ['state', 'text'],
  ],
};

export const ELEMENT_INSTANCE: Table = {
  name: 'element_instance',
  key: ['key'],
  columns: [
    ['key', 'bigint'],
    ['tenant_id', 'text'],
    ['process_instance_key', 'bigint'],
    ['process_definition_key', 'bigint'],
    ['flow_scope_key', 'bigint'],
    ['element_id', 'text'],
    ['element_type', 'text'],
    ['state', 'text'],
    ['started_at', 'bigint'],
    ['ended_at', 'bigint'],
  ],
  kept: EARLIEST,
};

export const VARIABLE: Table = {
  name: 'variable',
  key: ['scope_key', 'name'],
  columns: [
    ['scope_key', 'bigint'],
    ['name', 'text'],
    ['key', 'bigint'],
    ['tenant_id', 'text'],
    ['process_instance_key', 'bigint'],
    ['value', 'jsonb'],
  ],
};

export const JOB: Table = {
  name: 'job',
  key: ['key'],
  columns: [
    ...IN_PROCESS,
    ['type', 'text'],
    ['state', 'text'],
    ['retries', 'integer'],
    ['error_message', 'text'],
    ['error_code', 'text'],
    ['recurring_time', 'bigint'],
    ['root_key', 'bigint'],
    ['created_at', 'bigint'],
  ],
  kept: { created_at: 'least(t.created_at, excluded.created_at)' },
};

const TASK_ENDS = `'COMPLETED', 'CANCELED'`;

export const USER_TASK: Table = {
  name: 'user_task',
  key: ['key'],
  columns: [
    ...IN_PROCESS,
    ['form_id', 'text'],
    ['form_key', 'bigint'],
    ['external_form_reference', 'text'],
    ['assignee', 'text'],
    ['candidate_groups', 'text[]'],
    ['candidate_users', 'text[]'],
    ['due_date', 'bigint'],
    ['follow_up_date', 'bigint'],
    ['priority', 'integer'],
    ['custom_headers', 'jsonb'],
    ['state', 'text'],
    ['created_at', 'bigint'],
    ['ended_at', 'bigint'],
  ],
  // 8.5 says the key of the form alone.
  computed: { form_id: '(select f.form_id from engine.form f where f.key = r.form_key::bigint)' },
  kept: {
    created_at: 'least(t.created_at, excluded.created_at)',
    state: FINAL(TASK_ENDS, 'state'),
    ended_at: FINAL(TASK_ENDS, 'ended_at'),
  },
};

export const INCIDENT: Table = {
  name: 'incident',
  key: ['key'],
  columns: [
    ...IN_PROCESS,
    ['error_type', 'text'],
    ['error_message', 'text'],
    ['job_key', 'bigint'],
    ['state', 'text'],
    ['created_at', 'bigint'],
    ['resolved_at', 'bigint'],
  ],
  kept: {
    created_at: 'least(t.created_at, excluded.created_at)',
    state: FINAL(`'RESOLVED'`, 'state'),
    resolved_at: FINAL(`'RESOLVED'`, 'resolved_at'),
  },
};
