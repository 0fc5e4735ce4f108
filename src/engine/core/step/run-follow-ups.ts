import type { ExecutableElement, SequenceFlow } from '../../model/index.js';
import { processorOf } from '../bpmn/processors.js';
import { checkAdHoc } from '../bpmn/container/ad-hoc-sub-process.processor.js';
import { hasAllTokens, joinThatIsDue } from '../bpmn/gateway/inclusive-join.js';
import { canJoin } from '../bpmn/gateway/parallel-gateway.processor.js';
import { openScopeSubscriptions } from '../behavior/event-subscriptions.js';
import { isScopeOpen } from '../behavior/event-trigger.js';
import { Failure } from '../behavior/failure.js';
import { raiseIncident } from '../behavior/incident.js';
import { awaitListener } from '../behavior/listeners.js';
import { correlateBuffered, startFromBuffer } from '../behavior/message-correlation.js';
import { endRounds, writeLoopVariables } from '../behavior/multi-instance.js';
import { beginActivation, elementAt, transition } from '../behavior/transition.js';
import type { JsonValue } from '../../engine.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { FollowUp } from './follow-up.js';
import type { StepRun } from './step-run.js';

/** Tokens that one step may move inside one scope; a loop that never waits is stopped by an incident and can be resumed. */
const MOST_MOVES = 50_000;

/** Does all the work that follows, until nothing is left. Late work for elements that are gone is dropped, as Zeebe refuses it. */
export function runFollowUps(run: StepRun): void {
  do {
    for (let next = run.nextFollowUp(); next; next = run.nextFollowUp()) runOne(run, next);
  } while (openInclusiveJoin(run));
}

/** Nothing is on its way any more: one inclusive gateway that nothing can reach now goes on. */
function openInclusiveJoin(run: StepRun): boolean {
  for (const scope of run.joinsToCheck) {
    const gateway = takesNew(run, scope) ? joinThatIsDue(scope) : null;
    if (gateway) {
      const flow = gateway.incoming.find(({ index }) => scope.joins?.has(index)) ?? null;
      begin(run, scope, gateway, flow);
      return true;
    }
    run.joinsToCheck.delete(scope);
  }
  return false;
}

function runOne(run: StepRun, next: FollowUp): void {
  switch (next.kind) {
    case 'activate':
      return activate(run, next.scope, next.element, next.flow);
    case 'activateRounds':
      for (let round = 1; round <= next.items.length; round += 1) {
        run.follow({ kind: 'activateInner', body: next.body, loopCounter: round, items: next.items });
      }
      return;
    case 'activateInner':
      return activateInner(run, next.body, next.loopCounter, next.items);
    case 'endRounds':
      if (takesNew(run, next.body)) endRounds(run, next.body);
      return;
    case 'complete':
      return complete(run, next.instance);
    case 'completeIfEmpty':
      if (next.instance.element.adHoc) return settle(run, next.instance, checkAdHoc(run, next.instance));
      if (next.instance.isEmpty()) complete(run, next.instance);
      return;
    case 'checkAdHoc':
      if (isThere(run, next.instance)) settle(run, next.instance, checkAdHoc(run, next.instance));
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
  if (flow && element.type === 'INCLUSIVE_GATEWAY' && !hasAllTokens(scope, element)) {
    run.joinsToCheck.add(scope);
    return;
  }
  begin(run, scope, element, flow);
}

const withoutEnd = (): Failure => new Failure('UNKNOWN', `The process went on for ${MOST_MOVES} steps without waiting`);

function begin(run: StepRun, scope: ElementInstance, element: ExecutableElement, flow: SequenceFlow | null): void {
  const instance = beginActivation(run, scope, element, flow);
  if (run.countMove(scope) > MOST_MOVES) {
    raiseIncident(run, instance, withoutEnd());
  } else settle(run, instance, work(run, instance, 'start'));
}

function activateInner(run: StepRun, body: ElementInstance, loopCounter: number, items: readonly JsonValue[]): void {
  const { loop } = body.element;
  run.countRounds(body.instance, -1);
  if (!loop || !takesNew(run, body)) return;
  const element = elementAt(body.instance.process, loop.inner);
  const instance = beginActivation(run, body, element, null, loopCounter);
  if (run.countMove(body) > MOST_MOVES) {
    raiseIncident(run, instance, withoutEnd());
    return;
  }
  const failure = writeLoopVariables(run, instance, items) ?? work(run, instance, 'start');
  settle(run, instance, failure);
}

function complete(run: StepRun, instance: ElementInstance): void {
  if (instance.state !== 'ACTIVATED' || !isThere(run, instance) || !isScopeOpen(instance)) return;
  transition(run, instance, 'ELEMENT_COMPLETING');
  settle(run, instance, work(run, instance, 'end'));
}

/** One half of an element's life, its listeners first. */
function work(run: StepRun, instance: ElementInstance, half: 'start' | 'end'): Failure | null {
  if (instance.element.listeners) {
    const waits = awaitListener(run, instance, half);
    if (waits instanceof Failure) return waits;
    if (waits) return null;
  }
  const processor = processorOf(instance.element);
  return half === 'start' ? processor.activate(run, instance) : processor.complete(run, instance);
}

/** Goes on where an incident (or the making of an event sub-process) has left an element. */
function retry(run: StepRun, instance: ElementInstance): void {
  if (!isThere(run, instance) || !isScopeOpen(instance)) return;
  // A listener is at work; whoever it was, it goes on by itself.
  if (run.state.jobs.has(instance.jobKey)) return;
  if (instance.state === 'COMPLETING') settle(run, instance, work(run, instance, 'end'));
  // Only a scope that was made without its start event can be active and still have to open what waits at it.
  if (instance.state === 'ACTIVATED') settle(run, instance, goOnInside(run, instance));
  if (instance.state !== 'ACTIVATING') return;
  const isFirst = instance.element.loopBody >= 0 && instance.listenersDone === 0;
  const failure = isFirst ? writeLoopVariables(run, instance, null) : null;
  settle(run, instance, failure ?? work(run, instance, 'start'));
}

const goOnInside = (run: StepRun, scope: ElementInstance): Failure | null =>
  scope.element.adHoc ? checkAdHoc(run, scope) : openScopeSubscriptions(run, scope);

function settle(run: StepRun, instance: ElementInstance, failure: Failure | null): void {
  if (failure) raiseIncident(run, instance, failure);
}
