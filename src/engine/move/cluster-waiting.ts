import type { JsonValue, Key, Variables } from '../engine.js';
import type { ExecutableElement, ExecutableProcess } from '../model/index.js';
import type { ElementRow, InstanceRows, JobRow } from './instance-rows.store.js';
import { timersOf } from './timers-of.js';
import { nameOf, type PendingTimer, type WaitingElement, type WaitingInstance } from './waiting-instance.js';

/**
 * How an instance of a cluster waits, from what its records have left in the read models. A cluster tells neither which
 * tokens wait at joins nor which timers are still to come: both follow from what has happened, and where that leaves a doubt
 * the instance stays.
 */
export function clusterWaiting(process: ExecutableProcess, rows: InstanceRows): WaitingInstance {
  const { instance, elements } = rows;
  const elementOf = ({ element_id, element_type }: ElementRow): ExecutableElement | undefined => {
    const found = process.elements[process.indexById.get(element_id) ?? -1];
    return element_type === 'MULTI_INSTANCE_BODY' ? process.elements[found?.loopBody ?? -1] : found;
  };
  const open = elements.filter(({ ended_at, element_type }) => ended_at === null && element_type !== 'PROCESS');
  const known = open.flatMap((row) => {
    const element = elementOf(row);
    return element ? [waitingElement(process, rows, row, element)] : [];
  });
  return {
    key: instance.key,
    tenantId: instance.tenant_id,
    bpmnProcessId: instance.bpmn_process_id,
    process,
    variables: variablesOf(rows, instance.key),
    elements: outermostFirst(known, instance.key),
    obstacles: [
      ...(Number(instance.parent_process_instance_key) > 0 ? ['another process has called it'] : []),
      ...(known.length < open.length ? ['it is at an element that its model does not have'] : []),
      ...halfJoined(process, elements),
      ...undoable(process, elements),
      ...startedByMessage(process, elements),
    ],
    timers: pending(process, process.elements[0], rows, instance.key),
  };
}

function waitingElement(
  process: ExecutableProcess,
  rows: InstanceRows,
  row: ElementRow,
  element: ExecutableElement,
): WaitingElement {
  const isActivated = row.state === 'ACTIVATED';
  const job = rows.jobs.find(({ element_instance_key }) => element_instance_key === row.key);
  const incident = rows.incidents.find(({ element_instance_key }) => element_instance_key === row.key);
  const listeners = element.listeners?.start ?? [];
  const running = isActivated ? -1 : listeners.findIndex(({ type }) => type.text === job?.type);
  return {
    key: row.key,
    scopeKey: row.flow_scope_key,
    element,
    isActivated,
    variables: variablesOf(rows, row.key),
    listenersDone: isActivated ? listeners.length : Math.max(0, running),
    job: job && job.state !== 'ERROR_THROWN' ? jobOf(job, running >= 0) : null,
    incident: incident?.error_type ?? null,
    timers: pending(process, element, rows, row.key),
  };
}

const jobOf = (job: JobRow, isListener: boolean) => ({
  key: job.key,
  isListener,
  retries: job.retries,
  errorMessage: job.error_message,
});

function variablesOf({ variables }: InstanceRows, scopeKey: Key): Variables {
  const own = variables.filter(({ scope_key }) => scope_key === scopeKey);
  return Object.fromEntries(own.map(({ name, value }): [string, JsonValue] => [name, value]));
}

/** A timer whose event has happened since the element began is not to come any more. */
function pending(
  process: ExecutableProcess,
  element: ExecutableElement | undefined,
  { elements, spent }: InstanceRows,
  since: Key,
): PendingTimer[] {
  if (!element) return [];
  const hasFired = (event: ExecutableElement): boolean => {
    const around = process.elements[event.scope];
    const ids = around?.type === 'EVENT_SUB_PROCESS' ? [event.id, around.id] : [event.id];
    return (
      spent.some(([key, id]) => key === since && id === event.id) ||
      elements.some(({ element_id, key }) => ids.includes(element_id) && BigInt(key) > BigInt(since))
    );
  };
  return timersOf(process, element)
    .filter(({ event, firesBeside }) => !firesBeside || !hasFired(event))
    .map(({ event }) => ({ elementId: event.id, dueDate: null }));
}

/**
 * Each way into a join that is over more often than the join has let paths through may have left a token there. Ways out of
 * a gateway or an element that branches need not have been taken; then it is said all the same.
 */
function halfJoined(process: ExecutableProcess, elements: readonly ElementRow[]): string[] {
  const completed = (id: string, scopeKey: Key): number =>
    elements.filter((row) => row.element_id === id && row.flow_scope_key === scopeKey && row.state === 'COMPLETED')
      .length;
  const scopes = [...new Set(elements.filter(({ ended_at }) => ended_at === null).map(({ key }) => key))];
  return process.elements
    .filter(({ type, incoming }) => /^(PARALLEL|INCLUSIVE)_GATEWAY$/.test(type) && incoming.length > 1)
    .filter(({ id, incoming }) =>
      scopes.some((scopeKey) =>
        incoming.some(
          ({ source }) => completed(process.elements[source]?.id ?? '', scopeKey) > completed(id, scopeKey),
        ),
      ),
    )
    .map((join) => `some of its paths may wait at the join ${nameOf(join)} already`);
}

function undoable(process: ExecutableProcess, elements: readonly ElementRow[]): string[] {
  const isDone = ({ id }: ExecutableElement): boolean =>
    elements.some(({ element_id, state }) => element_id === id && state === 'COMPLETED');
  const some = process.elements.some(
    (element) => element.type !== 'BOUNDARY_EVENT' && element.compensationTarget >= 0 && isDone(element),
  );
  return some ? ['something it has done can still be undone, and that would be forgotten'] : [];
}

function startedByMessage(process: ExecutableProcess, elements: readonly ElementRow[]): string[] {
  const starts = process.elements.filter(
    ({ type, scope, eventType }) => type === 'START_EVENT' && scope === 0 && eventType === 'MESSAGE',
  );
  return starts.some(({ id }) => elements.some(({ element_id }) => element_id === id))
    ? ['a message has started it, and while it runs no other one with the same key begins']
    : [];
}

function outermostFirst(elements: readonly WaitingElement[], rootKey: Key): WaitingElement[] {
  const inside = (scopeKey: Key): WaitingElement[] =>
    elements.filter((one) => one.scopeKey === scopeKey).flatMap((one) => [one, ...inside(one.key)]);
  return inside(rootKey);
}
