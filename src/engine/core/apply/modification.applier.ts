import type { ModificationRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

/** Elements have records of their own; what is left is that interrupted scopes take part again. */
export function applyModification(state: EngineState, event: ModificationRecord): void {
  for (const key of event.resumedScopeKeys) {
    const scope = state.elements.get(Number(key));
    if (scope) scope.interrupted = false;
  }
}
