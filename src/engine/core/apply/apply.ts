import type { EngineEvent } from '../records.js';
import type { EngineState } from '../state/engine-state.js';
import { applyCompensation } from './compensation.applier.js';
import { applyDeployment } from './deployment.applier.js';
import { applyIncident } from './incident.applier.js';
import { applyJob } from './job.applier.js';
import { applyMessage, applyMessageSubscription, applyStartSubscription } from './message.applier.js';
import { applyModification } from './modification.applier.js';
import { applyProcessEvent } from './process-event.applier.js';
import { applyCreation, applyProcessInstance, applySequenceFlow } from './process-instance.applier.js';
import { applySignal, applySignalSubscription } from './signal.applier.js';
import { applyTimer } from './timer.applier.js';
import { applyUserTask } from './user-task.applier.js';
import { applyVariable } from './variable.applier.js';

/** The only way to change state: an event happened. Replaying all events from the beginning gives the same state. */
export function apply(state: EngineState, event: EngineEvent): void {
  switch (event.valueType) {
    case 'PROCESS_INSTANCE':
      return applyProcessInstance(state, event);
    case 'SEQUENCE_FLOW':
      return applySequenceFlow(state, event);
    case 'VARIABLE':
      return applyVariable(state, event);
    case 'JOB':
      return applyJob(state, event);
    case 'USER_TASK':
      return applyUserTask(state, event);
    case 'INCIDENT':
      return applyIncident(state, event);
    case 'PROCESS_INSTANCE_CREATION':
      return applyCreation(state, event);
    case 'PROCESS_INSTANCE_MODIFICATION':
      return applyModification(state, event);
    case 'TIMER':
      return applyTimer(state, event);
    case 'PROCESS_EVENT':
      return applyProcessEvent(state, event);
    case 'MESSAGE':
      return applyMessage(state, event);
    case 'MESSAGE_SUBSCRIPTION':
    case 'PROCESS_MESSAGE_SUBSCRIPTION':
      return applyMessageSubscription(state, event);
    case 'MESSAGE_START_EVENT_SUBSCRIPTION':
      return applyStartSubscription(state, event);
    case 'COMPENSATION_SUBSCRIPTION':
      return applyCompensation(state, event);
    case 'SIGNAL':
      return applySignal(state, event);
    case 'SIGNAL_SUBSCRIPTION':
      return applySignalSubscription(state, event);
    case 'PROCESS':
    case 'FORM':
    case 'DECISION':
    case 'DECISION_REQUIREMENTS':
      return applyDeployment(state, event);
    case 'PROCESS_INSTANCE_MIGRATION':
    case 'ESCALATION':
    case 'VARIABLE_DOCUMENT':
    case 'DEPLOYMENT':
    case 'RESOURCE_DELETION':
    case 'DECISION_EVALUATION':
    case 'REJECTION':
      // Facts for readers of the log; what they change is in records of their own.
      return;
  }
}
