import { encodeInstance } from '../../state/instance-codec.js';
import type { Memory } from '../../state/memory.js';
import type { VariableRecord } from '../../../core/records.js';
import type { Changes, ElementChange } from '../changes.js';
import { numbers, texts } from '../columns.js';
import type { Statement } from '../statement.js';

// Upserts instead of updates that join, deletes by `any(array)`: plans that cannot flip when statistics are off.

/** Stored state of the instances that the batch changed and that still run. */
export function upsertInstanceStates(changes: Changes, memory: Memory): Statement | undefined {
  const roots: number[] = [];
  const keys: number[] = [];
  const states: string[] = [];
  for (const key of changes.instances) {
    const instance = memory.state.instances.get(key);
    if (!instance) continue;
    roots.push(instance.rootKey);
    keys.push(key);
    states.push(encodeInstance(memory.state, instance));
  }
  if (keys.length === 0) return undefined;
  return {
    name: 'instance_state',
    text: `
      insert into engine.instance_state (root_key, key, state)
      select * from unnest($1::bigint[], $2::bigint[], $3::text[])
      on conflict (root_key, key) do update set state = excluded.state`,
    values: [numbers(roots), numbers(keys), texts(states)],
  };
}

/** Most instances end with their whole tree; only called ones end before their root. */
export function deleteInstanceStates({ ended }: Changes): Statement[] {
  const roots: number[] = [];
  const called: [root: number, key: number][] = [];
  for (const [key, root] of ended) {
    if (key === root) roots.push(root);
    else if (!ended.has(root)) called.push([root, key]);
  }
  const statements: Statement[] = [];
  if (roots.length > 0) {
    statements.push({
      name: 'instance_state_ended',
      text: `delete from engine.instance_state where root_key = any($1::bigint[])`,
      values: [numbers(roots)],
    });
  }
  if (called.length > 0) {
    statements.push({
      name: 'instance_state_called_ended',
      text: `
        delete from engine.instance_state s using unnest($1::bigint[], $2::bigint[]) as e (root_key, key)
         where s.root_key = e.root_key and s.key = e.key`,
      values: [numbers(called.map(([root]) => root)), numbers(called.map(([, key]) => key))],
    });
  }
  return statements;
}

const PROCESS_STATES: Record<string, string> = { ELEMENT_COMPLETED: 'COMPLETED', ELEMENT_TERMINATED: 'TERMINATED' };

export function upsertProcessInstances(changes: Changes): Statement | undefined {
  const rows = [...changes.processes.values()];
  if (rows.length === 0) return undefined;
  const records = rows.map(({ record }) => record);
  return {
    name: 'process_instance',
    text: `
      insert into engine.process_instance (key, tenant_id, process_definition_key, bpmn_process_id, version,
        parent_process_instance_key, parent_element_instance_key, root_process_instance_key, state, started_at, ended_at)
      select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::int[], $6::bigint[], $7::bigint[],
        $8::bigint[], $9::text[], $10::bigint[], $11::bigint[])
      on conflict (key) do update set state = excluded.state, ended_at = excluded.ended_at,
        process_definition_key = excluded.process_definition_key, bpmn_process_id = excluded.bpmn_process_id,
        version = excluded.version`,
    values: [
      numbers(records.map(({ key }) => key)),
      texts(records.map(({ definition }) => definition.tenantId)),
      numbers(records.map(({ definition }) => definition.key)),
      texts(records.map(({ definition }) => definition.bpmnProcessId)),
      numbers(records.map(({ definition }) => definition.version)),
      numbers(records.map(({ parentProcessInstanceKey }) => Math.max(parentProcessInstanceKey, -1))),
      numbers(records.map(({ parentElementInstanceKey }) => Math.max(parentElementInstanceKey, -1))),
      numbers(rows.map(({ rootKey }) => rootKey)),
      texts(records.map(({ intent }) => PROCESS_STATES[intent] ?? 'ACTIVE')),
      numbers(rows.map(({ startedAt }) => startedAt)),
      numbers(rows.map(({ endedAt }) => endedAt)),
    ],
  };
}

/** Few instances have any. */
export const insertTags = ({ tags }: Changes): Statement | undefined =>
  tags.length === 0
    ? undefined
    : {
        name: 'process_instance_tag',
        text: `
          insert into engine.process_instance_tag (process_instance_key, tag, tenant_id)
          select * from unnest($1::bigint[], $2::text[], $3::text[])`,
        values: [
          numbers(tags.map(({ processInstanceKey }) => processInstanceKey)),
          texts(tags.map(({ tag }) => tag)),
          texts(tags.map(({ tenantId }) => tenantId)),
        ],
      };

export function writeElementInstances(changes: Changes): Statement[] {
  const rows = [...changes.elements.values()];
  const created = rows.filter(({ isNew }) => isNew);
  const updated = rows.filter(({ isNew }) => !isNew);
  return [
    ...(created.length > 0 ? [elementInstances('element_instance_new', created, '')] : []),
    ...(updated.length > 0
      ? [
          elementInstances(
            'element_instance',
            updated,
            `on conflict (key) do update set state = excluded.state, ended_at = excluded.ended_at,
        element_id = excluded.element_id, process_definition_key = excluded.process_definition_key`,
          ),
        ]
      : []),
  ];
}

function elementInstances(name: string, rows: readonly ElementChange[], onConflict: string): Statement {
  const records = rows.map(({ record }) => record);
  return {
    name,
    text: `
      insert into engine.element_instance (key, tenant_id, process_instance_key, process_definition_key, flow_scope_key,
        element_id, element_type, state, started_at, ended_at)
      select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[],
        $8::text[], $9::bigint[], $10::bigint[])
      ${onConflict}`,
    values: [
      numbers(records.map(({ key }) => key)),
      texts(records.map(({ definition }) => definition.tenantId)),
      numbers(records.map(({ processInstanceKey }) => processInstanceKey)),
      numbers(records.map(({ definition }) => definition.key)),
      numbers(records.map(({ flowScopeKey }) => flowScopeKey)),
      texts(records.map(({ element }) => element.id)),
      texts(records.map(({ element }) => element.type)),
      texts(records.map(({ intent }) => intent.slice('ELEMENT_'.length))),
      numbers(rows.map(({ startedAt }) => startedAt)),
      numbers(rows.map(({ endedAt }) => endedAt)),
    ],
  };
}

/** What is new is inserted without looking for a row that cannot be there: a third cheaper than the upsert of the others. */
export function writeVariables(changes: Changes, memory: Memory): Statement[] {
  const created: WrittenVariable[] = [];
  const updated: WrittenVariable[] = [];
  for (const record of changes.variables.values()) {
    const json = JSON.stringify(record.value);
    memory.trees.grew(record.processInstanceKey, json.length);
    (changes.createdVariables.has(record.key) ? created : updated).push({ record, json });
  }
  return [
    ...(created.length > 0 ? [variables('variable_new', created, '')] : []),
    ...(updated.length > 0
      ? [variables('variable', updated, 'on conflict (scope_key, name) do update set value = excluded.value')]
      : []),
  ];
}

interface WrittenVariable {
  record: VariableRecord;
  json: string;
}

const variables = (name: string, rows: readonly WrittenVariable[], onConflict: string): Statement => ({
  name,
  text: `
    insert into engine.variable (scope_key, name, key, tenant_id, process_instance_key, value)
    select scope_key, name, key, tenant_id, process_instance_key, value::jsonb
      from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[])
        as v (scope_key, name, key, tenant_id, process_instance_key, value)
    ${onConflict}`,
  values: [
    numbers(rows.map(({ record }) => record.scopeKey)),
    texts(rows.map(({ record }) => record.name)),
    numbers(rows.map(({ record }) => record.key)),
    texts(rows.map(({ record }) => record.definition.tenantId)),
    numbers(rows.map(({ record }) => record.processInstanceKey)),
    texts(rows.map(({ json }) => json)),
  ],
});
