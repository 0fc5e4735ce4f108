import type { SequenceFlow } from '../../../model/index.js';
import { evaluateBoolean } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { childGone, takeFlow, transition } from '../../behavior/transition.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { StepRun } from '../../step/step-run.js';
import type { ElementProcessor } from '../element-processor.js';

/** Every flow whose condition is true, else the default flow (BPMN 2.0, 10.6.3). Joining: `inclusive-join.ts`. */
export const inclusiveGateway: ElementProcessor = {
  activate(run, instance) {
    const flows = chooseFlows(run, instance);
    if (flows instanceof Failure) return flows;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    transition(run, instance, 'ELEMENT_COMPLETING');
    transition(run, instance, 'ELEMENT_COMPLETED');
    const { scope } = instance;
    if (!scope) return null;
    for (const flow of flows) takeFlow(run, scope, flow);
    if (flows.length === 0) childGone(run, scope);
    return null;
  },
  complete: () => null,
};

/** Empty when nothing leaves the gateway: the token ends there. */
function chooseFlows(run: StepRun, instance: ElementInstance): readonly SequenceFlow[] | Failure {
  const { outgoing, defaultFlow } = instance.element;
  if (outgoing.length === 0 || (outgoing.length === 1 && outgoing[0]?.condition === null)) return outgoing;
  const chosen: SequenceFlow[] = [];
  for (const flow of outgoing) {
    if (flow.condition === null) continue;
    const holds = evaluateBoolean(run, flow.condition, instance);
    if (holds instanceof Failure) return holds;
    if (holds) chosen.push(flow);
  }
  if (chosen.length > 0) return chosen;
  if (defaultFlow) return [defaultFlow];
  return new Failure(
    'CONDITION_ERROR',
    'Expected at least one condition to evaluate to true, or to have a default flow',
  );
}
