import type { ExecutableElement } from '../../model/index.js';
import type { VariableDocument } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';

/** Notes at a scope that an event happened to it, with the variables it brings: PROCESS_EVENT TRIGGERING. */
export function noteTrigger(
  run: StepRun,
  scope: ElementInstance,
  target: ExecutableElement,
  variables: VariableDocument,
): void {
  run.emit({
    valueType: 'PROCESS_EVENT',
    intent: 'TRIGGERING',
    key: run.nextKey(),
    scopeKey: scope.key,
    target,
    variables,
    processInstanceKey: scope.instance.key,
    definition: scope.instance.definition,
  });
}

/** The event noted at the scope is dealt with: PROCESS_EVENT TRIGGERED. Returns the variables it brought. */
export function consumeTrigger(run: StepRun, scope: ElementInstance): VariableDocument {
  const { trigger, instance } = scope;
  if (!trigger) return {};
  const target = instance.process.elements[trigger.target] ?? scope.element;
  run.emit({
    valueType: 'PROCESS_EVENT',
    intent: 'TRIGGERED',
    key: trigger.key,
    scopeKey: scope.key,
    target,
    variables: trigger.variables,
    processInstanceKey: instance.key,
    definition: instance.definition,
  });
  return trigger.variables;
}
