import { finish } from '../../behavior/completion.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { consumeTrigger, noteTrigger } from '../../behavior/process-event.js';
import { beginActivation, elementAt, transition } from '../../behavior/transition.js';
import { isEmptyDocument } from '../../behavior/variables.js';
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
 * Starts with the event that happened. The event's variables belong to the start event as those of a job do to its task:
 * without output mappings they go to the scope that has them, or to the process instance.
 */
export const eventSubProcess: ElementProcessor = {
  activate(run, instance) {
    const failure = applyInputs(run, instance);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    const start = elementAt(instance.instance.process, instance.element.startEvent);
    const variables = consumeTrigger(run, instance);
    const started = beginActivation(run, instance, start);
    transition(run, started, 'ELEMENT_ACTIVATED');
    if (!isEmptyDocument(variables)) noteTrigger(run, started, start, variables);
    run.follow({ kind: 'complete', instance: started });
    return null;
  },
  complete: subProcess.complete,
};
