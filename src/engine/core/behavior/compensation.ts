import type { CompensationRecord } from '../records.js';
import type { CompensationSubscription } from '../state/compensation.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { ProcessInstance } from '../state/process-instance.js';
import type { StepRun } from '../step/step-run.js';
import { beginActivation, elementAt, transition } from './transition.js';

/** An activity is about to be over: it is noted when it, or something inside, can be undone. */
export function rememberForCompensation(run: StepRun, instance: ElementInstance): void {
  const { element, instance: owner } = instance;
  const hasBoundary = element.compensationTarget >= 0 && element.type !== 'BOUNDARY_EVENT';
  if (!hasBoundary && !owner.compensations?.some(({ scopeKey }) => scopeKey === instance.key)) return;
  write(run, owner, 'CREATED', {
    key: run.nextKey(),
    activity: element.index,
    activityInstanceKey: instance.key,
    scopeKey: instance.flowScopeKey,
    handler: hasBoundary ? elementAt(owner.process, element.compensationTarget).compensationTarget : -1,
    throwEventInstanceKey: 0,
    handlerInstanceKey: 0,
  });
}

/**
 * Starts everything that undoes what was done in the scope of a throwing event, or one activity of it; inside an event
 * sub-process also what was done around it. All handlers run at once, in the scope of the event (Zeebe: not in reverse
 * order). False when there is nothing to wait for.
 */
export function triggerCompensation(run: StepRun, thrower: ElementInstance): boolean {
  const { scope, instance } = thrower;
  if (!scope) return false;
  const scopes = [scope.key, ...(scope.element.type === 'EVENT_SUB_PROCESS' ? [scope.flowScopeKey] : [])];
  const activityId = thrower.element.compensation?.activityId ?? null;
  for (const subscription of openIn(instance, ...scopes)) {
    const wanted = activityId === null || elementAt(instance.process, subscription.activity).id === activityId;
    if (wanted) trigger(run, thrower, scope, subscription);
  }
  return isWaiting(instance, thrower.key);
}

const openIn = (instance: ProcessInstance, ...scopeKeys: number[]): CompensationSubscription[] =>
  instance.compensations?.filter((one) => one.throwEventInstanceKey === 0 && scopeKeys.includes(one.scopeKey)) ?? [];

const isWaiting = (instance: ProcessInstance, throwerKey: number): boolean =>
  instance.compensations?.some((one) => one.throwEventInstanceKey === throwerKey) ?? false;

function trigger(
  run: StepRun,
  thrower: ElementInstance,
  scope: ElementInstance,
  subscription: CompensationSubscription,
): void {
  const { instance } = thrower;
  const handler = subscription.handler >= 0 ? startHandler(run, scope, subscription) : null;
  write(run, instance, 'TRIGGERED', {
    ...subscription,
    throwEventInstanceKey: thrower.key,
    handlerInstanceKey: handler?.key ?? 0,
  });
  for (const inner of openIn(instance, subscription.activityInstanceKey)) trigger(run, thrower, scope, inner);
  if (!handler) completeEmpty(run, instance, subscription);
}

function startHandler(run: StepRun, scope: ElementInstance, { activity, handler }: CompensationSubscription) {
  const { process } = scope.instance;
  const event = beginActivation(run, scope, elementAt(process, elementAt(process, activity).compensationTarget));
  transition(run, event, 'ELEMENT_ACTIVATED');
  transition(run, event, 'ELEMENT_COMPLETING');
  transition(run, event, 'ELEMENT_COMPLETED');
  const instance = beginActivation(run, scope, elementAt(process, handler));
  run.follow({ kind: 'retry', instance });
  return instance;
}

/** A handler is over, however it ended: its thrower goes on when it was the last one. */
export function handlerGone(run: StepRun, handler: ElementInstance): void {
  const { instance } = handler;
  const subscription = instance.compensations?.find((one) => one.handlerInstanceKey === handler.key);
  if (!subscription) return;
  complete(run, instance, subscription);
  if (isWaiting(instance, subscription.throwEventInstanceKey)) return;
  const thrower = instance.elements.get(subscription.throwEventInstanceKey);
  if (thrower) run.follow({ kind: 'complete', instance: thrower });
}

function complete(run: StepRun, instance: ProcessInstance, subscription: CompensationSubscription): void {
  write(run, instance, 'COMPLETED', subscription);
  const outer = instance.compensations?.find((one) => one.activityInstanceKey === subscription.scopeKey);
  if (outer && outer.handler < 0 && outer.throwEventInstanceKey !== 0) completeEmpty(run, instance, outer);
}

/** A sub-process without a handler of its own is undone when nothing inside is left to undo. */
function completeEmpty(
  run: StepRun,
  instance: ProcessInstance,
  { key, activityInstanceKey }: CompensationSubscription,
) {
  const subscription = instance.compensations?.find((one) => one.key === key);
  const inside = instance.compensations?.some(({ scopeKey }) => scopeKey === activityInstanceKey) ?? false;
  if (subscription && !inside) complete(run, instance, subscription);
}

/** What was done in a scope that ends without being completed (or in the whole instance) can't be undone any more. */
export function forgetCompensation(run: StepRun, scope: ElementInstance): void {
  const { instance } = scope;
  for (const subscription of instance.compensations ?? []) {
    if (scope.scope === null || isInside(instance, subscription, scope.key))
      write(run, instance, 'DELETED', subscription);
  }
}

function isInside(instance: ProcessInstance, { scopeKey }: CompensationSubscription, key: number): boolean {
  if (scopeKey === key) return true;
  const outer = instance.compensations?.find((one) => one.activityInstanceKey === scopeKey);
  return outer !== undefined && isInside(instance, outer, key);
}

function write(
  run: StepRun,
  instance: ProcessInstance,
  intent: CompensationRecord['intent'],
  subscription: CompensationSubscription,
): void {
  const { process } = instance;
  run.emit({
    valueType: 'COMPENSATION_SUBSCRIPTION',
    intent,
    key: subscription.key,
    element: elementAt(process, subscription.activity),
    activityInstanceKey: subscription.activityInstanceKey,
    scopeKey: subscription.scopeKey,
    handler: subscription.handler < 0 ? null : elementAt(process, subscription.handler),
    throwEvent: instance.elements.get(subscription.throwEventInstanceKey)?.element ?? null,
    throwEventInstanceKey: subscription.throwEventInstanceKey,
    handlerInstanceKey: subscription.handlerInstanceKey,
    processInstanceKey: instance.key,
    definition: instance.definition,
  });
}
