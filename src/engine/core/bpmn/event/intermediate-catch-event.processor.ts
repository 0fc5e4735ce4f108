import { activateAndComplete, finish } from '../../behavior/completion.js';
import { openSubscriptions } from '../../behavior/event-subscriptions.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** Waits for its message or its time. Receive tasks do the same, beside their boundary events. */
export const catchEvent: ElementProcessor = {
  activate(run, instance) {
    const failure = applyInputs(run, instance) ?? openSubscriptions(run, instance, instance.element.catchEvents);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};

/** The other end of a link. */
export const linkCatchEvent: ElementProcessor = {
  activate: activateAndComplete,
  complete: finish,
};
