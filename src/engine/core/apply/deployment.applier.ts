import type { DecisionRecord, DecisionRequirementsRecord, FormRecord, ProcessRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

type DeployedRecord = ProcessRecord | FormRecord | DecisionRecord | DecisionRequirementsRecord;

export function applyDeployment(state: EngineState, event: DeployedRecord): void {
  if (event.intent === 'CREATED') create(state, event);
  else if (event.intent === 'DELETED') remove(state, event);
}

function create(state: EngineState, event: DeployedRecord): void {
  switch (event.valueType) {
    case 'PROCESS':
      state.definitions.add(event.definition);
      return;
    case 'FORM':
      state.forms.add(event.form);
      return;
    case 'DECISION':
      state.decisions.add(event.decision);
      return;
    case 'DECISION_REQUIREMENTS':
      state.requirements.add(event.requirements);
      return;
  }
}

function remove(state: EngineState, { valueType, key }: DeployedRecord): void {
  switch (valueType) {
    case 'PROCESS':
      return state.definitions.remove(key);
    case 'FORM':
      return state.forms.remove(key);
    case 'DECISION':
      return state.decisions.remove(key);
    case 'DECISION_REQUIREMENTS':
      return state.requirements.remove(key);
  }
}
