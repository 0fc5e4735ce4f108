import type { BufferedMessage, StartSubscription, SubscriptionEntry } from '../../../core/state/message-state.js';
import type { PendingSignal, SignalEntry } from '../../../core/state/signal-state.js';
import type { TimerEntry } from '../../../core/state/engine-state.js';
import type { Memory } from '../../state/memory.js';
import type { Changes } from '../changes.js';
import { numbers, textArray, texts } from '../columns.js';
import type { Statement } from '../statement.js';
import { present } from './work.store.js';

/** Timers, messages and who waits for them: written as they are at the end of the batch. */
export function writeWaiting(changes: Changes, memory: Memory): Statement[] {
  const { state } = memory;
  return [
    ...write('timer', changes.timers, state.timers, (entries) => upsertTimers(entries, memory)),
    ...write('message', changes.messages, state.messages.buffered, upsertMessages),
    ...write('message_subscription', changes.subscriptions, state.messages.subscriptions, insertSubscriptions),
    ...write('start_subscription', changes.starts, state.messages.starts, insertStarts),
    ...write('signal', changes.signals, state.signals.pending, insertSignals),
    ...write(
      'signal_subscription',
      changes.signalSubscriptions,
      state.signals.subscriptions,
      insertSignalSubscriptions,
    ),
    ...writeLocks(changes, memory),
  ];
}

function write<T>(
  table: string,
  keys: ReadonlySet<number>,
  things: ReadonlyMap<number, T>,
  upsert: (left: readonly T[]) => Statement,
): Statement[] {
  if (keys.size === 0) return [];
  const { left, gone } = present(keys, things);
  return [...(left.length > 0 ? [upsert(left)] : []), ...(gone.length > 0 ? [remove(table, 'key', gone)] : [])];
}

const remove = (table: string, column: string, keys: readonly number[]): Statement => ({
  name: `${table}_gone`,
  text: `delete from engine.${table} where ${column} = any($1::bigint[])`,
  values: [numbers(keys)],
});

const upsertTimers = (entries: readonly TimerEntry[], { state }: Memory): Statement => ({
  name: 'timer',
  text: `
    insert into engine.timer (key, due_date, repetitions, element_instance_key, process_instance_key, root_key,
      process_definition_key, target, target_element_id)
    select * from unnest($1::bigint[], $2::bigint[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
      $8::int[], $9::text[])
    on conflict (key) do update set due_date = excluded.due_date, repetitions = excluded.repetitions,
      process_definition_key = excluded.process_definition_key, target = excluded.target,
      target_element_id = excluded.target_element_id`,
  values: [
    numbers(entries.map(({ key }) => key)),
    numbers(entries.map(({ dueDate }) => dueDate)),
    numbers(entries.map(({ repetitions }) => repetitions)),
    numbers(entries.map(({ elementInstanceKey }) => elementInstanceKey)),
    numbers(entries.map(({ processInstanceKey }) => processInstanceKey)),
    numbers(entries.map(({ rootKey }) => rootKey)),
    numbers(entries.map(({ definitionKey }) => definitionKey)),
    numbers(entries.map(({ target }) => target)),
    texts(
      entries.map(
        ({ definitionKey, target }) => state.definitions.get(definitionKey)?.process?.elements[target]?.id ?? '',
      ),
    ),
  ],
});

const upsertMessages = (messages: readonly BufferedMessage[]): Statement => ({
  name: 'message',
  text: `
    insert into engine.message (key, tenant_id, name, correlation_key, message_id, deadline, variables, correlated)
    select key, tenant_id, name, correlation_key, message_id, deadline, variables::jsonb, correlated::text[]
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[])
        as m (key, tenant_id, name, correlation_key, message_id, deadline, variables, correlated)
    on conflict (key) do update set correlated = excluded.correlated`,
  values: [
    numbers(messages.map(({ key }) => key)),
    texts(messages.map(({ tenantId }) => tenantId)),
    texts(messages.map(({ name }) => name)),
    texts(messages.map(({ correlationKey }) => correlationKey)),
    texts(messages.map(({ messageId }) => messageId)),
    numbers(messages.map(({ deadline }) => deadline)),
    texts(messages.map(({ variables }) => JSON.stringify(variables))),
    texts(messages.map(({ correlated }) => textArray([...correlated]))),
  ],
});

const insertSubscriptions = (entries: readonly SubscriptionEntry[]): Statement => ({
  name: 'message_subscription',
  text: `
    insert into engine.message_subscription (key, tenant_id, message_name, correlation_key, bpmn_process_id,
      element_instance_key, process_instance_key, root_key)
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
      $8::bigint[])
    on conflict (key) do update set bpmn_process_id = excluded.bpmn_process_id`,
  values: [
    numbers(entries.map(({ key }) => key)),
    texts(entries.map(({ tenantId }) => tenantId)),
    texts(entries.map(({ messageName }) => messageName)),
    texts(entries.map(({ correlationKey }) => correlationKey)),
    texts(entries.map(({ bpmnProcessId }) => bpmnProcessId)),
    numbers(entries.map(({ elementInstanceKey }) => elementInstanceKey)),
    numbers(entries.map(({ processInstanceKey }) => processInstanceKey)),
    numbers(entries.map(({ rootKey }) => rootKey)),
  ],
});

const insertStarts = (starts: readonly StartSubscription[]): Statement => ({
  name: 'start_subscription',
  text: `
    insert into engine.start_subscription (key, tenant_id, message_name, process_definition_key, start_event)
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::int[])
    on conflict (key) do nothing`,
  values: [
    numbers(starts.map(({ key }) => key)),
    texts(starts.map(({ tenantId }) => tenantId)),
    texts(starts.map(({ messageName }) => messageName)),
    numbers(starts.map(({ definitionKey }) => definitionKey)),
    numbers(starts.map(({ startEvent }) => startEvent)),
  ],
});

const insertSignals = (signals: readonly PendingSignal[]): Statement => ({
  name: 'signal',
  text: `
    insert into engine.signal (key, tenant_id, signal_name, variables)
    select key, tenant_id, signal_name, variables::jsonb
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as s (key, tenant_id, signal_name, variables)
    on conflict (key) do nothing`,
  values: [
    numbers(signals.map(({ key }) => key)),
    texts(signals.map(({ tenantId }) => tenantId)),
    texts(signals.map(({ signalName }) => signalName)),
    texts(signals.map(({ variables }) => JSON.stringify(variables))),
  ],
});

const insertSignalSubscriptions = (entries: readonly SignalEntry[]): Statement => ({
  name: 'signal_subscription',
  text: `
    insert into engine.signal_subscription (key, tenant_id, signal_name, process_definition_key, target,
      element_instance_key, process_instance_key, root_key)
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::int[], $6::bigint[], $7::bigint[],
      $8::bigint[])
    on conflict (key) do update set process_definition_key = excluded.process_definition_key, target = excluded.target`,
  values: [
    numbers(entries.map(({ key }) => key)),
    texts(entries.map(({ tenantId }) => tenantId)),
    texts(entries.map(({ signalName }) => signalName)),
    numbers(entries.map(({ definitionKey }) => definitionKey)),
    numbers(entries.map(({ target }) => target)),
    numbers(entries.map(({ elementInstanceKey }) => elementInstanceKey)),
    numbers(entries.map(({ processInstanceKey }) => processInstanceKey)),
    numbers(entries.map(({ rootKey }) => rootKey)),
  ],
});

function writeLocks(changes: Changes, { state }: Memory): Statement[] {
  if (changes.locks.size === 0) return [];
  const locks = [...changes.locks].flatMap((key) => state.messages.lockOf(key) ?? []);
  // An instance that ended gives its key back; most never had one, and deleting nothing costs an index look-up.
  const gone = [...changes.locks].filter((key) => !state.messages.lockOf(key));
  const statements = gone.length > 0 ? [remove('message_lock', 'process_instance_key', gone)] : [];
  if (locks.length === 0) return statements;
  const insert: Statement = {
    name: 'message_lock',
    text: `
      insert into engine.message_lock (process_instance_key, tenant_id, bpmn_process_id, correlation_key)
      select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
      on conflict (process_instance_key) do nothing`,
    values: [
      numbers(locks.map(({ processInstanceKey }) => processInstanceKey)),
      texts(locks.map(({ tenantId }) => tenantId)),
      texts(locks.map(({ bpmnProcessId }) => bpmnProcessId)),
      texts(locks.map(({ correlationKey }) => correlationKey)),
    ],
  };
  return [...statements, insert];
}
