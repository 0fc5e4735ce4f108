import { isDeepStrictEqual } from 'node:util';
import type { ActivateInstruction, Variables } from '../engine.js';
import type { ExecutableProcess } from '../model/index.js';
import { listenerTaskId } from '../zeebe/deployment/listener-task.js';
import type { Placement } from './plan-move.js';
import type { WaitingElement, WaitingInstance } from './waiting-instance.js';

/** How the instance is made on the other side: first what can be given with its creation, then the rest. */
export interface Beginning {
  /** Those that the creation begins. */
  first: readonly Placement[];
  variables: Variables;
  startInstructions: { elementId: string }[];
  /** Places whose variables would get in the way of others, or of what stands at the root. */
  activateInstructions: ActivateInstruction[];
}

/**
 * A creation takes variables of the root only, so what limits and keys refer to is lifted there until the elements have
 * begun. Two places that know different values under one name cannot both be lifted: the second comes by modification, which
 * has variables of its own for each scope.
 */
export function beginAgain(
  instance: WaitingInstance,
  placements: readonly Placement[],
  splitsListeners: boolean,
): Beginning {
  const { first, rest, lifted } = separated(instance, placements);
  const there = new Set(first.flatMap(({ scopes }) => scopes));
  return {
    first,
    variables: { ...instance.variables, ...lifted },
    startInstructions: first.map(({ at }) => ({ elementId: elementIdOf(at, instance, splitsListeners) })),
    activateInstructions: rest.map(({ at, scopes, own: variables }) => {
      const elementId = elementIdOf(at, instance, splitsListeners);
      const missing = scopes.filter((scope) => !there.has(scope));
      for (const scope of missing) there.add(scope);
      const around = missing.map((scope) => ({ variables: scope.variables, scopeId: scope.element.id }));
      return { elementId, variableInstructions: [...around, { variables, scopeId: elementId }] };
    }),
  };
}

function separated(instance: WaitingInstance, placements: readonly Placement[]) {
  const first: Placement[] = [];
  const rest: Placement[] = [];
  const lifted: Variables = {};
  const sorted = placements.toSorted((a, b) => Object.keys(a.lifted).length - Object.keys(b.lifted).length);
  for (const placement of sorted) {
    const others = first.length === 0 && placements.length === 1 ? {} : { ...instance.variables, ...lifted };
    const isAlone = Object.entries(placement.lifted).every(
      ([name, value]) => !(name in others) || isDeepStrictEqual(others[name], value),
    );
    if (isAlone || (first.length === 0 && placement === sorted.at(-1))) {
      first.push(placement);
      Object.assign(lifted, placement.lifted);
    } else rest.push(placement);
  }
  return { first, rest, lifted };
}

/**
 * The element that is begun: a cluster whose user tasks have no listeners has service tasks before them instead, and the
 * other way round (zeebe/deployment/adapt-process.ts).
 */
export function elementIdOf(
  { element, isActivated, listenersDone }: WaitingElement,
  { process }: WaitingInstance,
  splitsListeners: boolean,
): string {
  const task = /^(.+)-listener(-\d+)?$/.exec(element.id)?.[1] ?? '';
  if (!splitsListeners) return isUserTask(process, task) ? task : element.id;
  if (element.type !== 'USER_TASK' || isActivated) return element.id;
  return `${listenerTaskId(element.id)}${listenersDone === 0 ? '' : `-${listenersDone}`}`;
}

const isUserTask = (process: ExecutableProcess, id: string): boolean =>
  process.elements[process.indexById.get(id) ?? -1]?.type === 'USER_TASK';
