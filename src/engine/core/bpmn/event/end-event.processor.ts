import { completeAtOnce, finish, passThrough } from '../../behavior/completion.js';
import { findErrorCatch } from '../../behavior/error-catch.js';
import { triggerEvent } from '../../behavior/event-trigger.js';
import { evaluateString } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { applyOutputs } from '../../behavior/mapping.js';
import { terminateChildren } from '../../behavior/termination.js';
import { childGone, transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';
import { jobWorkerTask } from '../task/job-worker-task.processor.js';

/** None end events (and ends of links) pass through; they know output mappings alone. */
export const noneEndEvent: ElementProcessor = {
  activate(run, instance) {
    if (!instance.element.outputs) return passThrough(run, instance);
    transition(run, instance, 'ELEMENT_ACTIVATED');
    return completeAtOnce(run, instance, noneEndEvent.complete);
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};

/** Ends everything else in its scope; the scope itself completes as usual. */
export const terminateEndEvent: ElementProcessor = {
  activate(run, instance) {
    transition(run, instance, 'ELEMENT_ACTIVATED');
    return completeAtOnce(run, instance, terminateEndEvent.complete);
  },
  complete(run, instance) {
    const failure = applyOutputs(run, instance);
    if (failure) return failure;
    const { scope } = instance;
    transition(run, instance, 'ELEMENT_COMPLETED');
    if (!scope) return null;
    terminateChildren(run, scope);
    childGone(run, scope);
    return null;
  },
};

/** Throws an error to whoever catches it; the event itself is ended by the interruption. */
export const errorEndEvent: ElementProcessor = {
  activate(run, instance) {
    const code = instance.element.error?.code;
    const text = code ? evaluateString(run, code, instance) : '';
    if (text instanceof Failure) return text;
    const found = findErrorCatch(run, instance.scope, text, null);
    if (found instanceof Failure) return found;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    triggerEvent(run, found.owner, found.target, {});
    return null;
  },
  complete: finish,
};

export const messageEndEvent = jobWorkerTask;
