import type { ExecutableElement } from '../../model/index.js';
import type { VariableDocument } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { closeSubscriptions } from './event-subscriptions.js';
import { consumeTrigger, noteTrigger } from './process-event.js';
import { terminate, terminateChildren } from './termination.js';
import { beginActivation, elementAt, transition } from './transition.js';
import { mergeLocal } from './variables.js';

/** Whether an event can still reach the element that waits for it. */
export function canTrigger(owner: ElementInstance, target: ExecutableElement): boolean {
  if (owner.state !== 'ACTIVATED' || !owner.accepting) return false;
  // Its own event has happened and it is about to complete: what comes second comes too late.
  if (owner.trigger !== null) return false;
  if (owner.interrupted && target.type !== 'BOUNDARY_EVENT') return false;
  return isScopeOpen(owner);
}

/** The enclosing scope still takes part: it is active and nobody but this element has interrupted it. */
export function isScopeOpen({ scope, element }: ElementInstance): boolean {
  if (!scope) return true;
  if (scope.state !== 'ACTIVATED') return false;
  return !scope.interrupted || element.type === 'EVENT_SUB_PROCESS' || element.eventType === 'TERMINATE';
}

/** The event happens: the waiting element goes on, ends for a boundary event, or an event sub-process starts. */
export function triggerEvent(
  run: StepRun,
  owner: ElementInstance,
  target: ExecutableElement,
  variables: VariableDocument,
): void {
  noteTrigger(run, owner, target, variables);
  if (target.type === 'BOUNDARY_EVENT') triggerBoundary(run, owner, target);
  else if (target.type === 'START_EVENT') triggerEventSubProcess(run, owner, target);
  else run.follow({ kind: 'complete', instance: owner });
}

/** A catch event that has already happened: it is active with the event's variables local to it, and completes. */
export function activateTriggered(
  run: StepRun,
  scope: ElementInstance,
  target: ExecutableElement,
  variables: VariableDocument,
): void {
  const instance = beginActivation(run, scope, target);
  transition(run, instance, 'ELEMENT_ACTIVATED');
  mergeLocal(run, instance, variables);
  run.follow({ kind: 'complete', instance });
}

function triggerBoundary(run: StepRun, host: ElementInstance, target: ExecutableElement): void {
  const { scope } = host;
  if (!scope) throw new Error(`element instance ${host.key} cannot have boundary events`);
  if (target.interrupting) terminate(run, host);
  activateTriggered(run, scope, target, consumeTrigger(run, host));
}

function triggerEventSubProcess(run: StepRun, scope: ElementInstance, target: ExecutableElement): void {
  if (target.interrupting) {
    closeSubscriptions(run, scope, ({ type }) => type === 'START_EVENT');
    terminateChildren(run, scope);
  }
  const started = beginActivation(run, scope, elementAt(scope.instance.process, target.scope));
  noteTrigger(run, started, target, consumeTrigger(run, scope));
  run.follow({ kind: 'retry', instance: started });
}
