import type { Job } from '../../../core/state/work-items.js';
import type { Memory } from '../../state/memory.js';
import type { Changes } from '../changes.js';
import { numbers, textArray, texts } from '../columns.js';
import type { Statement } from '../statement.js';

/** Splits keys by whether the thing is still there at the end of the batch. */
export function present<T>(keys: Iterable<number>, things: ReadonlyMap<number, T>): { left: T[]; gone: number[] } {
  const left: T[] = [];
  const gone: number[] = [];
  for (const key of keys) {
    const thing = things.get(key);
    if (thing === undefined) gone.push(key);
    else left.push(thing);
  }
  return { left, gone };
}

export function writeJobs(changes: Changes, memory: Memory): Statement[] {
  const { left, gone } = present(changes.jobs, memory.state.jobs);
  const statements: Statement[] = [];
  if (left.length > 0) statements.push(upsertJobs(left, changes.at));
  if (gone.length > 0) {
    statements.push({
      name: 'job_gone',
      text: `delete from engine.job where key = any($1::bigint[])`,
      values: [numbers(gone)],
    });
  }
  return statements;
}

function upsertJobs(jobs: readonly Job[], at: number): Statement {
  const definitions = jobs.map(({ owner }) => owner.instance.definition);
  return {
    name: 'job',
    text: `
      insert into engine.job (key, tenant_id, type, state, retries, error_message, error_code, recurring_time, element_id,
        element_instance_key, process_instance_key, root_key, process_definition_key, bpmn_process_id, created_at)
      select *, $15::bigint from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[],
        $8::bigint[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[])
      on conflict (key) do update set state = excluded.state, retries = excluded.retries,
        error_message = excluded.error_message, error_code = excluded.error_code, recurring_time = excluded.recurring_time,
        element_id = excluded.element_id, process_definition_key = excluded.process_definition_key,
        bpmn_process_id = excluded.bpmn_process_id`,
    values: [
      numbers(jobs.map(({ key }) => key)),
      texts(definitions.map(({ tenantId }) => tenantId)),
      texts(jobs.map(({ type }) => type)),
      texts(jobs.map(({ state }) => state)),
      numbers(jobs.map(({ retries }) => retries)),
      texts(jobs.map(({ errorMessage }) => errorMessage)),
      texts(jobs.map(({ errorCode }) => errorCode)),
      numbers(jobs.map(({ recurringTime }) => recurringTime)),
      texts(jobs.map(({ owner }) => owner.element.id)),
      numbers(jobs.map(({ owner }) => owner.key)),
      numbers(jobs.map(({ owner }) => owner.instance.key)),
      numbers(jobs.map(({ owner }) => owner.instance.rootKey)),
      numbers(definitions.map(({ key }) => key)),
      texts(definitions.map(({ bpmnProcessId }) => bpmnProcessId)),
      at,
    ],
  };
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Epoch milliseconds of an ISO date-time, also with a zone in brackets behind its offset. */
export function millisecondsOf(date: string): number | null {
  const time = Date.parse(date.replace(/\[[^\]]*\]$/, ''));
  return Number.isNaN(time) ? null : time;
}

const TASK_STATES: Record<string, string> = { COMPLETED: 'COMPLETED', CANCELED: 'CANCELED' };

export function upsertUserTasks(changes: Changes): Statement | undefined {
  const rows = [...changes.tasks.values()];
  if (rows.length === 0) return undefined;
  const records = rows.map(({ record }) => record);
  return {
    name: 'user_task',
    text: `
      insert into engine.user_task (key, tenant_id, element_id, element_instance_key, process_instance_key,
        process_definition_key, bpmn_process_id, form_id, form_key, external_form_reference, assignee, candidate_groups,
        candidate_users, due_date, follow_up_date, priority, custom_headers, state, created_at, ended_at)
      select key, tenant_id, element_id, element_instance_key, process_instance_key, process_definition_key, bpmn_process_id,
             form_id, form_key, external_form_reference, assignee, candidate_groups::text[], candidate_users::text[],
             due_date, follow_up_date, priority, custom_headers::jsonb, state, created_at, ended_at
        from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
          $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::bigint[], $16::int[],
          $17::text[], $18::text[], $19::bigint[], $20::bigint[])
          as t (key, tenant_id, element_id, element_instance_key, process_instance_key, process_definition_key,
                bpmn_process_id, form_id, form_key, external_form_reference, assignee, candidate_groups, candidate_users,
                due_date, follow_up_date, priority, custom_headers, state, created_at, ended_at)
      on conflict (key) do update set assignee = excluded.assignee, candidate_groups = excluded.candidate_groups,
        candidate_users = excluded.candidate_users, due_date = excluded.due_date, follow_up_date = excluded.follow_up_date,
        priority = excluded.priority, state = excluded.state, ended_at = excluded.ended_at,
        element_id = excluded.element_id, process_definition_key = excluded.process_definition_key,
        bpmn_process_id = excluded.bpmn_process_id`,
    values: [
      numbers(records.map(({ key }) => key)),
      texts(records.map(({ definition }) => definition.tenantId)),
      texts(records.map(({ element }) => element.id)),
      numbers(records.map(({ elementInstanceKey }) => elementInstanceKey)),
      numbers(records.map(({ processInstanceKey }) => processInstanceKey)),
      numbers(records.map(({ definition }) => definition.key)),
      texts(records.map(({ definition }) => definition.bpmnProcessId)),
      texts(records.map(({ formId }) => orNull(formId))),
      numbers(records.map(({ formKey }) => (formKey > 0 ? formKey : null))),
      texts(records.map(({ externalFormReference }) => orNull(externalFormReference))),
      texts(records.map(({ assignee }) => orNull(assignee))),
      texts(records.map(({ candidateGroups }) => textArray(candidateGroups))),
      texts(records.map(({ candidateUsers }) => textArray(candidateUsers))),
      numbers(records.map(({ dueDate }) => millisecondsOf(dueDate))),
      numbers(records.map(({ followUpDate }) => millisecondsOf(followUpDate))),
      numbers(records.map(({ priority }) => priority)),
      texts(records.map(({ customHeaders }) => JSON.stringify(customHeaders))),
      texts(records.map(({ intent }) => TASK_STATES[intent] ?? 'CREATED')),
      numbers(records.map(({ createdAt }) => createdAt)),
      numbers(rows.map(({ endedAt }) => endedAt)),
    ],
  };
}

export function upsertIncidents(changes: Changes): Statement | undefined {
  const rows = [...changes.incidents.values()];
  if (rows.length === 0) return undefined;
  const records = rows.map(({ record }) => record);
  return {
    name: 'incident',
    text: `
      insert into engine.incident (key, tenant_id, error_type, error_message, element_id, element_instance_key,
        process_instance_key, process_definition_key, bpmn_process_id, job_key, state, created_at, resolved_at)
      select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
        $8::bigint[], $9::text[], $10::bigint[], $11::text[], $12::bigint[], $13::bigint[])
      on conflict (key) do update set state = excluded.state, resolved_at = excluded.resolved_at,
        element_id = excluded.element_id, process_definition_key = excluded.process_definition_key,
        bpmn_process_id = excluded.bpmn_process_id`,
    values: [
      numbers(records.map(({ key }) => key)),
      texts(records.map(({ definition }) => definition.tenantId)),
      texts(records.map(({ errorType }) => errorType)),
      texts(records.map(({ errorMessage }) => errorMessage)),
      texts(records.map(({ element }) => element.id)),
      numbers(records.map(({ elementInstanceKey }) => elementInstanceKey)),
      numbers(records.map(({ processInstanceKey }) => processInstanceKey)),
      numbers(records.map(({ definition }) => definition.key)),
      texts(records.map(({ definition }) => definition.bpmnProcessId)),
      numbers(records.map(({ jobKey }) => (jobKey > 0 ? jobKey : null))),
      texts(records.map(({ intent }) => (intent === 'RESOLVED' ? 'RESOLVED' : 'CREATED'))),
      numbers(rows.map(({ at }) => at)),
      numbers(rows.map(({ record, at }) => (record.intent === 'RESOLVED' ? at : null))),
    ],
  };
}
