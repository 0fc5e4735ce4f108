import { completeCall } from '../../behavior/call-result.js';
import { closeSubscriptions } from '../../behavior/event-subscriptions.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** The instance as a whole; it is activated by whoever makes it (`create-instance.ts`). */
export const processContainer: ElementProcessor = {
  activate: () => null,
  complete(run, instance) {
    closeSubscriptions(run, instance);
    const lock = run.state.messages.lockOf(instance.key);
    const caller = run.state.elements.get(instance.instance.parentElementInstanceKey);
    transition(run, instance, 'ELEMENT_COMPLETED');
    if (caller) completeCall(run, caller, instance);
    if (lock) {
      const { tenantId, bpmnProcessId, correlationKey } = lock;
      run.follow({ kind: 'startFromBuffer', tenantId, bpmnProcessId, correlationKey });
    }
    return null;
  },
};
