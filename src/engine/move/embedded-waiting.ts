import type { Variables } from '../engine.js';
import type { ElementInstance } from '../core/state/element-instance.js';
import type { EngineState } from '../core/state/engine-state.js';
import type { ProcessInstance } from '../core/state/process-instance.js';
import { NEVER } from './spent-timers.js';
import {
  nameOf,
  type PendingTimer,
  type WaitingElement,
  type WaitingInstance,
  type WaitingJob,
} from './waiting-instance.js';

/** How an instance of the embedded engine waits, from the engine's own state: nothing has to be guessed. */
export function embeddedWaiting(state: EngineState, instance: ProcessInstance): WaitingInstance {
  const elements = [...instance.elements.values()];
  return {
    key: String(instance.key),
    tenantId: instance.tenantId,
    bpmnProcessId: instance.definition.bpmnProcessId,
    process: instance.process,
    variables: variablesOf(instance.root),
    elements: elements.filter(({ scope }) => scope).map((one) => waitingElement(state, one)),
    obstacles: obstaclesOf(state, instance, elements),
    timers: timersOf(instance.root),
  };
}

function waitingElement(state: EngineState, one: ElementInstance): WaitingElement {
  const incident = state.incidents.get(one.incidentKey);
  return {
    key: String(one.key),
    scopeKey: String(one.flowScopeKey),
    element: one.element,
    isActivated: one.state === 'ACTIVATED',
    variables: variablesOf(one),
    listenersDone: one.state === 'ACTIVATED' ? (one.element.listeners?.start.length ?? 0) : one.listenersDone,
    job: jobOf(state, one),
    incident: incident?.errorType ?? null,
    timers: timersOf(one),
  };
}

function jobOf(state: EngineState, one: ElementInstance): WaitingJob | null {
  const job = state.jobs.get(one.jobKey);
  if (!job || job.state === 'ERROR_THROWN') return null;
  const { retries, errorMessage, listener } = job;
  return { key: String(one.jobKey), isListener: listener === 'START', retries, errorMessage };
}

function obstaclesOf(state: EngineState, instance: ProcessInstance, elements: readonly ElementInstance[]): string[] {
  const { flows, elements: model } = instance.process;
  const half = elements.flatMap(({ joins }) =>
    [...(joins?.entries() ?? [])].flatMap(([flow, tokens]) => (tokens > 0 ? [flows[flow]?.target ?? 0] : [])),
  );
  return [
    ...(instance.parentProcessInstanceKey > 0 ? ['another process has called it'] : []),
    ...[...new Set(half)].flatMap((index) => {
      const join = model[index];
      return join ? [`some of its paths wait at the join ${nameOf(join)} already`] : [];
    }),
    ...elements
      .filter((one) => isOnTheWay(one))
      .map(({ element }) => `it is in the middle of a step in ${nameOf(element)}`),
    ...elements
      .filter(({ interrupted }) => interrupted)
      .map(({ element }) => `an event sub-process has ended what was under way in ${nameOf(element)}`),
    ...(instance.compensations && instance.compensations.length > 0
      ? ['something it has done can still be undone, and that would be forgotten']
      : []),
    ...(state.messages.lockOf(instance.key)
      ? ['a message has started it, and while it runs no other one with the same key begins']
      : []),
  ];
}

/** Something has happened to it or inside that was not carried out yet. */
const isOnTheWay = ({ trigger, accepting, activeFlows, joins }: ElementInstance): boolean =>
  trigger !== null || !accepting || activeFlows > [...(joins?.values() ?? [])].reduce((sum, tokens) => sum + tokens, 0);

const variablesOf = ({ variables }: ElementInstance): Variables =>
  Object.fromEntries([...(variables ?? [])].map(([name, { value }]) => [name, value]));

/** A timer that never comes has fired before the instance came here. */
const timersOf = ({ timers, instance }: ElementInstance): PendingTimer[] =>
  (timers ?? [])
    .filter(({ dueDate }) => dueDate < Date.parse(NEVER))
    .map(({ target, dueDate }) => ({ elementId: instance.process.elements[target]?.id ?? '', dueDate }));
