import type { ElementInstance } from '../state/element-instance.js';
import type { EngineState } from '../state/engine-state.js';

/** What must hold whenever a step is over; one line for each fault. */
export function findLostTokens(state: EngineState): string[] {
  const inside = new Map<number, number>();
  for (const { scope } of state.elements.values()) if (scope) inside.set(scope.key, (inside.get(scope.key) ?? 0) + 1);
  return [
    ...[...state.elements.values()].flatMap((element) => faultsOf(state, element, inside.get(element.key) ?? 0)),
    ...dangling(state),
  ];
}

function faultsOf(state: EngineState, element: ElementInstance, children: number): string[] {
  const faults: string[] = [];
  const say = (text: string): number => faults.push(`${element.element.id} (${element.state}): ${text}`);
  if (element.scope && state.elements.get(element.scope.key) !== element.scope) say('its scope is gone');
  if (element.children !== children) say(`counts ${element.children} inside, but ${children} are`);
  const waitingAtJoins = [...(element.joins?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  if (element.activeFlows !== waitingAtJoins) say(`${element.activeFlows} tokens on flows, ${waitingAtJoins} at joins`);
  if (element.trigger && element.incidentKey === 0) say('an event was not dealt with');
  if (!waits(state, element, children)) say('nothing will ever move it');
  return faults;
}

/** A job, a task, an incident, an event, something inside or called: one of them moves every element on. */
function waits(state: EngineState, element: ElementInstance, children: number): boolean {
  if (state.jobs.has(element.jobKey) || state.userTasks.has(element.userTaskKey)) return true;
  if (state.incidents.has(element.incidentKey) || state.instances.has(element.calledInstanceKey)) return true;
  if (element.state !== 'ACTIVATED') return false;
  if (element.instance.compensations?.some(({ throwEventInstanceKey: key }) => key === element.key)) return true;
  const isScope = element.element.startEvent >= 0 || element.element.loop !== null || element.element.adHoc !== null;
  // A token that waits at a join for others is moved by hand at most: by a modification.
  return isScope
    ? children > 0 || element.activeFlows > 0
    : element.timers !== null || element.messages !== null || element.signals !== null;
}

/** Entries of the indexes whose element is gone. */
function dangling(state: EngineState): string[] {
  const faults: string[] = [];
  const check = (what: string, key: number, owner: number): void => {
    if (owner > 0 && !state.elements.has(owner)) faults.push(`${what} ${key} belongs to nobody`);
  };
  for (const { key, owner } of state.jobs.values()) check('job', key, owner.key);
  for (const { key, owner } of state.userTasks.values()) check('user task', key, owner.key);
  for (const { key, owner } of state.incidents.values()) check('incident', key, owner.key);
  for (const { key, elementInstanceKey } of state.timers.values()) check('timer', key, elementInstanceKey);
  for (const { key, elementInstanceKey } of state.messages.subscriptions.values())
    check('subscription', key, elementInstanceKey);
  for (const { key, elementInstanceKey } of state.signals.subscriptions.values())
    check('signal subscription', key, elementInstanceKey);
  return faults;
}
