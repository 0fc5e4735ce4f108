import { status } from '@grpc/grpc-js';
import type { EngineCommandType, Outcome, Rejection } from '../engine.js';

/** An expected refusal on its way to the client: the library sends `code` and `details`. */
export class StatusError extends Error {
  constructor(
    readonly code: status,
    readonly details: string,
  ) {
    super(details);
  }
}

export const invalid = (details: string): StatusError => new StatusError(status.INVALID_ARGUMENT, details);

const CODES: Readonly<Record<Rejection['code'], status>> = {
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
  INVALID_STATE: status.FAILED_PRECONDITION,
  PROCESSING_ERROR: status.INTERNAL,
  RESOURCE_EXHAUSTED: status.RESOURCE_EXHAUSTED,
  UNAVAILABLE: status.UNAVAILABLE,
  DEADLINE_EXCEEDED: status.DEADLINE_EXCEEDED,
};

/** The name of the command in Zeebe's log; clients look for it in messages. Those of user tasks depend on the request. */
const INTENTS: Readonly<Partial<Record<EngineCommandType, string>>> = {
  deployResources: 'CREATE',
  createProcessInstance: 'CREATE',
  createProcessInstanceWithResult: 'CREATE_WITH_AWAITING_RESULT',
  cancelProcessInstance: 'CANCEL',
  modifyProcessInstance: 'MODIFY',
  migrateProcessInstance: 'MIGRATE',
  deleteResource: 'DELETE',
  completeJob: 'COMPLETE',
  failJob: 'FAIL',
  throwError: 'THROW_ERROR',
  updateJobRetries: 'UPDATE_RETRIES',
  updateJobTimeout: 'UPDATE_TIMEOUT',
  publishMessage: 'PUBLISH',
  broadcastSignal: 'BROADCAST',
  resolveIncident: 'RESOLVE',
  setVariables: 'UPDATE',
  evaluateDecision: 'EVALUATE',
};

/** Refusals of the engine itself, before a command was looked at: Zeebe's gateway does not call them rejections. */
const NO_REJECTION = new Set<Rejection['code']>(['RESOURCE_EXHAUSTED', 'UNAVAILABLE', 'DEADLINE_EXCEEDED']);

/**
 * The value of an accepted command.
 *
 * @param intent the command's name in Zeebe's log, where its type does not tell
 * @throws StatusError with Zeebe's code and wording when it was refused
 */
export function accepted<T>(type: EngineCommandType, outcome: Outcome<T>, intent = INTENTS[type] ?? type): T {
  if (outcome.ok) return outcome.value;
  const { code, reason } = outcome.rejection;
  if (NO_REJECTION.has(code)) throw new StatusError(CODES[code], reason);
  throw new StatusError(CODES[code], `Command '${intent}' rejected with code '${code}': ${reason}`);
}
