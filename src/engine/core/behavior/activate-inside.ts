import type { ExecutableElement, ExecutableProcess } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { openScopeSubscriptions } from './event-subscriptions.js';
import { raiseIncident } from './incident.js';
import { beginActivation, elementAt, transition } from './transition.js';

/** The element that is begun under an id: of a repeated activity its multi-instance body. */
export function elementById(process: ExecutableProcess, id: string): ExecutableElement | null {
  const element = process.elements[process.indexById.get(id) ?? -1];
  if (!element) return null;
  return element.loopBody >= 0 ? elementAt(process, element.loopBody) : element;
}

/** From the outermost scope inwards, without the process and without the element itself. */
export function scopesOf(process: ExecutableProcess, element: ExecutableElement): ExecutableElement[] {
  const scopes: ExecutableElement[] = [];
  for (let at = element.scope; at > 0; at = elementAt(process, at).scope) scopes.unshift(elementAt(process, at));
  return scopes;
}

const UNSUPPORTED: ReadonlySet<string> = new Set(['START_EVENT', 'BOUNDARY_EVENT', 'PROCESS']);

/** Why nothing can begin at this element by instruction; null when it can. */
export function unfitFor(process: ExecutableProcess, element: ExecutableElement): string | null {
  if (scopesOf(process, element).some(({ type }) => type === 'MULTI_INSTANCE_BODY')) {
    return `the element with id '${element.id}' is inside a multi-instance subprocess. The creation of elements inside a multi-instance subprocess is not supported.`;
  }
  if (element.behindEventBasedGateway) {
    return `the element with id '${element.id}' belongs to an event-based gateway. The creation of elements belonging to an event-based gateway is not supported.`;
  }
  return UNSUPPORTED.has(element.type)
    ? `the element with id '${element.id}' targets unsupported element type '${element.type}'. Supported element types are all others.`
    : null;
}

/** Active instances of a scope inside another one. */
export const instancesIn = (outer: ElementInstance, element: ExecutableElement): ElementInstance[] =>
  [...outer.instance.elements.values()].filter(
    (one) => one.scope === outer && one.element === element && one.isActive(),
  );

/** What an instruction has touched: the scopes around the new element from the outermost in, and the element itself. */
export interface Activated {
  scopes: ElementInstance[];
  instance: ElementInstance;
}

/**
 * Begins at an element: in the only instance of each scope around it, or in the one that `ancestor` names or lies in.
 * Missing scopes are made without their start events and without their input mappings (zeebe-semantics 10, 15). The
 * element's own work is left to the queue, so that its variables can be set before.
 */
export function activateInside(
  run: StepRun,
  root: ElementInstance,
  element: ExecutableElement,
  ancestor: ElementInstance | null,
): Activated {
  const scopes = scopesThere(root, element, ancestor);
  let scope = scopes.at(-1) ?? root;
  for (const missing of scopesOf(root.instance.process, element).slice(scopes.length - 1)) {
    scope = beginActivation(run, scope, missing);
    openScope(run, scope);
    scopes.push(scope);
  }
  const instance = beginActivation(run, scope, element);
  run.follow({ kind: 'retry', instance });
  return { scopes, instance };
}

/** The instances around an element that are there already, from the outermost in; below the chosen ancestor all is new. */
export function scopesThere(
  root: ElementInstance,
  element: ExecutableElement,
  ancestor: ElementInstance | null,
): ElementInstance[] {
  const chosen = new Set<ElementInstance>();
  for (let at = ancestor; at; at = at.scope) chosen.add(at);
  const there = [root];
  let scope = root;
  for (const outer of scopesOf(root.instance.process, element)) {
    const known = instancesIn(scope, outer);
    const inner = ancestor ? known.find((one) => chosen.has(one)) : known[0];
    if (!inner) break;
    there.push(inner);
    scope = inner;
  }
  return there;
}

/** Activates a scope whose start event is passed over, and opens what waits at it. */
export function openScope(run: StepRun, scope: ElementInstance): void {
  transition(run, scope, 'ELEMENT_ACTIVATED');
  const failure = openScopeSubscriptions(run, scope);
  if (failure) raiseIncident(run, scope, failure);
}
