import type { MessageRecord, MessageSubscriptionRecord, StartSubscriptionRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';
import { withoutKey } from './timer.applier.js';

export function applyMessage(state: EngineState, event: MessageRecord): void {
  if (event.intent === 'EXPIRED') {
    state.messages.expire(event.key);
    return;
  }
  // Without a life time the message is gone at the end of the step; until then it is kept like any other.
  const { key, tenantId, name, correlationKey, messageId, deadline, variables } = event;
  state.messages.buffer({
    key,
    tenantId,
    name,
    correlationKey,
    messageId,
    deadline,
    variables,
    correlated: new Set(),
  });
}

/** The element's side keeps what it waits for; the message's side finds who waits. */
export function applyMessageSubscription(state: EngineState, event: MessageSubscriptionRecord): void {
  const { intent } = event;
  // What is migrated is closed and opened again in the other process, under the same key.
  const opens = intent === 'CREATED' || intent === 'MIGRATED';
  const closes = intent === 'DELETED' || intent === 'MIGRATED' || (intent === 'CORRELATED' && event.interrupting);
  if (event.valueType === 'PROCESS_MESSAGE_SUBSCRIPTION') {
    const owner = state.elements.get(event.elementInstanceKey);
    if (!owner) return;
    if (closes && owner.messages) owner.messages = withoutKey(owner.messages, event.key);
    if (!opens) return;
    owner.messages ??= [];
    const { key, messageName, correlationKey, interrupting } = event;
    owner.messages.push({ key, target: event.element.index, messageName, correlationKey, interrupting });
    return;
  }
  if (intent === 'CORRELATED') markCorrelated(state, event.messageKey, event.definition.bpmnProcessId);
  if (closes) state.messages.unsubscribe(event.key);
  if (opens) openSubscription(state, event);
}

function openSubscription(state: EngineState, event: MessageSubscriptionRecord): void {
  const owner = state.elements.get(event.elementInstanceKey);
  state.messages.subscribe({
    key: event.key,
    tenantId: event.definition.tenantId,
    messageName: event.messageName,
    correlationKey: event.correlationKey,
    bpmnProcessId: event.definition.bpmnProcessId,
    elementInstanceKey: event.elementInstanceKey,
    processInstanceKey: event.processInstanceKey,
    rootKey: owner?.instance.rootKey ?? event.processInstanceKey,
  });
}

const markCorrelated = (state: EngineState, messageKey: number, bpmnProcessId: string): void => {
  state.messages.buffered.get(messageKey)?.correlated.add(bpmnProcessId);
};

export function applyStartSubscription(state: EngineState, event: StartSubscriptionRecord): void {
  const { definition } = event;
  if (event.intent === 'CREATED') {
    state.messages.starts.set(event.key, {
      key: event.key,
      tenantId: definition.tenantId,
      messageName: event.messageName,
      definitionKey: definition.key,
      startEvent: event.startEvent.index,
    });
  } else if (event.intent === 'DELETED') state.messages.starts.delete(event.key);
  else {
    markCorrelated(state, event.messageKey, definition.bpmnProcessId);
    if (event.correlationKey === '') return;
    const { correlationKey, processInstanceKey } = event;
    const { tenantId, bpmnProcessId } = definition;
    state.messages.lock({ tenantId, bpmnProcessId, correlationKey, processInstanceKey });
  }
}
