import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import type { Failure } from './failure.js';
import { closeSubscriptions } from './event-subscriptions.js';
import { completeInner } from './multi-instance.js';
import { childGone, takeFlow, transition } from './transition.js';

/** Pass-through elements do all of their life in one go. */
export function passThrough(run: StepRun, instance: ElementInstance): Failure | null {
  transition(run, instance, 'ELEMENT_ACTIVATED');
  transition(run, instance, 'ELEMENT_COMPLETING');
  return finish(run, instance);
}

/** The last part of completion: closes what waits, writes ELEMENT_COMPLETED, and moves the token on. */
export function finish(run: StepRun, instance: ElementInstance): Failure | null {
  if (instance.timers || instance.messages) closeSubscriptions(run, instance);
  if (instance.element.loopBody >= 0) return completeInner(run, instance);
  transition(run, instance, 'ELEMENT_COMPLETED');
  moveOn(run, instance);
  return null;
}

function moveOn(run: StepRun, instance: ElementInstance): void {
  const { scope, element } = instance;
  if (!scope) return;
  if (element.outgoing.length === 0) childGone(run, scope);
  else for (const flow of element.outgoing) takeFlow(run, scope, flow);
}
