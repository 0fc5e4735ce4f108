import { elementById, instancesIn, scopesOf, scopesThere, unfitFor } from '../behavior/activate-inside.js';
import type { ActivateInstruction, Key } from '../../engine.js';
import type { ExecutableElement } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { ProcessInstance } from '../state/process-instance.js';
import type { Refused } from './reply.js';
import { refuse } from './reply.js';

const refused = ({ definition }: ProcessInstance, reason: string): Refused =>
  refuse('INVALID_ARGUMENT', `Expected to modify instance of process '${definition.bpmnProcessId}' but ${reason}`);

/** Why one of the instructions cannot be followed; null when all can. */
export function checkActivations(
  instance: ProcessInstance,
  instructions: readonly ActivateInstruction[],
): Refused | null {
  if (instructions.length > 0 && !instance.root.isActive()) {
    return refuse(
      'INVALID_STATE',
      `Expected to modify instance of process '${instance.definition.bpmnProcessId}' but it is in state '${instance.root.state}'`,
    );
  }
  for (const instruction of instructions) {
    const { elementId } = instruction;
    const element = elementById(instance.process, elementId);
    if (!element) {
      return refused(
        instance,
        `it contains one or more activate instructions with an element that could not be found: '${elementId}'`,
      );
    }
    // Zeebe accepts the process itself, which is active anyway.
    if (element.type === 'PROCESS') continue;
    const reason =
      unfitFor(instance.process, element) ??
      findAncestorFault(instance, element, instruction) ??
      findVariableFault(instance, element, instruction);
    if (reason !== null) return refused(instance, `it contains one or more activate instructions that fail: ${reason}`);
  }
  return null;
}

/** Exactly one instance of each scope may be meant, or one has to be named. */
function findAncestorFault(
  instance: ProcessInstance,
  element: ExecutableElement,
  { ancestorElementInstanceKey: key = '-1' }: ActivateInstruction,
): string | null {
  const scopes = scopesOf(instance.process, element);
  if (Number(key) > 0) {
    const ancestor = instance.elements.get(Number(key));
    if (!ancestor) return `the ancestor scope key '${key}' does not exist in the process instance`;
    const isAround = ancestor.scope === null || scopes.includes(ancestor.element);
    return isAround && ancestor.isActive()
      ? null
      : `the ancestor scope key '${key}' is no active ancestor of the element '${element.id}'`;
  }
  let scope = instance.root;
  for (const outer of scopes) {
    const [known, ...others] = instancesIn(scope, outer);
    if (others.length > 0) {
      return `the element '${element.id}' has more than one active flow scope '${outer.id}'; select one with an ancestor scope key`;
    }
    if (!known) return null;
    scope = known;
  }
  return null;
}

function findVariableFault(
  instance: ProcessInstance,
  element: ExecutableElement,
  { variableInstructions = [] }: ActivateInstruction,
): string | null {
  const around = new Set([instance.process.id, element.id, ...scopesOf(instance.process, element).map(({ id }) => id)]);
  const wrong = variableInstructions.find(({ scopeId = '' }) => scopeId !== '' && !around.has(scopeId));
  if (!wrong) return null;
  return instance.process.indexById.has(wrong.scopeId ?? '')
    ? `the variable scope '${wrong.scopeId}' is not a flow scope of the element '${element.id}'; set these variables before or after the modification`
    : `the variable scope '${wrong.scopeId}' could not be found`;
}

export function checkTerminations(
  instance: ProcessInstance,
  activations: readonly ActivateInstruction[],
  terminations: readonly { elementInstanceKey: Key }[],
): Refused | null {
  const ending = new Set<ElementInstance>();
  for (const { elementInstanceKey: key } of terminations) {
    const element = instance.elements.get(Number(key));
    if (!element) {
      return refused(
        instance,
        `it contains one or more terminate instructions with an element instance that could not be found: '${key}'`,
      );
    }
    ending.add(element);
  }
  if (instance.parentProcessInstanceKey <= 0 || ending.size === 0) return null;
  const goesOn = activations.some((one) => outlives(instance, one, ending)) || staysAtWork(instance, ending);
  return goesOn
    ? null
    : refused(
        instance,
        'the given instructions would terminate the instance. It was created by a call activity of a parent process: terminate the call activity there instead',
      );
}

/** What is begun stays, because no scope around it ends. */
function outlives(
  instance: ProcessInstance,
  { elementId, ancestorElementInstanceKey }: ActivateInstruction,
  ending: ReadonlySet<ElementInstance>,
): boolean {
  const element = elementById(instance.process, elementId);
  if (!element || element.type === 'PROCESS') return false;
  const ancestor = instance.elements.get(Number(ancestorElementInstanceKey ?? -1)) ?? null;
  return !scopesThere(instance.root, element, ancestor).some((scope) => ending.has(scope));
}

/** Some element is at work that does not end with one of these, or a token waits at a join. */
function staysAtWork(instance: ProcessInstance, ending: ReadonlySet<ElementInstance>): boolean {
  for (const element of instance.elements.values()) {
    if (!isContainer(element) || element.activeFlows > 0) {
      let at: ElementInstance | null = element;
      while (at && !ending.has(at)) at = at.scope;
      if (!at) return true;
    }
  }
  return false;
}

const isContainer = ({ children, scope }: ElementInstance): boolean => scope === null || children > 0;
