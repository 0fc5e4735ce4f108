import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import type { Failure } from './failure.js';
import { handlerGone, rememberForCompensation } from './compensation.js';
import { closeSubscriptions } from './event-subscriptions.js';
import { completeInner } from './multi-instance.js';
import { childGone, takeFlow, transition } from './transition.js';

/** Gateways and end events do all of their life in one go. */
export function passThrough(run: StepRun, instance: ElementInstance): Failure | null {
  transition(run, instance, 'ELEMENT_ACTIVATED');
  return completeAtOnce(run, instance, finish);
}

/** Tasks and events without work of their own are active first and complete when their turn comes, as in Zeebe. */
export function activateAndComplete(run: StepRun, instance: ElementInstance): null {
  transition(run, instance, 'ELEMENT_ACTIVATED');
  run.follow({ kind: 'complete', instance });
  return null;
}

/** The second half of a life in one go; listeners at its end make it a step of its own. */
export function completeAtOnce(
  run: StepRun,
  instance: ElementInstance,
  complete: (run: StepRun, instance: ElementInstance) => Failure | null,
): Failure | null {
  const { listeners } = instance.element;
  if (listeners && listeners.end.length > 0) {
    run.follow({ kind: 'complete', instance });
    return null;
  }
  transition(run, instance, 'ELEMENT_COMPLETING');
  return complete(run, instance);
}

/** The last part of completion: closes what waits, writes ELEMENT_COMPLETED, and moves the token on. */
export function finish(run: StepRun, instance: ElementInstance): Failure | null {
  if (instance.timers || instance.messages || instance.signals) closeSubscriptions(run, instance);
  if (instance.element.loopBody >= 0) return completeInner(run, instance);
  if (canBeUndone(instance)) rememberForCompensation(run, instance);
  transition(run, instance, 'ELEMENT_COMPLETED');
  if (instance.instance.compensations) handlerGone(run, instance);
  moveOn(run, instance);
  return null;
}

const canBeUndone = ({ element, instance }: ElementInstance): boolean =>
  element.compensationTarget >= 0 || instance.compensations !== null;

function moveOn(run: StepRun, instance: ElementInstance): void {
  const { scope, element } = instance;
  if (!scope) return;
  if (element.outgoing.length === 0) childGone(run, scope);
  else for (const flow of element.outgoing) takeFlow(run, scope, flow);
  if (scope.element.adHoc) run.follow({ kind: 'checkAdHoc', instance: scope });
}
