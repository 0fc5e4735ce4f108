import type { JsonValue } from '../../engine.js';
import type { Mapping } from '../../model/index.js';
import type { VariableDocument } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { evaluate } from './expression.js';
import { Failure, ofMapping } from './failure.js';
import { evaluateInOrder } from './ordered-mapping.js';
import { consumeTrigger } from './process-event.js';
import { isEmptyDocument, localDocument, merge, mergeLocal } from './variables.js';

/** Evaluates the input mappings in the element's scope; the result becomes local to it. */
export function applyInputs(run: StepRun, instance: ElementInstance): Failure | null {
  const { inputs } = instance.element;
  // Start listeners come after the mappings: what they have set is not overwritten.
  if (inputs === null || instance.listenersDone > 0) return null;
  const ordered = run.state.settings.inputMappings === 'ORDERED';
  const result = ordered
    ? evaluateInOrder(run, inputs.entries, instance, null)
    : evaluateMapping(run, inputs, instance);
  if (result instanceof Failure) return result;
  mergeLocal(run, instance, result);
  return null;
}

/**
 * Brings out what an element leaves behind. With output mappings the event's variables (of job, message, child, …) become
 * local and only the mapped result leaves; without, they are merged upwards from the element itself.
 */
export function applyOutputs(run: StepRun, instance: ElementInstance): Failure | null {
  const { element, trigger, scope } = instance;
  if (instance.listenersDone > 0) return null;
  const variables = trigger && !isEmptyDocument(trigger.variables) ? trigger.variables : null;
  if (element.outputs !== null) {
    if (variables) mergeLocal(run, instance, variables);
    // Dealt with, whatever comes of the mappings: what somebody sets to repair them stays.
    if (trigger) consumeTrigger(run, instance);
    const receiver = element.loopBody >= 0 || !scope ? instance : scope;
    const ordered = run.state.settings.outputMappings === 'ORDERED';
    const result = ordered
      ? evaluateInOrder(run, element.outputs.entries, instance, receiver)
      : evaluateMapping(run, element.outputs, instance);
    if (result instanceof Failure) return result;
    merge(run, receiver, result);
    return null;
  }
  if (variables) merge(run, instance, variables);
  else if (instance.variables && scope && leavesLocals(instance)) merge(run, scope, localDocument(instance));
  if (trigger) consumeTrigger(run, instance);
  return null;
}

/** Events whose variables are local to them from the start hand them over without any mapping; caught errors do not. */
function leavesLocals({ element, scope }: ElementInstance): boolean {
  if (element.type === 'BOUNDARY_EVENT') return element.eventType !== 'ERROR';
  return element.behindEventBasedGateway || (element.type === 'START_EVENT' && scope?.element.type === 'PROCESS');
}

function evaluateMapping(run: StepRun, mapping: Mapping, context: ElementInstance): VariableDocument | Failure {
  const expression = mapping.single?.source ?? mapping.context;
  if (!expression) return {};
  const result = evaluate(run, expression, context);
  if (result instanceof Failure) return ofMapping(result, result.message);
  if (mapping.single) return { [mapping.single.target]: result.value };
  if (result.kind !== 'context') {
    return new Failure('IO_MAPPING_ERROR', `Expected the mappings to give a context, but was '${result.kind}'.`);
  }
  return result.value as Record<string, JsonValue>;
}
