import type { Variables } from '../engine.js';
import type { BpmnElementType, ExecutableElement } from '../model/index.js';
import { beginningVariables, firedBeside } from './spent-timers.js';
import { isExact, timersOf } from './timers-of.js';
import { nameOf, type PendingTimer, type WaitingElement, type WaitingInstance } from './waiting-instance.js';

/** Where one token of an instance begins again. */
export interface Placement {
  at: WaitingElement;
  /** Scopes around it, from the outermost in, without the process. */
  scopes: readonly WaitingElement[];
  /** Variables of its own with which it begins; afterwards they are what they were. */
  own: Variables;
  /** What is not of the root but must be known when the element begins: its limits refer to it. */
  lifted: Variables;
  /** Events beside it that have happened and must not happen again. */
  spent: readonly string[];
}

export type MovePlan =
  | { ok: true; placements: readonly Placement[]; warnings: readonly string[] }
  | { ok: false; obstacles: readonly string[] };

/** Whether an instance can be begun again where it stands, and what is to be known about it before. */
export function planMove(instance: WaitingInstance): MovePlan {
  const scopeKeys = new Set(instance.elements.map(({ scopeKey }) => scopeKey));
  const leaves = instance.elements.filter(({ key }) => !scopeKeys.has(key));
  const obstacles = [
    ...instance.obstacles,
    ...instance.elements.flatMap((one) => obstacleOf(one, scopeKeys.has(one.key)) ?? []),
    ...repeated(instance.elements),
    ...instance.elements.flatMap((one) => firesAgain(instance, one, scopeKeys.has(one.key))),
    ...rootTimers(instance),
    ...(leaves.length === 0 ? ['it waits nowhere'] : []),
  ];
  if (obstacles.length > 0) return { ok: false, obstacles: [...new Set(obstacles)] };
  return { ok: true, placements: leaves.map((leaf) => place(instance, leaf)), warnings: warningsOf(instance, leaves) };
}

/** Names of the places where an instance waits, for people. */
export function placesOf({ elements }: WaitingInstance): string {
  const scopeKeys = new Set(elements.map(({ scopeKey }) => scopeKey));
  const names = elements.filter(({ key }) => !scopeKeys.has(key)).map(({ element }) => nameOf(element));
  return [...new Set(names)].join(', ') || 'nowhere';
}

const IMPOSSIBLE: Partial<Record<BpmnElementType, (name: string) => string>> = {
  MULTI_INSTANCE_BODY: (name) => `${name} is repeated for several items`,
  CALL_ACTIVITY: (name) => `${name} runs a process of its own`,
  EVENT_SUB_PROCESS: (name) => `the event sub-process ${name} is under way`,
  AD_HOC_SUB_PROCESS: (name) => `${name} has chosen its activities while it ran`,
};

/** Jobs without retries are an incident that is made again; whatever else went wrong may have been half done. */
const REPEATABLE_INCIDENTS: ReadonlySet<string> = new Set(['JOB_NO_RETRIES', 'EXECUTION_LISTENER_NO_RETRIES']);

function obstacleOf(one: WaitingElement, isScope: boolean): string | null {
  const { element, incident, job } = one;
  const name = nameOf(element);
  const impossible = IMPOSSIBLE[element.type];
  if (impossible) return impossible(name);
  if (incident !== null && !(REPEATABLE_INCIDENTS.has(incident) && job))
    return `it stands still at ${name} (${incident}); solve that first`;
  const waits = isScope ? one.isActivated : one.isActivated || job?.isListener === true;
  const isPlace = element.type !== 'BOUNDARY_EVENT' && element.type !== 'START_EVENT';
  return waits && isPlace ? null : `it is in the middle of a step at ${name}`;
}

function repeated(elements: readonly WaitingElement[]): string[] {
  const seen = new Set<ExecutableElement>();
  return elements.flatMap(({ element }) => {
    if (seen.has(element)) return [`it is at ${nameOf(element)} more than once`];
    seen.add(element);
    return [];
  });
}

const again = (event: ExecutableElement): string => `the timer ${nameOf(event)} has fired already and would fire again`;

function firesAgain({ process }: WaitingInstance, one: WaitingElement, isScope: boolean): string[] {
  return firedBeside(process, one).flatMap(({ event, spent }) => (spent && !isScope ? [] : [again(event)]));
}

function rootTimers({ process, timers }: WaitingInstance): string[] {
  const [root] = process.elements;
  const fired = root ? timersOf(process, root) : [];
  return fired.flatMap(({ event, firesBeside }) =>
    firesBeside && !timers.some(({ elementId }) => elementId === event.id) ? [again(event)] : [],
  );
}

function place({ elements, process }: WaitingInstance, at: WaitingElement): Placement {
  const scopes: WaitingElement[] = [];
  for (let key = at.scopeKey; ;) {
    const scope = elements.find((one) => one.key === key);
    if (!scope) break;
    scopes.unshift(scope);
    key = scope.scopeKey;
  }
  const spent = firedBeside(process, at).flatMap((fired) => fired.spent ?? []);
  const own = beginningVariables(at, spent);
  const lifted = Object.assign({}, ...scopes.map(({ variables }) => variables), own) as Variables;
  return { at, scopes, own, lifted, spent: spent.map(({ event }) => event.id) };
}

function warningsOf(instance: WaitingInstance, leaves: readonly WaitingElement[]): string[] {
  const [root] = instance.process.elements;
  const scopes = [
    ...(root ? [{ element: root, isActivated: true, timers: instance.timers }] : []),
    ...instance.elements,
  ];
  const timers = scopes.flatMap(({ element, isActivated, timers: pending }) =>
    isActivated ? startingAnew(instance, element, pending) : [],
  );
  const work = leaves.flatMap(({ element, job, incident }) =>
    job && incident === null
      ? [`the work at ${nameOf(element)} is offered again: what a worker did without saying so may be done twice`]
      : [],
  );
  return [...timers, ...work];
}

const startingAnew = ({ process }: WaitingInstance, element: ExecutableElement, pending: readonly PendingTimer[]) =>
  timersOf(process, element).flatMap(({ event, timer }) => {
    const wait = pending.find(({ elementId }) => elementId === event.id);
    if (!wait || isExact(timer)) return [];
    const was = wait.dueDate === null ? '' : ` (it was due ${new Date(wait.dueDate).toISOString().slice(0, 16)}Z)`;
    return [`the timer ${nameOf(event)} begins anew${was}`];
  });
