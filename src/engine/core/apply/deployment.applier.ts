import type { DecisionRecord, DecisionRequirementsRecord, FormRecord, ProcessRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

type DeployedRecord = ProcessRecord | FormRecord | DecisionRecord | DecisionRequirementsRecord;

export function applyDeployment(state: EngineState, event: DeployedRecord): void {
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
