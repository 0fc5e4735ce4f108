import type { Definition } from '../state/definition.js';
import { processOf } from '../state/definition.js';
import type { BufferedMessage, StartSubscription, SubscriptionEntry } from '../state/message-state.js';
import type { StepRun } from '../step/step-run.js';
import { startAtEvent } from './create-instance.js';
import { writeSubscription } from './event-subscriptions.js';
import { canTrigger, triggerEvent } from './event-trigger.js';
import { elementAt } from './transition.js';

/** Gives a message to an element that waits for it; false when the element no longer takes it. */
export function correlate(run: StepRun, entry: SubscriptionEntry, message: BufferedMessage): boolean {
  const owner = run.state.elements.get(entry.elementInstanceKey);
  if (!owner) throw new Error(`process instance ${entry.processInstanceKey} of a subscription is not loaded`);
  const wait = owner.messages?.find(({ key }) => key === entry.key);
  if (!wait) return false;
  const target = elementAt(owner.instance.process, wait.target);
  if (!canTrigger(owner, target)) return false;
  writeSubscription(run, owner, wait, 'CORRELATED', { messageKey: message.key, variables: message.variables });
  triggerEvent(run, owner, target, message.variables);
  if (!wait.interrupting) run.follow({ kind: 'correlateBuffered', subscriptionKey: entry.key });
  return true;
}

/** The oldest buffered message that this subscription's process has not had. */
export function correlateBuffered(run: StepRun, subscriptionKey: number): void {
  const { messages } = run.state;
  const entry = messages.subscriptions.get(subscriptionKey);
  if (!entry) return;
  for (const message of messages.bufferedFor(entry.tenantId, entry.messageName, entry.correlationKey)) {
    if (message.deadline <= run.now || message.correlated.has(entry.bpmnProcessId)) continue;
    if (correlate(run, entry, message)) return;
  }
}

/** A message start event makes a new instance, unless one that was started with the same key still runs. */
export function correlateStart(run: StepRun, start: StartSubscription, message: BufferedMessage): boolean {
  const definition = definitionOf(run, start);
  const { tenantId, correlationKey } = message;
  if (message.correlated.has(definition.bpmnProcessId)) return false;
  if (correlationKey !== '' && run.state.messages.isLocked(tenantId, definition.bpmnProcessId, correlationKey))
    return false;
  const startEvent = elementAt(processOf(definition), start.startEvent);
  const root = startAtEvent(run, definition, startEvent, message.variables);
  run.emit({
    valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION',
    intent: 'CORRELATED',
    key: start.key,
    messageName: start.messageName,
    startEvent,
    messageKey: message.key,
    correlationKey,
    processInstanceKey: root.key,
    variables: message.variables,
    definition,
  });
  return true;
}

/** The key is free again: the oldest message that waits for it starts the next instance. */
export function startFromBuffer(run: StepRun, tenantId: string, bpmnProcessId: string, correlationKey: string): void {
  const { messages, definitions } = run.state;
  const definition = definitions.latest(tenantId, bpmnProcessId);
  if (!definition) return;
  const waiting = messages
    .startsOf(definition.key)
    .flatMap((start) =>
      messages
        .bufferedFor(tenantId, start.messageName, correlationKey)
        .filter(({ deadline }) => deadline > run.now)
        .map((message) => ({ start, message })),
    )
    .sort((a, b) => a.message.key - b.message.key);
  for (const { start, message } of waiting) if (correlateStart(run, start, message)) return;
}

function definitionOf(run: StepRun, { definitionKey }: StartSubscription): Definition {
  const definition = run.state.definitions.get(definitionKey);
  if (!definition) throw new Error(`definition ${definitionKey} does not exist`);
  return definition;
}
