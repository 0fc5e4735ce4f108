import type { ExecutableElement } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { isScopeOpen } from './event-trigger.js';
import { Failure } from './failure.js';
import { elementAt } from './transition.js';

export interface ErrorCatch {
  owner: ElementInstance;
  target: ExecutableElement;
}

/**
 * Looks for who catches an error, from `start` upwards through calling processes. The nearest level with a match wins;
 * on one level the exact code comes before an event that catches everything.
 */
export function findErrorCatch(
  run: StepRun,
  start: ElementInstance | null,
  code: string,
  message: string | null,
): ErrorCatch | Failure {
  const known: string[] = [];
  for (let owner = start; owner; owner = outside(run, owner)) {
    const target = catchAt(owner, code, known);
    if (target) return { owner, target };
  }
  const available =
    known.length === 0
      ? 'No error events are available in the scope.'
      : `Available error events are [${known.join(', ')}]`;
  const withMessage = message === null ? '' : ` with message '${message}'`;
  return new Failure(
    'UNHANDLED_ERROR_EVENT',
    `Expected to throw an error event with the code '${code}'${withMessage}, but it was not caught. ${available}`,
  );
}

const outside = (run: StepRun, { scope, instance }: ElementInstance): ElementInstance | null =>
  scope ?? run.state.elements.get(instance.parentElementInstanceKey) ?? null;

/** Boundary events still catch what an interrupting event sub-process inside throws; event sub-processes do not. */
function catchAt(owner: ElementInstance, code: string, known: string[]): ExecutableElement | null {
  if (!owner.isActive() || !owner.accepting || !isScopeOpen(owner)) return null;
  const { element, instance } = owner;
  let catchAll: ExecutableElement | null = null;
  for (const target of catchersOf(owner)) {
    const { error } = target;
    if (!error) continue;
    if (error.code?.text === code) return target;
    if (error.code) known.push(error.code.text);
    else catchAll ??= target;
  }
  return catchAll;

  function* catchersOf(scope: ElementInstance): Iterable<ExecutableElement> {
    for (const index of element.catchEvents) yield elementAt(instance.process, index);
    if (scope.interrupted) return;
    for (const index of element.eventSubProcesses) {
      yield elementAt(instance.process, elementAt(instance.process, index).startEvent);
    }
  }
}
