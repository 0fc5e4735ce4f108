import type { ElementInstance } from '../state/element-instance.js';
import type { Incident } from '../state/work-items.js';
import type { StepRun } from '../step/step-run.js';
import type { Failure } from './failure.js';

/** The element stays where it is until somebody resolves the incident. */
export function raiseIncident(run: StepRun, instance: ElementInstance, failure: Failure, jobKey = 0): void {
  if (instance.incidentKey !== 0) return;
  run.emit({
    valueType: 'INCIDENT',
    intent: 'CREATED',
    key: run.nextKey(),
    errorType: failure.errorType,
    errorMessage: failure.message,
    jobKey,
    variableScopeKey: instance.key,
    elementInstanceKey: instance.key,
    element: instance.element,
    processInstanceKey: instance.instance.key,
    definition: instance.instance.definition,
  });
}

export const closeIncident = (run: StepRun, incident: Incident): void => writeIncident(run, incident, 'RESOLVED');

export function writeIncident(run: StepRun, incident: Incident, intent: 'RESOLVED' | 'MIGRATED'): void {
  const { owner } = incident;
  run.emit({
    valueType: 'INCIDENT',
    intent,
    key: incident.key,
    errorType: incident.errorType,
    errorMessage: incident.errorMessage,
    jobKey: incident.jobKey,
    variableScopeKey: owner.key,
    elementInstanceKey: owner.key,
    element: owner.element,
    processInstanceKey: owner.instance.key,
    definition: owner.instance.definition,
  });
}
