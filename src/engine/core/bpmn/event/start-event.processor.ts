import { completeAtOnce, finish } from '../../behavior/completion.js';
import { openScopeSubscriptions } from '../../behavior/event-subscriptions.js';
import { applyOutputs } from '../../behavior/mapping.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** When a start event completes, what waits at its scope is opened: its variables are there for correlation keys. */
export const startEvent: ElementProcessor = {
  activate(run, instance) {
    transition(run, instance, 'ELEMENT_ACTIVATED');
    return completeAtOnce(run, instance, startEvent.complete);
  },
  complete(run, instance) {
    const failure = applyOutputs(run, instance);
    if (failure) return failure;
    const { scope } = instance;
    const closed = scope && scope.element.type !== 'EVENT_SUB_PROCESS' ? openScopeSubscriptions(run, scope) : null;
    return closed ?? finish(run, instance);
  },
};
