import type { ExecutableElement } from '../../../model/index.js';
import { finish } from '../../behavior/completion.js';
import { openScopeSubscriptions } from '../../behavior/event-subscriptions.js';
import { evaluateBoolean, evaluateList } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { terminateChildren } from '../../behavior/termination.js';
import { transition } from '../../behavior/transition.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { StepRun } from '../../step/step-run.js';
import type { ElementProcessor } from '../element-processor.js';

/** Begins with the elements that its collection names; every one of them may be left out or begin several times. */
export const adHocSubProcess: ElementProcessor = {
  activate(run, instance) {
    const unmapped = applyInputs(run, instance);
    if (unmapped) return unmapped;
    const chosen = chooseElements(run, instance);
    if (chosen instanceof Failure) return chosen;
    const failure = openScopeSubscriptions(run, instance);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    for (const element of chosen) run.follow({ kind: 'activate', scope: instance, element, flow: null });
    if (chosen.length === 0) run.follow({ kind: 'completeIfEmpty', instance });
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};

function chooseElements(run: StepRun, instance: ElementInstance): ExecutableElement[] | Failure {
  const { adHoc } = instance.element;
  if (!adHoc?.activeElementsCollection) return [];
  const ids = evaluateList(run, adHoc.activeElementsCollection, instance);
  if (ids instanceof Failure) return ids;
  const found = ids.map((id) => (typeof id === 'string' ? elementInside(instance, id) : null));
  const unknown = ids.filter((_, index) => found[index] === null);
  if (unknown.length === 0) return found.filter((element) => element !== null);
  const list = unknown.map((id) => `'${typeof id === 'string' ? id : JSON.stringify(id)}'`).join(', ');
  return new Failure(
    'EXTRACT_VALUE_ERROR',
    `Failed to activate ad-hoc elements. No BPMN elements found with ids: ${list}.`,
  );
}

/** Elements that a sequence flow leads to are begun by it alone. */
function elementInside({ element, instance }: ElementInstance, id: string): ExecutableElement | null {
  const { process } = instance;
  const named = process.elements[process.indexById.get(id) ?? -1];
  const outside = named && named.loopBody >= 0 ? process.elements[named.loopBody] : named;
  if (outside?.scope !== element.index || outside.incoming.length > 0) return null;
  return outside.type === 'BOUNDARY_EVENT' || outside.type === 'EVENT_SUB_PROCESS' ? null : outside;
}

/** Something inside is done: the condition may end the rest; with nothing left inside, there is nothing to wait for. */
export function checkAdHoc(run: StepRun, instance: ElementInstance): Failure | null {
  const { adHoc } = instance.element;
  if (!adHoc || instance.state !== 'ACTIVATED') return null;
  const fulfilled = adHoc.completionCondition ? evaluateBoolean(run, adHoc.completionCondition, instance) : false;
  if (fulfilled instanceof Failure) return fulfilled;
  if (fulfilled && adHoc.cancelRemainingInstances) terminateChildren(run, instance);
  else if (!instance.isEmpty()) return null;
  // From here on nothing new begins inside, not even what is in the queue.
  transition(run, instance, 'ELEMENT_COMPLETING');
  run.follow({ kind: 'retry', instance });
  return null;
}
