import { completeCall } from '../../behavior/call-result.js';
import { forgetCompensation } from '../../behavior/compensation.js';
import { beginWork } from '../../behavior/create-instance.js';
import { closeSubscriptions } from '../../behavior/event-subscriptions.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** The instance as a whole; it is activated by whoever makes it (`create-instance.ts`), or after its start listeners. */
export const processContainer: ElementProcessor = {
  activate(run, instance) {
    beginWork(run, instance);
    return null;
  },
  complete(run, instance) {
    closeSubscriptions(run, instance);
    const lock = run.state.messages.lockOf(instance.key);
    const caller = run.state.elements.get(instance.instance.parentElementInstanceKey);
    if (instance.instance.compensations) forgetCompensation(run, instance);
    transition(run, instance, 'ELEMENT_COMPLETED');
    if (caller) completeCall(run, caller, instance);
    if (lock) {
      const { tenantId, bpmnProcessId, correlationKey } = lock;
      run.follow({ kind: 'startFromBuffer', tenantId, bpmnProcessId, correlationKey });
    }
    return null;
  },
};
