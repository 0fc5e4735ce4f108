import type { Pool } from 'pg';
import type { JsonValue } from '../../engine.js';
import type { EngineState } from '../../core/state/engine-state.js';
import { readDecisions, readDefinitions, readDeleted, readForms, readRequirements } from './definitions.store.js';

/** What must be complete in memory before the first command: definitions, timers, messages and who waits for them. */
export async function loadState(pool: Pool, state: EngineState): Promise<void> {
  addAll(state.definitions, await readDefinitions(pool));
  addAll(state.requirements, await readRequirements(pool));
  addAll(state.decisions, await readDecisions(pool));
  addAll(state.forms, await readForms(pool));
  for (const { kind, key } of await readDeleted(pool)) state[kind].remove(key);
  await loadTimers(pool, state);
  await loadMessages(pool, state);
  await loadSignals(pool, state);
}

function addAll<T>(versions: { add: (item: T) => void }, items: readonly T[]): void {
  for (const item of items) versions.add(item);
}

type Row<Column extends string> = Record<Column, string>;

async function loadTimers(pool: Pool, state: EngineState): Promise<void> {
  const { rows } = await pool.query<
    Row<
      'key' | 'due_date' | 'element_instance_key' | 'process_instance_key' | 'root_key' | 'process_definition_key'
    > & {
      repetitions: number;
      target: number;
    }
  >(`
    select key, due_date, repetitions, element_instance_key, process_instance_key, root_key, process_definition_key, target
      from engine.timer order by key`);
  for (const row of rows) {
    state.timers.set(Number(row.key), {
      key: Number(row.key),
      dueDate: Number(row.due_date),
      repetitions: row.repetitions,
      elementInstanceKey: Number(row.element_instance_key),
      processInstanceKey: Number(row.process_instance_key),
      rootKey: Number(row.root_key),
      definitionKey: Number(row.process_definition_key),
      target: row.target,
    });
  }
}

async function loadSignals(pool: Pool, state: EngineState): Promise<void> {
  const subscriptions = await pool.query<
    Row<
      | 'key'
      | 'tenant_id'
      | 'signal_name'
      | 'process_definition_key'
      | 'element_instance_key'
      | 'process_instance_key'
      | 'root_key'
    > & { target: number }
  >(`
    select key, tenant_id, signal_name, process_definition_key, target, element_instance_key, process_instance_key, root_key
      from engine.signal_subscription order by key`);
  for (const row of subscriptions.rows) {
    state.signals.subscribe({
      key: Number(row.key),
      tenantId: row.tenant_id,
      signalName: row.signal_name,
      definitionKey: Number(row.process_definition_key),
      target: row.target,
      elementInstanceKey: Number(row.element_instance_key),
      processInstanceKey: Number(row.process_instance_key),
      rootKey: Number(row.root_key),
    });
  }
  const pending = await pool.query<Row<'key' | 'tenant_id' | 'signal_name'> & { variables: Record<string, JsonValue> }>(
    `select key, tenant_id, signal_name, variables from engine.signal order by key`,
  );
  for (const { key, tenant_id: tenantId, signal_name: signalName, variables } of pending.rows) {
    state.signals.pending.set(Number(key), { key: Number(key), tenantId, signalName, variables });
  }
}

async function loadMessages(pool: Pool, state: EngineState): Promise<void> {
  const messages = await pool.query<
    Row<'key' | 'tenant_id' | 'name' | 'correlation_key' | 'message_id' | 'deadline'> & {
      variables: Record<string, JsonValue>;
      correlated: string[];
    }
  >(`
    select key, tenant_id, name, correlation_key, message_id, deadline, variables, correlated from engine.message order by key`);
  for (const row of messages.rows) {
    state.messages.buffer({
      key: Number(row.key),
      tenantId: row.tenant_id,
      name: row.name,
      correlationKey: row.correlation_key,
      messageId: row.message_id,
      deadline: Number(row.deadline),
      variables: row.variables,
      correlated: new Set(row.correlated),
    });
  }
  await loadSubscriptions(pool, state);
}

async function loadSubscriptions(pool: Pool, state: EngineState): Promise<void> {
  const subscriptions = await pool.query<
    Row<
      | 'key'
      | 'tenant_id'
      | 'message_name'
      | 'correlation_key'
      | 'bpmn_process_id'
      | 'element_instance_key'
      | 'process_instance_key'
      | 'root_key'
    >
  >(`
    select key, tenant_id, message_name, correlation_key, bpmn_process_id, element_instance_key, process_instance_key, root_key
      from engine.message_subscription order by key`);
  for (const row of subscriptions.rows) {
    state.messages.subscribe({
      key: Number(row.key),
      tenantId: row.tenant_id,
      messageName: row.message_name,
      correlationKey: row.correlation_key,
      bpmnProcessId: row.bpmn_process_id,
      elementInstanceKey: Number(row.element_instance_key),
      processInstanceKey: Number(row.process_instance_key),
      rootKey: Number(row.root_key),
    });
  }
  const starts = await pool.query<
    Row<'key' | 'tenant_id' | 'message_name' | 'process_definition_key'> & { start_event: number }
  >(
    `select key, tenant_id, message_name, process_definition_key, start_event from engine.start_subscription order by key`,
  );
  for (const row of starts.rows) {
    state.messages.starts.set(Number(row.key), {
      key: Number(row.key),
      tenantId: row.tenant_id,
      messageName: row.message_name,
      definitionKey: Number(row.process_definition_key),
      startEvent: row.start_event,
    });
  }
  const locks = await pool.query<Row<'process_instance_key' | 'tenant_id' | 'bpmn_process_id' | 'correlation_key'>>(
    `select process_instance_key, tenant_id, bpmn_process_id, correlation_key from engine.message_lock`,
  );
  for (const row of locks.rows) {
    state.messages.lock({
      tenantId: row.tenant_id,
      bpmnProcessId: row.bpmn_process_id,
      correlationKey: row.correlation_key,
      processInstanceKey: Number(row.process_instance_key),
    });
  }
}

export interface OpenJob {
  key: number;
  type: string;
  tenantId: string;
  rootKey: number;
  state: string;
  recurringTime: number;
}

/**
 * Every job that is not done, oldest first: after a restart each activatable one is offered again. Those of instances that
 * stayed on a cluster are the cluster's.
 */
export async function readOpenJobs(pool: Pool): Promise<OpenJob[]> {
  const { rows } = await pool.query<Row<'key' | 'type' | 'tenant_id' | 'root_key' | 'state' | 'recurring_time'>>(
    `select key, type, tenant_id, root_key, state, recurring_time from engine.job j
      where not exists (select from engine.zeebe_instance z where z.key = j.process_instance_key) order by key`,
  );
  return rows.map((row) => ({
    key: Number(row.key),
    type: row.type,
    tenantId: row.tenant_id,
    rootKey: Number(row.root_key),
    state: row.state,
    recurringTime: Number(row.recurring_time),
  }));
}
