import type { VariableRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

export function applyVariable(state: EngineState, event: VariableRecord): void {
  const scope = state.elements.get(event.scopeKey);
  if (!scope) throw new Error(`variable scope ${event.scopeKey} does not exist`);
  scope.variables ??= new Map();
  const variable = scope.variables.get(event.name);
  if (variable) variable.value = event.value;
  else scope.variables.set(event.name, { key: event.key, value: event.value });
}
