import type { ErrorDefinition, ExecutableElement } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { waitsOf } from './event-subscriptions.js';
import { isScopeOpen } from './event-trigger.js';
import { Failure } from './failure.js';
import { elementAt } from './transition.js';

export interface ErrorCatch {
  owner: ElementInstance;
  target: ExecutableElement;
}

/** What an event catches by code; null when it is no event of the kind asked for. */
type CodeOf = (element: ExecutableElement) => ErrorDefinition | null;

/** Nobody catches it; the codes that somebody on the way would have caught. */
export interface NotCaught {
  known: readonly string[];
}

/** Looks for who catches an error; a Failure when nobody does. */
export function findErrorCatch(
  run: StepRun,
  start: ElementInstance | null,
  code: string,
  message: string | null,
): ErrorCatch | Failure {
  const found = findCatch(run, start, ({ error }) => error, code);
  if (!('known' in found)) return found;
  const available =
    found.known.length === 0
      ? 'No error events are available in the scope.'
      : `Available error events are [${found.known.join(', ')}]`;
  const withMessage = message === null ? '' : ` with message '${message}'`;
  return new Failure(
    'UNHANDLED_ERROR_EVENT',
    `Expected to throw an error event with the code '${code}'${withMessage}, but it was not caught. ${available}`,
  );
}

/**
 * Looks for who catches a code, from `start` upwards through calling processes. The nearest level with a match wins;
 * on one level the exact code comes before an event that catches everything.
 */
export function findCatch(
  run: StepRun,
  start: ElementInstance | null,
  codeOf: CodeOf,
  code: string,
): ErrorCatch | NotCaught {
  const known: string[] = [];
  for (let owner = start; owner; owner = outside(run, owner)) {
    const target = catchAt(owner, codeOf, code, known);
    if (target) return { owner, target };
  }
  return { known };
}

const outside = (run: StepRun, { scope, instance }: ElementInstance): ElementInstance | null =>
  scope ?? run.state.elements.get(instance.parentElementInstanceKey) ?? null;

/**
 * Event sub-processes come before boundary events with the same code. What an interrupting event sub-process inside throws
 * is caught by boundary events only.
 */
function catchAt(owner: ElementInstance, codeOf: CodeOf, code: string, known: string[]): ExecutableElement | null {
  if (!owner.isActive() || !owner.accepting || !isScopeOpen(owner)) return null;
  const { element, instance } = owner;
  let catchAll: ExecutableElement | null = null;
  for (const index of waitsOf(instance.process, element)) {
    const target = elementAt(instance.process, index);
    if (owner.interrupted && target.type === 'START_EVENT') continue;
    const caught = codeOf(target);
    if (!caught) continue;
    if (caught.code?.text === code) return target;
    if (caught.code) known.push(caught.code.text);
    else catchAll ??= target;
  }
  return catchAll;
}
