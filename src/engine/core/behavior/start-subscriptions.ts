import type { ExecutableElement } from '../../model/index.js';
import type { Schedule } from '../../model/time/timer-schedule.js';
import type { SignalSubscriptionRecord, StartSubscriptionRecord, TimerRecord } from '../records.js';
import type { Definition } from '../state/definition.js';
import type { StepRun } from '../step/step-run.js';

/** What triggers a start event from outside: a moment, a message's name, or a signal's. */
export type StartTrigger =
  | { startEvent: ExecutableElement; schedule: Schedule }
  | { startEvent: ExecutableElement; messageName: string }
  | { startEvent: ExecutableElement; signalName: string };

export function openStart(run: StepRun, definition: Definition, trigger: StartTrigger): void {
  const key = run.nextKey();
  if ('schedule' in trigger)
    writeStartTimer(run, definition, trigger.startEvent, 'CREATED', { key, ...trigger.schedule });
  else if ('signalName' in trigger)
    writeStartSignal(run, definition, trigger.startEvent, 'CREATED', { key, signalName: trigger.signalName });
  else writeStart(run, definition, trigger.startEvent, 'CREATED', { key, messageName: trigger.messageName });
}

/** The newest version alone is started by events: what the version before was waiting for is closed. */
export function closeStarts(run: StepRun, definition: Definition): void {
  for (const start of run.state.messages.startsOf(definition.key)) {
    writeStart(run, definition, elementOf(definition, start.startEvent), 'DELETED', start);
  }
  for (const entry of run.state.signals.startsOf(definition.key)) {
    writeStartSignal(run, definition, elementOf(definition, entry.target), 'DELETED', entry);
  }
  for (const timer of run.state.timers.values()) {
    if (timer.definitionKey === definition.key && timer.elementInstanceKey < 0) {
      writeStartTimer(run, definition, elementOf(definition, timer.target), 'CANCELED', timer);
    }
  }
}

function elementOf(definition: Definition, index: number): ExecutableElement {
  const element = definition.process?.elements[index];
  if (!element) throw new Error(`definition ${definition.key} has no element ${index}`);
  return element;
}

export function writeStartTimer(
  run: StepRun,
  definition: Definition,
  target: ExecutableElement,
  intent: TimerRecord['intent'],
  { key, dueDate, repetitions }: Schedule & { key: number },
): void {
  run.emit({
    valueType: 'TIMER',
    intent,
    key,
    dueDate,
    repetitions,
    elementInstanceKey: -1,
    processInstanceKey: -1,
    target,
    definition,
  });
}

function writeStartSignal(
  run: StepRun,
  definition: Definition,
  element: ExecutableElement,
  intent: SignalSubscriptionRecord['intent'],
  { key, signalName }: { key: number; signalName: string },
): void {
  run.emit({
    valueType: 'SIGNAL_SUBSCRIPTION',
    intent,
    key,
    signalName,
    element,
    elementInstanceKey: -1,
    processInstanceKey: -1,
    definition,
  });
}

function writeStart(
  run: StepRun,
  definition: Definition,
  startEvent: ExecutableElement,
  intent: StartSubscriptionRecord['intent'],
  { key, messageName }: { key: number; messageName: string },
): void {
  run.emit({
    valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION',
    intent,
    key,
    messageName,
    startEvent,
    messageKey: -1,
    correlationKey: '',
    processInstanceKey: -1,
    variables: null,
    definition,
  });
}
