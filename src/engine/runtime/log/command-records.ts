import type { CoreCommand } from '../../core/command.js';
import { keyNumber } from '../state/keys.js';

/** What each command is called in Zeebe's log. */
export const COMMAND_RECORDS: { readonly [Type in CoreCommand['type']]: { valueType: string; intent: string } } = {
  deployPrepared: { valueType: 'DEPLOYMENT', intent: 'CREATE' },
  createProcessInstance: { valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE' },
  cancelProcessInstance: { valueType: 'PROCESS_INSTANCE', intent: 'CANCEL' },
  modifyProcessInstance: { valueType: 'PROCESS_INSTANCE_MODIFICATION', intent: 'MODIFY' },
  migrateProcessInstance: { valueType: 'PROCESS_INSTANCE_MIGRATION', intent: 'MIGRATE' },
  deleteResource: { valueType: 'RESOURCE_DELETION', intent: 'DELETE' },
  completeJob: { valueType: 'JOB', intent: 'COMPLETE' },
  failJob: { valueType: 'JOB', intent: 'FAIL' },
  throwError: { valueType: 'JOB', intent: 'THROW_ERROR' },
  updateJobRetries: { valueType: 'JOB', intent: 'UPDATE_RETRIES' },
  updateJobTimeout: { valueType: 'JOB', intent: 'UPDATE_TIMEOUT' },
  publishMessage: { valueType: 'MESSAGE', intent: 'PUBLISH' },
  broadcastSignal: { valueType: 'SIGNAL', intent: 'BROADCAST' },
  deliverSignal: { valueType: 'SIGNAL', intent: 'BROADCAST' },
  resolveIncident: { valueType: 'INCIDENT', intent: 'RESOLVE' },
  setVariables: { valueType: 'VARIABLE_DOCUMENT', intent: 'UPDATE' },
  assignUserTask: { valueType: 'USER_TASK', intent: 'ASSIGN' },
  unassignUserTask: { valueType: 'USER_TASK', intent: 'ASSIGN' },
  updateUserTask: { valueType: 'USER_TASK', intent: 'UPDATE' },
  completeUserTask: { valueType: 'USER_TASK', intent: 'COMPLETE' },
  evaluateDecision: { valueType: 'DECISION_EVALUATION', intent: 'EVALUATE' },
  triggerTimer: { valueType: 'TIMER', intent: 'TRIGGER' },
  recurJob: { valueType: 'JOB', intent: 'RECUR_AFTER_BACKOFF' },
  timeOutJob: { valueType: 'JOB', intent: 'TIME_OUT' },
  expireMessage: { valueType: 'MESSAGE', intent: 'EXPIRE' },
};

/** The key of what the command is about; -1 when it makes something new. */
export function commandKey(command: CoreCommand): number {
  switch (command.type) {
    case 'deployPrepared':
    case 'createProcessInstance':
    case 'publishMessage':
    case 'evaluateDecision':
    case 'broadcastSignal':
      return -1;
    case 'deleteResource':
      return keyNumber(command.resourceKey);
    case 'cancelProcessInstance':
    case 'modifyProcessInstance':
    case 'migrateProcessInstance':
      return keyNumber(command.processInstanceKey);
    case 'completeJob':
    case 'failJob':
    case 'throwError':
    case 'updateJobRetries':
    case 'updateJobTimeout':
      return keyNumber(command.jobKey);
    case 'resolveIncident':
      return keyNumber(command.incidentKey);
    case 'setVariables':
      return keyNumber(command.elementInstanceKey);
    case 'assignUserTask':
    case 'unassignUserTask':
    case 'updateUserTask':
    case 'completeUserTask':
      return keyNumber(command.userTaskKey);
    case 'triggerTimer':
      return command.timerKey;
    case 'recurJob':
    case 'timeOutJob':
      return command.jobKey;
    case 'expireMessage':
      return command.messageKey;
    case 'deliverSignal':
      return command.signalKey;
  }
}

/** A refused command as it is kept in the log: whole, but for the contents of files. */
export function loggedCommand(command: CoreCommand): unknown {
  if (command.type !== 'deployPrepared') return command;
  const { tenantId, resources } = command;
  return { type: command.type, tenantId, resources: resources.map(({ name, checksum }) => ({ name, checksum })) };
}
