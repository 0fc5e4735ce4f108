import { closeSubscriptions, openSubscriptions } from '../../behavior/event-subscriptions.js';
import { activateTriggered } from '../../behavior/event-trigger.js';
import { consumeTrigger } from '../../behavior/process-event.js';
import { elementAt, transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** Waits for all its events; the first one that happens goes on, without a sequence flow being taken. */
export const eventBasedGateway: ElementProcessor = {
  activate(run, instance) {
    const failure = openSubscriptions(run, instance, instance.element.catchEvents);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    return null;
  },
  complete(run, instance) {
    const { scope, trigger } = instance;
    if (!scope || !trigger) throw new Error(`event-based gateway ${instance.key} completes without an event`);
    closeSubscriptions(run, instance);
    const variables = consumeTrigger(run, instance);
    transition(run, instance, 'ELEMENT_COMPLETED');
    activateTriggered(run, scope, elementAt(instance.instance.process, trigger.target), variables);
    return null;
  },
};
