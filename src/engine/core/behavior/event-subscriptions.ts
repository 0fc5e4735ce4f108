import type { ExecutableElement, ExecutableProcess, MessageDefinition } from '../../model/index.js';
import type { MessageSubscriptionRecord, SignalSubscriptionRecord, TimerRecord } from '../records.js';
import type { Schedule } from '../../model/time/timer-schedule.js';
import type { ElementInstance, MessageWait, SignalWait, TimerWait } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { evaluate, evaluateString, wrongType } from './expression.js';
import { Failure } from './failure.js';
import { evaluateTimer } from './timers.js';
import { elementAt } from './transition.js';

/** Something to wait for, with its expressions evaluated. */
export type Subscription =
  | { target: ExecutableElement; schedule: Schedule }
  | { target: ExecutableElement; messageName: string; correlationKey: string }
  | { target: ExecutableElement; signalName: string };

/** Opens everything the element waits for, or nothing when one expression fails. */
export function openSubscriptions(run: StepRun, owner: ElementInstance, targets: readonly number[]): Failure | null {
  if (targets.length === 0) return null;
  const subscriptions: Subscription[] = [];
  for (const index of targets) {
    const subscription = prepareSubscription(run, owner, elementAt(owner.instance.process, index));
    if (subscription instanceof Failure) return subscription;
    if (subscription) subscriptions.push(subscription);
  }
  for (const subscription of subscriptions) openSubscription(run, owner, subscription);
  return null;
}

/** What waits at a scope as a whole: starts of its event sub-processes, and a sub-process's own boundary events. */
export function openScopeSubscriptions(run: StepRun, scope: ElementInstance): Failure | null {
  return openSubscriptions(run, scope, waitsOf(scope.instance.process, scope.element));
}

/** Events that can wait at an element, in the order in which Zeebe opens them: starts of event sub-processes inside first. */
export function waitsOf(process: ExecutableProcess, element: ExecutableElement): readonly number[] {
  if (element.eventSubProcesses.length === 0) return element.catchEvents;
  const starts = element.eventSubProcesses.map((index) => elementAt(process, index).startEvent);
  return [...starts, ...element.catchEvents];
}

/** Evaluates what the event waits for; null when nothing has to be opened for it. */
export function prepareSubscription(
  run: StepRun,
  owner: ElementInstance,
  target: ExecutableElement,
): Subscription | Failure | null {
  if (target.timer) {
    const schedule = evaluateTimer(run, target.timer, owner);
    return schedule instanceof Failure ? schedule : { target, schedule };
  }
  if (target.signal) {
    const signalName = evaluateString(run, target.signal.name, owner);
    return signalName instanceof Failure ? signalName : { target, signalName };
  }
  if (!target.message) return null;
  const messageName = evaluateString(run, target.message.name, owner);
  if (messageName instanceof Failure) return messageName;
  // The key of a boundary event is read outside its activity: input mappings are not seen (camunda#4799).
  const scope = target.type === 'BOUNDARY_EVENT' && owner.scope ? owner.scope : owner;
  const correlationKey = evaluateCorrelationKey(run, target.message, scope);
  return correlationKey instanceof Failure ? correlationKey : { target, messageName, correlationKey };
}

/** A text, or a number that is cut to a whole one. */
function evaluateCorrelationKey(run: StepRun, message: MessageDefinition, scope: ElementInstance): string | Failure {
  if (!message.correlationKey) return '';
  const result = evaluate(run, message.correlationKey, scope);
  if (result instanceof Failure) return result;
  if (result.kind === 'string') return result.value as string;
  if (result.kind === 'number') return String(Math.trunc(result.value as number));
  const wrong = wrongType(message.correlationKey, result, 'STRING|NUMBER');
  return new Failure(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${message.correlationKey.source}': The value must be either a string or a number. ${wrong.message}`,
  );
}

export function openSubscription(run: StepRun, owner: ElementInstance, subscription: Subscription): void {
  const key = run.nextKey();
  if ('schedule' in subscription) {
    const { target, schedule } = subscription;
    writeTimer(run, owner, 'CREATED', { key, target: target.index, ...schedule });
    return;
  }
  if ('signalName' in subscription) {
    writeSignal(run, owner, 'CREATED', { key, target: subscription.target.index, signalName: subscription.signalName });
    return;
  }
  const { target, messageName, correlationKey } = subscription;
  const interrupting = endsItsWait(target);
  const wait: MessageWait = { key, target: target.index, messageName, correlationKey, interrupting };
  writeSubscription(run, owner, wait, 'CREATED', {});
  run.follow({ kind: 'correlateBuffered', subscriptionKey: key });
}

/** One message is enough: the subscription closes with it. */
export const endsItsWait = (target: ExecutableElement): boolean =>
  target.interrupting || (target.type !== 'BOUNDARY_EVENT' && target.type !== 'START_EVENT');

/** Closes what the element still waits for; all of it, or what `only` says. */
export function closeSubscriptions(
  run: StepRun,
  owner: ElementInstance,
  only: (target: ExecutableElement) => boolean = () => true,
): void {
  const { process } = owner.instance;
  for (const timer of owner.timers ?? []) {
    if (only(elementAt(process, timer.target))) writeTimer(run, owner, 'CANCELED', timer);
  }
  for (const wait of owner.messages ?? []) {
    if (only(elementAt(process, wait.target))) writeSubscription(run, owner, wait, 'DELETED', {});
  }
  for (const wait of owner.signals ?? []) {
    if (only(elementAt(process, wait.target))) writeSignal(run, owner, 'DELETED', wait);
  }
}

export function writeSignal(
  run: StepRun,
  owner: ElementInstance,
  intent: SignalSubscriptionRecord['intent'],
  { key, target, signalName }: SignalWait,
): void {
  run.emit({
    valueType: 'SIGNAL_SUBSCRIPTION',
    intent,
    key,
    signalName,
    element: elementAt(owner.instance.process, target),
    elementInstanceKey: owner.key,
    processInstanceKey: owner.instance.key,
    definition: owner.instance.definition,
  });
}

export function writeTimer(
  run: StepRun,
  owner: ElementInstance,
  intent: TimerRecord['intent'],
  timer: TimerWait,
): void {
  run.emit({
    valueType: 'TIMER',
    intent,
    key: timer.key,
    dueDate: timer.dueDate,
    repetitions: timer.repetitions,
    elementInstanceKey: owner.key,
    processInstanceKey: owner.instance.key,
    target: elementAt(owner.instance.process, timer.target),
    definition: owner.instance.definition,
  });
}

/** Writes both sides of a subscription; they share one key. */
export function writeSubscription(
  run: StepRun,
  owner: ElementInstance,
  wait: MessageWait,
  intent: MessageSubscriptionRecord['intent'],
  message: Partial<Pick<MessageSubscriptionRecord, 'messageKey' | 'variables'>>,
): void {
  const record: MessageSubscriptionRecord = {
    valueType: 'PROCESS_MESSAGE_SUBSCRIPTION',
    intent,
    key: wait.key,
    messageName: wait.messageName,
    correlationKey: wait.correlationKey,
    messageKey: message.messageKey ?? -1,
    interrupting: wait.interrupting,
    variables: message.variables ?? null,
    elementInstanceKey: owner.key,
    element: elementAt(owner.instance.process, wait.target),
    processInstanceKey: owner.instance.key,
    definition: owner.instance.definition,
  };
  run.emit(record);
  run.emit({ ...record, valueType: 'MESSAGE_SUBSCRIPTION' });
}
