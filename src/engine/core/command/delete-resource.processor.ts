import { evaluateStartTriggers } from '../behavior/evaluate-start-triggers.js';
import { Failure } from '../behavior/failure.js';
import { closeStarts, openStart, type StartTrigger } from '../behavior/start-subscriptions.js';
import type { ProcessRecord } from '../records.js';
import type { DecisionRequirements, Definition, Form } from '../state/definition.js';
import { processOf } from '../state/definition.js';
import type { StepRun } from '../step/step-run.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/**
 * Takes a version out of use, once no instance runs on it (the runtime loads one, if any). When it was the newest of its
 * process, the one before it is started by events again. Its row and its graph stay, for what has ended on it.
 */
export const deleteResource: CommandProcessor<'deleteResource'> = (run, { resourceKey }) => {
  const key = Number(resourceKey);
  const { definitions, requirements, forms } = run.state;
  const definition = definitions.live(key);
  const graph = requirements.live(key);
  const form = forms.live(key);
  const resource = definition ?? graph ?? form;
  if (!resource) {
    return refuse('NOT_FOUND', `Expected to delete resource but no resource found with key '${resourceKey}'`);
  }
  if (definition && hasInstances(run, definition)) {
    return refuse(
      'INVALID_STATE',
      `Expected to delete resource with key '${resourceKey}' but there are still process instances running on it`,
    );
  }
  const reopened = definition ? findReopened(run, definition) : [];
  if (reopened instanceof Failure) {
    return refuse(
      'INVALID_STATE',
      `Expected to delete resource with key '${resourceKey}' but the start events of the version before cannot be opened again: ${reopened.message}`,
    );
  }
  const deletion = run.nextKey();
  write(run, 'DELETING', deletion, resource);
  if (definition) deleteProcess(run, definition, reopened);
  else if (graph) deleteDecisions(run, graph);
  else if (form) run.emit({ valueType: 'FORM', intent: 'DELETED', key, form });
  write(run, 'DELETED', deletion, resource);
  return answer({ resourceKey });
};

function hasInstances({ state }: StepRun, definition: Definition): boolean {
  for (const instance of state.instances.values()) if (instance.definition.key === definition.key) return true;
  return false;
}

function write(
  run: StepRun,
  intent: 'DELETING' | 'DELETED',
  key: number,
  { key: resourceKey, tenantId }: Definition | DecisionRequirements | Form,
): void {
  run.emit({ valueType: 'RESOURCE_DELETION', intent, key, resourceKey, tenantId });
}

interface Reopened {
  definition: Definition;
  triggers: StartTrigger[];
}

/** The start events that take over from those of the newest version; evaluated before anything is written. */
function findReopened(run: StepRun, definition: Definition): Reopened[] | Failure {
  const { definitions } = run.state;
  const { tenantId, bpmnProcessId } = definition;
  processOf(definition);
  if (definitions.latest(tenantId, bpmnProcessId) !== definition) return [];
  const previous = definitions.before(definition);
  if (!previous) return [];
  const triggers = evaluateStartTriggers(run, processOf(previous));
  return triggers instanceof Failure ? triggers : [{ definition: previous, triggers }];
}

function deleteProcess(run: StepRun, definition: Definition, reopened: readonly Reopened[]): void {
  const record: ProcessRecord = { valueType: 'PROCESS', intent: 'DELETING', key: definition.key, definition };
  run.emit(record);
  closeStarts(run, definition);
  run.emit({ ...record, intent: 'DELETED' });
  for (const { definition: previous, triggers } of reopened) {
    for (const trigger of triggers) openStart(run, previous, trigger);
  }
}

function deleteDecisions(run: StepRun, requirements: DecisionRequirements): void {
  const { key } = requirements;
  for (const decision of run.state.decisions.all()) {
    if (decision.requirementsKey !== key || run.state.decisions.isDeleted(decision.key)) continue;
    run.emit({ valueType: 'DECISION', intent: 'DELETED', key: decision.key, decision, requirements });
  }
  run.emit({ valueType: 'DECISION_REQUIREMENTS', intent: 'DELETED', key, requirements });
}
