/** Writes the lifecycle of elements: what is activated, completed, and where the token goes next. */
import type { ExecutableElement, ExecutableProcess, SequenceFlow } from '../../model/index.js';
import type { ProcessInstanceIntent } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';

export function elementAt(process: ExecutableProcess, index: number): ExecutableElement {
  const element = process.elements[index];
  if (!element) throw new Error(`process ${process.id} has no element ${index}`);
  return element;
}

export function transition(run: StepRun, instance: ElementInstance, intent: ProcessInstanceIntent): void {
  const owner = instance.instance;
  // One token less that an inclusive gateway of the scope may be waiting for.
  if (owner.process.hasInclusiveJoins && instance.scope?.joins) run.joinsToCheck.add(instance.scope);
  run.emit({
    valueType: 'PROCESS_INSTANCE',
    intent,
    key: instance.key,
    definition: owner.definition,
    element: instance.element,
    processInstanceKey: owner.key,
    flowScopeKey: instance.flowScopeKey,
    parentProcessInstanceKey: owner.parentProcessInstanceKey,
    parentElementInstanceKey: owner.parentElementInstanceKey,
    flow: null,
    loopCounter: 0,
  });
}

/** Makes a new element instance in a scope: ELEMENT_ACTIVATING. */
export function beginActivation(
  run: StepRun,
  scope: ElementInstance,
  element: ExecutableElement,
  flow: SequenceFlow | null = null,
  loopCounter = 0,
): ElementInstance {
  const owner = scope.instance;
  const key = run.nextKey();
  run.emit({
    valueType: 'PROCESS_INSTANCE',
    intent: 'ELEMENT_ACTIVATING',
    key,
    definition: owner.definition,
    element,
    processInstanceKey: owner.key,
    flowScopeKey: scope.key,
    parentProcessInstanceKey: owner.parentProcessInstanceKey,
    parentElementInstanceKey: owner.parentElementInstanceKey,
    flow,
    loopCounter,
  });
  const instance = run.state.elements.get(key);
  if (!instance) throw new Error(`element instance ${key} was not created`);
  return instance;
}

export function takeFlow(run: StepRun, scope: ElementInstance, flow: SequenceFlow): void {
  const { definition, process, key, parentProcessInstanceKey, parentElementInstanceKey } = scope.instance;
  run.emit({
    valueType: 'SEQUENCE_FLOW',
    intent: 'SEQUENCE_FLOW_TAKEN',
    key: run.nextKey(),
    definition,
    flow,
    processInstanceKey: key,
    flowScopeKey: scope.key,
    parentProcessInstanceKey,
    parentElementInstanceKey,
  });
  run.follow({ kind: 'activate', scope, element: elementAt(process, flow.target), flow });
}

/**
 * A scope completes when nothing is at work or on its way inside. It is looked at again when its turn comes: elements
 * that no flow leads to (links, start instructions, rounds of a loop) may already be in the queue.
 */
export function childGone(run: StepRun, scope: ElementInstance): void {
  if (scope.state === 'ACTIVATED' && scope.isEmpty()) run.follow({ kind: 'completeIfEmpty', instance: scope });
}
