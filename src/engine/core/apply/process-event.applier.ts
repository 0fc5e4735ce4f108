import type { BpmnElementType } from '../../model/index.js';
import type { ProcessEventRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

/** What an interrupting event sub-process takes over. */
const SCOPES: ReadonlySet<BpmnElementType> = new Set<BpmnElementType>(['PROCESS', 'SUB_PROCESS', 'AD_HOC_SUB_PROCESS']);

export function applyProcessEvent(state: EngineState, event: ProcessEventRecord): void {
  const scope = state.elements.get(event.scopeKey);
  if (!scope) return;
  if (event.intent === 'TRIGGERED') {
    if (scope.trigger?.key === event.key) scope.trigger = null;
    return;
  }
  const { key, target, variables } = event;
  scope.trigger = { key, target: target.index, variables };
  if (!target.interrupting) return;
  if (target.type === 'BOUNDARY_EVENT') scope.accepting = false;
  else if (SCOPES.has(scope.element.type)) {
    // An interrupting event sub-process takes over the scope: tokens on their way are lost.
    scope.interrupted = true;
    scope.activeFlows = 0;
    scope.joins = null;
  }
}
