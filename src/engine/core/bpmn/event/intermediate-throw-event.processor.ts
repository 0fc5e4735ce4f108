import { applyOutputs } from '../../behavior/mapping.js';
import { closeSubscriptions } from '../../behavior/event-subscriptions.js';
import { activateAndComplete } from '../../behavior/completion.js';
import { elementAt, transition } from '../../behavior/transition.js';
import { jobWorkerTask } from '../task/job-worker-task.processor.js';
import type { ElementProcessor } from '../element-processor.js';
import { noneEndEvent } from './end-event.processor.js';

/** Passes through; output mappings alone have an effect. */
export const noneThrowEvent: ElementProcessor = { activate: activateAndComplete, complete: noneEndEvent.complete };

/** A job that a worker does: the engine sends no messages itself. */
export const messageThrowEvent = jobWorkerTask;

/** Goes on at the catch event with the link's name, without a sequence flow. */
export const linkThrowEvent: ElementProcessor = {
  activate: activateAndComplete,
  complete(run, instance) {
    const failure = applyOutputs(run, instance);
    if (failure) return failure;
    closeSubscriptions(run, instance);
    transition(run, instance, 'ELEMENT_COMPLETED');
    const { scope, element } = instance;
    if (!scope) return null;
    const target = elementAt(instance.instance.process, element.linkTarget);
    run.follow({ kind: 'activate', scope, element: target, flow: null });
    return null;
  },
};
