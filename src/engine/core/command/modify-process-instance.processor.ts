import { activateInside, type Activated, elementById } from '../behavior/activate-inside.js';
import { requireTree } from '../behavior/required-graphs.js';
import { terminate } from '../behavior/termination.js';
import { mergeLocal } from '../behavior/variables.js';
import type { ActivateInstruction } from '../../engine.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { ProcessInstance } from '../state/process-instance.js';
import type { StepRun } from '../step/step-run.js';
import { checkActivations, checkTerminations } from './check-modification.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/**
 * Moves tokens by hand: begins at elements, then ends element instances with everything inside. Scopes that are left
 * empty end as well, the whole instance too; nobody's end events are run.
 */
export const modifyProcessInstance: CommandProcessor<'modifyProcessInstance'> = (run, command) => {
  const { processInstanceKey, activateInstructions, terminateInstructions } = command;
  const instance = run.state.instances.get(Number(processInstanceKey));
  if (!instance) {
    return refuse(
      'NOT_FOUND',
      `Expected to modify process instance but no process instance found with key '${processInstanceKey}'`,
    );
  }
  requireTree(run.state, instance);
  const refusal =
    checkActivations(instance, activateInstructions) ??
    checkTerminations(instance, activateInstructions, terminateInstructions);
  if (refusal) return refusal;
  const activated = activateInstructions.map((instruction) => activate(run, instance, instruction));
  for (const { elementInstanceKey } of terminateInstructions) {
    const element = instance.elements.get(Number(elementInstanceKey));
    if (element) terminateWithEmptyScopes(run, element);
  }
  run.emit({
    valueType: 'PROCESS_INSTANCE_MODIFICATION',
    intent: 'MODIFIED',
    key: instance.key,
    processInstanceKey: instance.key,
    definition: instance.definition,
    activateInstructions: activateInstructions.map(complete),
    terminateInstructions,
    resumedScopeKeys: [...new Set(activated.flatMap(interruptedAround))].map(String),
  });
  return answer({ processInstanceKey });
};

const complete = (instruction: ActivateInstruction): Required<ActivateInstruction> => ({
  elementId: instruction.elementId,
  ancestorElementInstanceKey: instruction.ancestorElementInstanceKey ?? '-1',
  variableInstructions: instruction.variableInstructions ?? [],
});

function activate(run: StepRun, instance: ProcessInstance, instruction: ActivateInstruction): Activated {
  const { elementId, ancestorElementInstanceKey, variableInstructions = [] } = instruction;
  const element = elementById(instance.process, elementId);
  if (!element) throw new Error(`process ${instance.process.id} has no element '${elementId}'`);
  const ancestor = instance.elements.get(Number(ancestorElementInstanceKey ?? -1)) ?? null;
  const activated =
    element.type === 'PROCESS'
      ? { scopes: [], instance: instance.root }
      : activateInside(run, instance.root, element, ancestor);
  const touched = [...activated.scopes, activated.instance];
  for (const { variables, scopeId = '' } of variableInstructions) {
    const scope = scopeId === '' ? instance.root : touched.findLast((one) => one.element.id === scopeId);
    if (scope) mergeLocal(run, scope, variables);
  }
  return activated;
}

/** An interrupted scope takes nothing new, except what goes on inside the event sub-process that interrupted it. */
function interruptedAround({ scopes, instance }: Activated): number[] {
  const inward = [...scopes.slice(1), instance];
  return scopes.flatMap((scope, index) =>
    scope.interrupted && inward[index]?.element.type !== 'EVENT_SUB_PROCESS' ? [scope.key] : [],
  );
}

/** What was just begun counts as being inside, so only scopes without any work left end. */
function terminateWithEmptyScopes(run: StepRun, element: ElementInstance): void {
  terminate(run, element);
  for (let { scope } = element; scope && scope.isEmpty(); scope = scope.scope) terminate(run, scope);
}
