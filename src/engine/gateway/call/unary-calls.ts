import { deleteResource, deployProcess, deployResource } from './deployment-calls.js';
import { evaluateDecision } from './evaluate-decision.js';
import { broadcastSignal, publishMessage } from './event-calls.js';
import {
  cancelProcessInstance,
  createProcessInstance,
  createProcessInstanceWithResult,
  migrateProcessInstance,
  modifyProcessInstance,
  resolveIncident,
  setVariables,
} from './instance-calls.js';
import { completeJob, failJob, throwError, updateJobRetries, updateJobTimeout } from './job-calls.js';
import type { UnaryCall } from './unary-call.js';

/** By name of the RPC. What a request looks like is known to the contract, not to the compiler. */
export const UNARY_CALLS: Readonly<Record<string, UnaryCall<never>>> = {
  DeployProcess: deployProcess,
  DeployResource: deployResource,
  DeleteResource: deleteResource,
  CreateProcessInstance: createProcessInstance,
  CreateProcessInstanceWithResult: createProcessInstanceWithResult,
  CancelProcessInstance: cancelProcessInstance,
  ModifyProcessInstance: modifyProcessInstance,
  MigrateProcessInstance: migrateProcessInstance,
  SetVariables: setVariables,
  ResolveIncident: resolveIncident,
  PublishMessage: publishMessage,
  BroadcastSignal: broadcastSignal,
  EvaluateDecision: evaluateDecision,
  CompleteJob: completeJob,
  FailJob: failJob,
  ThrowError: throwError,
  UpdateJobRetries: updateJobRetries,
  UpdateJobTimeout: updateJobTimeout,
};
