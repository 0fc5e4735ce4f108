import type { ExecutableElement } from '../../model/index.js';
import type { VariableDocument } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { Job } from '../state/work-items.js';
import type { StepRun } from '../step/step-run.js';
import { closeSubscriptions } from './event-subscriptions.js';
import { Failure } from './failure.js';
import { createJob, evaluateJob } from './jobs.js';
import { applyInputs, applyOutputs } from './mapping.js';
import { mergeLocal } from './variables.js';

/**
 * Execution listeners: jobs before an element's own work (after its input mappings) and after it (after its output
 * mappings), one at a time. True when the element has to wait for one.
 */
export function awaitListener(run: StepRun, instance: ElementInstance, moment: 'start' | 'end'): boolean | Failure {
  const listener = instance.element.listeners?.[moment][instance.listenersDone];
  if (!listener) return false;
  if (instance.listenersDone === 0) {
    const failure = moment === 'start' ? prepareStart(run, instance) : prepareEnd(run, instance);
    if (failure) return failure;
  }
  const properties = evaluateJob(run, { ...listener, headers: {} }, instance);
  if (properties instanceof Failure) return properties;
  createJob(run, instance, properties, moment === 'start' ? 'START' : 'END');
  return true;
}

const prepareStart = (run: StepRun, instance: ElementInstance): Failure | null =>
  takesInputs(instance.element) ? applyInputs(run, instance) : null;

function prepareEnd(run: StepRun, instance: ElementInstance): Failure | null {
  const failure = givesOutputs(instance.element) ? applyOutputs(run, instance) : null;
  if (!failure) closeSubscriptions(run, instance);
  return failure;
}

/** What ignores mappings without listeners ignores them with listeners too. */
function takesInputs({ type, eventType }: ExecutableElement): boolean {
  if (type === 'END_EVENT' || type === 'INTERMEDIATE_THROW_EVENT')
    return eventType === 'MESSAGE' || eventType === 'SIGNAL';
  if (type === 'INTERMEDIATE_CATCH_EVENT') return eventType !== 'LINK';
  return !/^(PROCESS|TASK|MANUAL_TASK|START_EVENT|BOUNDARY_EVENT|.*_GATEWAY)$/.test(type);
}

function givesOutputs({ type, eventType }: ExecutableElement): boolean {
  if (type === 'INTERMEDIATE_CATCH_EVENT') return eventType !== 'LINK';
  return !/^(PROCESS|TASK|MANUAL_TASK|.*_GATEWAY)$/.test(type);
}

/** A start listener's variables belong to the element, an end listener's to the scope around it, whoever else has them. */
export function takeListenerVariables(run: StepRun, { owner, listener }: Job, variables: VariableDocument): void {
  if (listener === 'START') mergeLocal(run, owner, variables);
  else mergeLocal(run, owner.scope ?? owner, variables);
}
