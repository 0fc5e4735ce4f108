import type { Outcome } from '../engine.js';
import type { CoreCommand, StepResult } from './command.js';
import { broadcastSignal, deliverSignal } from './command/broadcast-signal.processor.js';
import { cancelProcessInstance } from './command/cancel-process-instance.processor.js';
import { completeJob } from './command/complete-job.processor.js';
import { createProcessInstance } from './command/create-process-instance.processor.js';
import { deleteResource } from './command/delete-resource.processor.js';
import { deployPrepared } from './command/deploy-prepared.processor.js';
import { evaluateDecision } from './command/evaluate-decision.processor.js';
import { failJob } from './command/fail-job.processor.js';
import { migrateProcessInstance } from './command/migrate-process-instance.processor.js';
import { modifyProcessInstance } from './command/modify-process-instance.processor.js';
import { expireMessage, publishMessage } from './command/publish-message.processor.js';
import type { CommandProcessor } from './command/reply.js';
import { resolveIncident } from './command/resolve-incident.processor.js';
import { setVariables } from './command/set-variables.processor.js';
import { throwError } from './command/throw-error.processor.js';
import { triggerTimer } from './command/trigger-timer.processor.js';
import { recurJob, timeOutJob, updateJobRetries, updateJobTimeout } from './command/update-job.processor.js';
import { assignUserTask, completeUserTask, unassignUserTask, updateUserTask } from './command/user-task.processor.js';
import type { EngineState } from './state/engine-state.js';
import { runFollowUps } from './step/run-follow-ups.js';
import { StepRun } from './step/step-run.js';

const PROCESSORS: { readonly [T in CoreCommand['type']]: CommandProcessor<T> } = {
  deployPrepared,
  deleteResource,
  createProcessInstance,
  cancelProcessInstance,
  modifyProcessInstance,
  migrateProcessInstance,
  completeJob,
  failJob,
  throwError,
  updateJobRetries,
  updateJobTimeout,
  timeOutJob,
  recurJob,
  publishMessage,
  expireMessage,
  broadcastSignal,
  deliverSignal,
  resolveIncident,
  setVariables,
  assignUserTask,
  unassignUserTask,
  updateUserTask,
  completeUserTask,
  evaluateDecision,
  triggerTimer,
};

/**
 * Runs one command and everything that follows from it, until only waiting is left. Pure but for the state, which it
 * changes through the events it returns; the same state, command and `now` (epoch milliseconds) give the same events.
 * A refused command changes nothing. Throws GraphMissing or InstancesMissing, before the first event, when something it may
 * meet is not loaded.
 */
export function step(state: EngineState, command: CoreCommand, now: number): StepResult {
  const run = new StepRun(state, now);
  const outcome = process(run, command);
  if (outcome.ok) runFollowUps(run);
  return { events: run.events, outcome };
}

function process<T extends CoreCommand['type']>(
  run: StepRun,
  command: Extract<CoreCommand, { type: T }>,
): Outcome<unknown> {
  const processor: CommandProcessor<T> = PROCESSORS[command.type as T];
  return processor(run, command);
}
