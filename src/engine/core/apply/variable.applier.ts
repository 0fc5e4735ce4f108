import type { VariableRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

export function applyVariable(state: EngineState, event: VariableRecord): void {
  // The variable is the same; only what its record says about the process has changed.
  if (event.intent === 'MIGRATED') return;
  const scope = state.elements.get(event.scopeKey);
  if (!scope) throw new Error(`variable scope ${event.scopeKey} does not exist`);
  scope.variables ??= new Map();
  const variable = scope.variables.get(event.name);
  if (variable) variable.value = event.value;
  else scope.variables.set(event.name, { key: event.key, value: event.value });
}
