import type { CompensationRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';
import { withoutKey } from './timer.applier.js';

export function applyCompensation(state: EngineState, event: CompensationRecord): void {
  const instance = state.instances.get(event.processInstanceKey);
  if (!instance) return;
  const { key, throwEventInstanceKey, handlerInstanceKey } = event;
  switch (event.intent) {
    case 'CREATED':
      instance.compensations ??= [];
      instance.compensations.push({
        key,
        activity: event.element.index,
        activityInstanceKey: event.activityInstanceKey,
        scopeKey: event.scopeKey,
        handler: event.handler?.index ?? -1,
        throwEventInstanceKey,
        handlerInstanceKey,
      });
      return;
    case 'TRIGGERED': {
      const subscription = instance.compensations?.find((one) => one.key === key);
      if (!subscription) return;
      subscription.throwEventInstanceKey = throwEventInstanceKey;
      subscription.handlerInstanceKey = handlerInstanceKey;
      return;
    }
    case 'COMPLETED':
    case 'DELETED':
      instance.compensations = withoutKey(instance.compensations ?? [], key);
      return;
  }
}
