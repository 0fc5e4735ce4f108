import { requireTree } from '../behavior/required-graphs.js';
import { terminate } from '../behavior/termination.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** Ends an instance with all it has called; only the outermost can be cancelled. */
export const cancelProcessInstance: CommandProcessor<'cancelProcessInstance'> = (run, { processInstanceKey }) => {
  const instance = run.state.instances.get(Number(processInstanceKey));
  if (!instance) {
    return refuse(
      'NOT_FOUND',
      `Expected to cancel a process instance with key '${processInstanceKey}', but no such process was found`,
    );
  }
  if (instance.parentProcessInstanceKey > 0) {
    return refuse(
      'INVALID_STATE',
      `Expected to cancel a process instance with key '${processInstanceKey}', but it is created by a parent process instance. Cancel the root process instance '${instance.rootKey}' instead.`,
    );
  }
  requireTree(run.state, instance);
  terminate(run, instance.root);
  return answer({ processInstanceKey });
};
