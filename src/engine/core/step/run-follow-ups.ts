import type { ExecutableElement, SequenceFlow } from '../../model/index.js';
import { processorOf } from '../bpmn/processors.js';
import { canJoin } from '../bpmn/gateway/parallel-gateway.processor.js';
import { openScopeSubscriptions } from '../behavior/event-subscriptions.js';
import { isScopeOpen } from '../behavior/event-trigger.js';
import { Failure } from '../behavior/failure.js';
import { raiseIncident } from '../behavior/incident.js';
import { correlateBuffered, startFromBuffer } from '../behavior/message-correlation.js';
import { writeLoopVariables } from '../behavior/multi-instance.js';
import { beginActivation, elementAt, transition } from '../behavior/transition.js';
import type { JsonValue } from '../../engine.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { FollowUp } from './follow-up.js';
import type { StepRun } from './step-run.js';

/** Tokens that one step may move inside one scope; a loop that never waits is stopped by an incident and can be resumed. */
const MOST_MOVES = 50_000;

/** Does all the work that follows, until nothing is left. Late work for elements that are gone is dropped, as Zeebe refuses it. */
export function runFollowUps(run: StepRun): void {
  for (let next = run.nextFollowUp(); next; next = run.nextFollowUp()) runOne(run, next);
}

function runOne(run: StepRun, next: FollowUp): void {
  switch (next.kind) {
    case 'activate':
      return activate(run, next.scope, next.element, next.flow);
    case 'activateInner':
      return activateInner(run, next.body, next.loopCounter, next.items);
    case 'complete':
      return complete(run, next.instance);
    case 'completeIfEmpty':
      if (next.instance.isEmpty()) complete(run, next.instance);
      return;
    case 'retry':
      return retry(run, next.instance);
    case 'correlateBuffered':
      return correlateBuffered(run, next.subscriptionKey);
    case 'startFromBuffer':
      return startFromBuffer(run, next.tenantId, next.bpmnProcessId, next.correlationKey);
  }
}

const isThere = (run: StepRun, instance: ElementInstance): boolean => run.state.elements.get(instance.key) === instance;

const takesNew = (run: StepRun, scope: ElementInstance): boolean =>
  scope.state === 'ACTIVATED' && !scope.interrupted && isThere(run, scope);

function activate(run: StepRun, scope: ElementInstance, element: ExecutableElement, flow: SequenceFlow | null): void {
  if (!takesNew(run, scope)) return;
  if (flow && element.type === 'PARALLEL_GATEWAY' && !canJoin(scope, element)) return;
  const instance = beginActivation(run, scope, element, flow);
  if (run.countMove(scope) > MOST_MOVES) {
    const text = `The process went on for ${MOST_MOVES} steps without waiting`;
    raiseIncident(run, instance, new Failure('UNKNOWN', text));
  } else settle(run, instance, processorOf(element).activate(run, instance));
}

function activateInner(run: StepRun, body: ElementInstance, loopCounter: number, items: readonly JsonValue[]): void {
  const { loop } = body.element;
  if (!loop || !takesNew(run, body)) return;
  const element = elementAt(body.instance.process, loop.inner);
  const instance = beginActivation(run, body, element, null, loopCounter);
  const failure = writeLoopVariables(run, instance, items) ?? processorOf(element).activate(run, instance);
  settle(run, instance, failure);
}

function complete(run: StepRun, instance: ElementInstance): void {
  if (instance.state !== 'ACTIVATED' || !isThere(run, instance) || !isScopeOpen(instance)) return;
  transition(run, instance, 'ELEMENT_COMPLETING');
  settle(run, instance, processorOf(instance.element).complete(run, instance));
}

/** Goes on where an incident (or the making of an event sub-process) has left an element. */
function retry(run: StepRun, instance: ElementInstance): void {
  if (!isThere(run, instance) || !isScopeOpen(instance)) return;
  const processor = processorOf(instance.element);
  if (instance.state === 'COMPLETING') settle(run, instance, processor.complete(run, instance));
  // Only a scope that was made without its start event can be active and still have to open what waits at it.
  if (instance.state === 'ACTIVATED') settle(run, instance, openScopeSubscriptions(run, instance));
  if (instance.state !== 'ACTIVATING') return;
  const failure = instance.element.loopBody >= 0 ? writeLoopVariables(run, instance, null) : null;
  settle(run, instance, failure ?? processor.activate(run, instance));
}

function settle(run: StepRun, instance: ElementInstance, failure: Failure | null): void {
  if (failure) raiseIncident(run, instance, failure);
}
