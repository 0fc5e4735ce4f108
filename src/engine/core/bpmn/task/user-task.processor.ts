import { finish } from '../../behavior/completion.js';
import { openSubscriptions } from '../../behavior/event-subscriptions.js';
import { Failure } from '../../behavior/failure.js';
import { createJob } from '../../behavior/jobs.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { transition } from '../../behavior/transition.js';
import { createUserTask, evaluateUserTask } from '../../behavior/user-tasks.js';
import { userTaskJob } from '../../behavior/user-task-job.js';
import type { ElementProcessor } from '../element-processor.js';

/** A person does it: as a native user task, or as a job of Zeebe's reserved type when the model has no `zeebe:userTask`. */
export const userTask: ElementProcessor = {
  activate(run, instance) {
    const definition = instance.element.userTask;
    if (!definition) throw new Error(`element ${instance.element.id} has no user task definition`);
    const unmapped = applyInputs(run, instance);
    if (unmapped) return unmapped;
    const properties = evaluateUserTask(run, definition, instance);
    if (properties instanceof Failure) return properties;
    const failure = openSubscriptions(run, instance, instance.element.catchEvents);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    if (definition.native) createUserTask(run, instance, properties);
    else createJob(run, instance, userTaskJob(definition, properties));
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
