import type { CalledElement } from '../../../model/index.js';
import { beginInstance, startAtNoneStart } from '../../behavior/create-instance.js';
import { deployedVersion } from '../../behavior/deployed-version.js';
import { openSubscriptions } from '../../behavior/event-subscriptions.js';
import { evaluateString } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { finish } from '../../behavior/completion.js';
import { elementAt, transition } from '../../behavior/transition.js';
import { localDocument, mergeLocal, variablesVisibleAt } from '../../behavior/variables.js';
import type { VariableDocument } from '../../records.js';
import { processOf, type Definition } from '../../state/definition.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { StepRun } from '../../step/step-run.js';
import type { ElementProcessor } from '../element-processor.js';

const MAXIMUM_DEPTH = 1000;

/** Runs another process as an instance of its own and waits for its end. */
export const callActivity: ElementProcessor = {
  activate(run, instance) {
    const { call, catchEvents } = instance.element;
    if (!call) throw new Error(`element ${instance.element.id} calls nothing`);
    const unmapped = applyInputs(run, instance);
    if (unmapped) return unmapped;
    const definition = findCalled(run, instance, call);
    if (definition instanceof Failure) return definition;
    const failure = openSubscriptions(run, instance, catchEvents);
    if (failure) return failure;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    const root = beginInstance(run, definition, instance);
    // What is handed over has two holders from now on.
    run.ownLists = null;
    mergeLocal(run, root, handedOver(instance, call));
    startAtNoneStart(run, root);
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};

function findCalled(run: StepRun, instance: ElementInstance, call: CalledElement): Definition | Failure {
  const id = evaluateString(run, call.processId, instance);
  if (id instanceof Failure) return id;
  const definition = deployedVersion(run.state.definitions, instance.instance.definition, id, call.binding);
  if (!definition) {
    return new Failure(
      'CALLED_ELEMENT_ERROR',
      `Expected process with BPMN process id '${id}' to be deployed, but not found.`,
    );
  }
  if (elementAt(processOf(definition), 0).startEvent < 0) {
    return new Failure(
      'CALLED_ELEMENT_ERROR',
      `Expected process with BPMN process id '${id}' to have a none start event, but not found.`,
    );
  }
  return depthOf(run, instance) < MAXIMUM_DEPTH
    ? definition
    : new Failure(
        'CALLED_ELEMENT_ERROR',
        `The call depth has exceeded the maximum of ${MAXIMUM_DEPTH}: process '${id}' calls itself without end.`,
      );
}

function depthOf(run: StepRun, { instance }: ElementInstance): number {
  let depth = 1;
  const { instances } = run.state;
  for (let at = instances.get(instance.parentProcessInstanceKey); at; at = instances.get(at.parentProcessInstanceKey)) {
    depth += 1;
  }
  return depth;
}

/**
 * All that is visible, or only the mapped inputs. The results that a multi-instance body around the call collects stay
 * out: every child would give back its outdated copy of them and undo what the others have done.
 */
function handedOver(instance: ElementInstance, call: CalledElement): VariableDocument {
  if (!call.propagateAllParentVariables) return instance.element.inputs === null ? {} : localDocument(instance);
  const visible = variablesVisibleAt(instance);
  const collected = instance.element.loopBody >= 0 ? (instance.scope?.element.loop?.outputCollection ?? null) : null;
  if (collected !== null) delete visible[collected];
  return visible;
}
