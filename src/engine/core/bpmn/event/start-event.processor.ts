import { activateAndComplete, finish } from '../../behavior/completion.js';
import { openScopeSubscriptions } from '../../behavior/event-subscriptions.js';
import { applyOutputs } from '../../behavior/mapping.js';
import { consumeTrigger, noteTrigger } from '../../behavior/process-event.js';
import { isEmptyDocument } from '../../behavior/variables.js';
import type { ElementProcessor } from '../element-processor.js';

/** When a start event completes, what waits at its scope is opened: its variables are there for correlation keys. */
export const startEvent: ElementProcessor = {
  activate(run, instance) {
    const { scope } = instance;
    // The event that started an event sub-process is noted there.
    const variables = scope?.element.type === 'EVENT_SUB_PROCESS' ? consumeTrigger(run, scope) : {};
    activateAndComplete(run, instance);
    if (!isEmptyDocument(variables)) noteTrigger(run, instance, instance.element, variables);
    return null;
  },
  complete(run, instance) {
    const failure = applyOutputs(run, instance);
    if (failure) return failure;
    const { scope } = instance;
    const closed = scope && scope.element.type !== 'EVENT_SUB_PROCESS' ? openScopeSubscriptions(run, scope) : null;
    return closed ?? finish(run, instance);
  },
};
