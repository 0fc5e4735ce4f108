import type { SequenceFlow } from '../../../model/index.js';
import { evaluateBoolean } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { childGone, takeFlow, transition } from '../../behavior/transition.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { StepRun } from '../../step/step-run.js';
import type { ElementProcessor } from '../element-processor.js';

/** The first flow whose condition is true, else the default flow (BPMN 2.0, 10.6.2). */
export const exclusiveGateway: ElementProcessor = {
  activate(run, instance) {
    const flow = chooseFlow(run, instance);
    if (flow instanceof Failure) return flow;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    transition(run, instance, 'ELEMENT_COMPLETING');
    transition(run, instance, 'ELEMENT_COMPLETED');
    const { scope } = instance;
    if (scope && flow) takeFlow(run, scope, flow);
    else if (scope) childGone(run, scope);
    return null;
  },
  complete: () => null,
};

/** Null when nothing leaves the gateway: the token ends there. */
function chooseFlow(run: StepRun, instance: ElementInstance): SequenceFlow | Failure | null {
  const { outgoing, defaultFlow } = instance.element;
  for (const flow of outgoing) {
    if (flow.condition === null) {
      if (outgoing.length === 1) return flow;
      continue;
    }
    const holds = evaluateBoolean(run, flow.condition, instance);
    if (holds instanceof Failure) return holds;
    if (holds) return flow;
  }
  if (defaultFlow || outgoing.length === 0) return defaultFlow;
  return new Failure(
    'CONDITION_ERROR',
    'Expected at least one condition to evaluate to true, or to have a default flow',
  );
}
