import { finish } from '../../behavior/completion.js';
import { evaluate } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { noteTrigger } from '../../behavior/process-event.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';
import { jobWorkerTask } from './job-worker-task.processor.js';

/** Evaluated at activation, written at completion: scripts side by side do not see each other's results. */
export const scriptTask: ElementProcessor = {
  activate(run, instance) {
    const { element } = instance;
    if (!element.script) return jobWorkerTask.activate(run, instance);
    const unmapped = applyInputs(run, instance);
    if (unmapped) return unmapped;
    const result = evaluate(run, element.script.expression, instance);
    if (result instanceof Failure) return result;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    noteTrigger(run, instance, element, { [element.script.resultVariable]: result.value });
    run.follow({ kind: 'complete', instance });
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
