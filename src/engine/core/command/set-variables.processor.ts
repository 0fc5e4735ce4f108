import { merge, mergeLocal } from '../behavior/variables.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

export const setVariables: CommandProcessor<'setVariables'> = (run, { elementInstanceKey, variables, local }) => {
  const scope = run.state.elements.get(Number(elementInstanceKey));
  if (!scope) {
    return refuse(
      'NOT_FOUND',
      `Expected to update variables for element with key '${elementInstanceKey}', but no such element was found`,
    );
  }
  if (local) mergeLocal(run, scope, variables);
  else merge(run, scope, variables);
  const key = run.nextKey();
  run.emit({
    valueType: 'VARIABLE_DOCUMENT',
    intent: 'UPDATED',
    key,
    scopeKey: scope.key,
    local,
    variables,
    processInstanceKey: scope.instance.key,
    definition: scope.instance.definition,
  });
  return answer({ key: String(key) });
};
