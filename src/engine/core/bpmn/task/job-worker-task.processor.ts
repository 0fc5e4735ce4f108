import { finish } from '../../behavior/completion.js';
import { openSubscriptions } from '../../behavior/event-subscriptions.js';
import { Failure } from '../../behavior/failure.js';
import { createJob, evaluateJob } from '../../behavior/jobs.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** Service and send tasks, throwing message events, and every other task that a job worker does. */
export const jobWorkerTask: ElementProcessor = {
  activate(run, instance) {
    const { job, catchEvents } = instance.element;
    if (!job) throw new Error(`element ${instance.element.id} has no job definition`);
    const unmapped = applyInputs(run, instance);
    if (unmapped) return unmapped;
    const properties = evaluateJob(run, job, instance);
    if (properties instanceof Failure) return properties;
    const failure = openSubscriptions(run, instance, catchEvents);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    createJob(run, instance, properties);
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
