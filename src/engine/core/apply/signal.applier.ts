import type { SignalRecord, SignalSubscriptionRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';
import { withoutKey } from './timer.applier.js';

/** What a process throws waits for its own step; what comes from outside is heard at once. */
export function applySignal(state: EngineState, event: SignalRecord): void {
  const { key, tenantId, signalName, variables } = event;
  if (event.intent === 'BROADCASTING') state.signals.pending.set(key, { key, tenantId, signalName, variables });
  else state.signals.pending.delete(key);
}

export function applySignalSubscription(state: EngineState, event: SignalSubscriptionRecord): void {
  const { key, signalName, definition, element, elementInstanceKey, processInstanceKey } = event;
  const owner = state.elements.get(elementInstanceKey);
  if (event.intent !== 'CREATED') {
    state.signals.unsubscribe(key);
    if (owner?.signals) owner.signals = withoutKey(owner.signals, key);
    if (event.intent === 'DELETED') return;
  }
  state.signals.subscribe({
    key,
    tenantId: definition.tenantId,
    signalName,
    definitionKey: definition.key,
    target: element.index,
    elementInstanceKey,
    processInstanceKey,
    rootKey: owner?.instance.rootKey ?? -1,
  });
  if (!owner) return;
  owner.signals ??= [];
  owner.signals.push({ key, target: element.index, signalName });
}
