import { finish } from '../../behavior/completion.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { elementAt, transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** Its own events are opened when its start event completes. */
export const subProcess: ElementProcessor = {
  activate(run, instance) {
    const failure = applyInputs(run, instance);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    const element = elementAt(instance.instance.process, instance.element.startEvent);
    run.follow({ kind: 'activate', scope: instance, element, flow: null });
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};

/**
 * Starts with the event that happened and is noted at it. Its variables belong to the start event as those of a job to its task:
 * without output mappings they go to the scope that has them, or to the process instance.
 */
export const eventSubProcess: ElementProcessor = {
  activate: subProcess.activate,
  complete: subProcess.complete,
};
