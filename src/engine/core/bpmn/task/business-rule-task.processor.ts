import { finish } from '../../behavior/completion.js';
import { evaluateCalledDecision } from '../../behavior/decisions.js';
import { Failure } from '../../behavior/failure.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { noteTrigger } from '../../behavior/process-event.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';
import { jobWorkerTask } from './job-worker-task.processor.js';

/** Evaluates a DMN decision, or waits for a worker that does. */
export const businessRuleTask: ElementProcessor = {
  activate(run, instance) {
    const { element } = instance;
    if (!element.decision) return jobWorkerTask.activate(run, instance);
    const unmapped = applyInputs(run, instance);
    if (unmapped) return unmapped;
    const result = evaluateCalledDecision(run, element.decision, instance);
    if (result instanceof Failure) return result;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    noteTrigger(run, instance, element, { [element.decision.resultVariable]: result.output });
    run.follow({ kind: 'complete', instance });
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
