/**
 * The port of the BPMN engine: commands in, records out.
 *
 * Whoever wants to change a process sends an {@link EngineCommand}; whoever wants to know reads records or the read models
 * (`read-model.ts`). Two engines implement it: the embedded one (`runtime/`) and a Zeebe cluster (`zeebe/`).
 * Keys are Zeebe's 64-bit keys as decimal strings at this edge. Times are epoch milliseconds, durations milliseconds.
 */

import type { EvaluatedDecision } from './feel/feel.js';
import type { EngineSearch } from './search/engine-search.js';

/** A 64-bit key as decimal string; partition in the high 13 bits, as in Zeebe. */
export type Key = string;

export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };
export type Variables = { [name: string]: JsonValue };

/** Why a command was refused, in Zeebe's words (`RejectionType`), plus back pressure and unavailability. */
export type RejectionCode =
  | 'INVALID_ARGUMENT'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'INVALID_STATE'
  | 'PROCESSING_ERROR'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'DEADLINE_EXCEEDED';

export interface Rejection {
  code: RejectionCode;
  /** One sentence in English, with Zeebe's shape; pages translate by code, they do not show it. */
  reason: string;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; rejection: Rejection };

export interface Resource {
  /** File name; its suffix (.bpmn, .dmn, .form) decides how it is read. */
  name: string;
  /** UTF-8 text of the file. */
  content: string;
}

/** Every command the embedded engine accepts. `tenantId` is a BFS number in this product, `<default>` for foreign clients. */
export type EngineCommand =
  | { type: 'deployResources'; tenantId: string; resources: Resource[] }
  | ({ type: 'createProcessInstance' } & Creation)
  | ({
      /** Answered when the instance has completed; an instance that does not in time goes on all the same. */
      type: 'createProcessInstanceWithResult';
      /** Variables of the instance that are wanted; absent or empty: all. */
      fetchVariables?: string[];
      /** Milliseconds until DEADLINE_EXCEEDED; absent or 0: 15 seconds. */
      requestTimeout?: number;
    } & Creation)
  | { type: 'cancelProcessInstance'; processInstanceKey: Key }
  | {
      type: 'modifyProcessInstance';
      processInstanceKey: Key;
      activateInstructions: ActivateInstruction[];
      /** Done after everything is activated; scopes that are left empty end too. */
      terminateInstructions: { elementInstanceKey: Key }[];
    }
  | {
      type: 'migrateProcessInstance';
      processInstanceKey: Key;
      targetProcessDefinitionKey: Key;
      /** By element id: where each active element, and each event that waits, goes on. */
      mappingInstructions: { sourceElementId: string; targetElementId: string }[];
    }
  /** A process definition, decision requirements or a form, by key. Instances that run go on; none begins any more. */
  | { type: 'deleteResource'; resourceKey: Key }
  | { type: 'completeJob'; jobKey: Key; variables: Variables }
  | {
      type: 'failJob';
      jobKey: Key;
      retries: number;
      errorMessage: string;
      /** Milliseconds until the job is offered again; 0 = at once. */
      retryBackOff?: number;
      variables?: Variables;
    }
  | { type: 'throwError'; jobKey: Key; errorCode: string; errorMessage: string; variables?: Variables }
  | { type: 'updateJobRetries'; jobKey: Key; retries: number }
  | { type: 'updateJobTimeout'; jobKey: Key; timeout: number }
  | {
      type: 'publishMessage';
      tenantId: string;
      name: string;
      correlationKey: string;
      /** Milliseconds the message is buffered; 0 = only whoever waits now. */
      timeToLive: number;
      messageId?: string;
      variables: Variables;
    }
  | { type: 'broadcastSignal'; tenantId: string; signalName: string; variables: Variables }
  | { type: 'resolveIncident'; incidentKey: Key }
  | { type: 'setVariables'; elementInstanceKey: Key; variables: Variables; local: boolean }
  | { type: 'assignUserTask'; userTaskKey: Key; assignee: string; allowOverride: boolean; action?: string }
  | { type: 'unassignUserTask'; userTaskKey: Key; action?: string }
  | {
      type: 'updateUserTask';
      userTaskKey: Key;
      changes: {
        candidateGroups?: string[];
        candidateUsers?: string[];
        dueDate?: string;
        followUpDate?: string;
        priority?: number;
      };
      action?: string;
    }
  | { type: 'completeUserTask'; userTaskKey: Key; variables: Variables; action?: string }
  | { type: 'evaluateDecision'; tenantId: string; decisionId?: string; decisionKey?: Key; variables: Variables };

export interface Creation {
  tenantId: string;
  bpmnProcessId?: string;
  /** -1 or absent: latest. */
  version?: number;
  processDefinitionKey?: Key;
  variables: Variables;
  startInstructions?: { elementId: string }[];
  /** Never change; up to 10, each a letter and then letters, digits, `_`, `-`, `:` or `.`, at most 100 characters. */
  tags?: string[];
}

/** Begins at an element of a running instance, whatever the sequence flows say. */
export interface ActivateInstruction {
  elementId: string;
  /** Which instance of a scope around the element is meant; absent or -1: the only one, made when there is none. */
  ancestorElementInstanceKey?: Key;
  /** Set before the element begins: local to the element or a scope around it, without `scopeId` to the instance. */
  variableInstructions?: { variables: Variables; scopeId?: string }[];
}

export type EngineCommandType = EngineCommand['type'];

/** What each command answers once it is committed. */
export interface EngineResponses {
  deployResources: Deployment;
  createProcessInstance: CreatedInstance;
  createProcessInstanceWithResult: CreatedInstance & { variables: Variables };
  cancelProcessInstance: { processInstanceKey: Key };
  modifyProcessInstance: { processInstanceKey: Key };
  migrateProcessInstance: { processInstanceKey: Key };
  deleteResource: { resourceKey: Key };
  completeJob: { jobKey: Key };
  failJob: { jobKey: Key };
  throwError: { jobKey: Key };
  updateJobRetries: { jobKey: Key };
  updateJobTimeout: { jobKey: Key };
  publishMessage: { messageKey: Key; tenantId: string };
  broadcastSignal: { key: Key; tenantId: string };
  resolveIncident: { incidentKey: Key };
  setVariables: { key: Key };
  assignUserTask: { userTaskKey: Key };
  unassignUserTask: { userTaskKey: Key };
  updateUserTask: { userTaskKey: Key };
  completeUserTask: { userTaskKey: Key };
  evaluateDecision: DecisionEvaluation;
}

export interface CreatedInstance {
  processInstanceKey: Key;
  processDefinitionKey: Key;
  bpmnProcessId: string;
  version: number;
  tenantId: string;
}

export interface Deployment {
  key: Key;
  tenantId: string;
  processes: { bpmnProcessId: string; version: number; processDefinitionKey: Key; resourceName: string }[];
  decisions: {
    decisionId: string;
    decisionName: string;
    version: number;
    decisionKey: Key;
    decisionRequirementsId: string;
    decisionRequirementsKey: Key;
  }[];
  decisionRequirements: {
    decisionRequirementsId: string;
    decisionRequirementsName: string;
    version: number;
    decisionRequirementsKey: Key;
    resourceName: string;
  }[];
  forms: { formId: string; version: number; formKey: Key; resourceName: string }[];
}

export interface DecisionEvaluation {
  decisionId: string;
  decisionName: string;
  decisionKey: Key;
  decisionVersion: number;
  decisionRequirementsId: string;
  decisionRequirementsKey: Key;
  /** JSON value of the decision; null when it failed. */
  decisionOutput: JsonValue;
  failedDecisionId?: string;
  failureMessage?: string;
  /** In the order of their evaluation: what is required first, the decision itself last. */
  evaluatedDecisions: (EvaluatedDecision & { decisionKey: Key; decisionVersion: number })[];
}

export interface ActivateJobs {
  type: string;
  worker: string;
  /** Milliseconds a job stays reserved for the worker. */
  timeout: number;
  maxJobsToActivate: number;
  /** Names of the variables wanted; absent or empty = all that are visible. */
  fetchVariables?: string[];
  /** Milliseconds to wait for the first job; 0 = do not wait. */
  requestTimeout: number;
  /** Absent = jobs of every tenant (in-process workers of this product). */
  tenantIds?: string[];
  signal?: AbortSignal;
}

export interface ActivatedJob {
  key: Key;
  type: string;
  processInstanceKey: Key;
  bpmnProcessId: string;
  processDefinitionVersion: number;
  processDefinitionKey: Key;
  elementId: string;
  elementInstanceKey: Key;
  customHeaders: { [name: string]: string };
  worker: string;
  retries: number;
  deadline: number;
  variables: Variables;
  tenantId: string;
  /** Those of its process instance. */
  tags: readonly string[];
}

/** A record of the log in Zeebe's shape (`facts`: value types, intents and fields as exported by Zeebe 8.5). */
export interface EngineRecord {
  partitionId: number;
  position: number;
  sourceRecordPosition: number;
  key: Key;
  timestamp: number;
  recordType: 'EVENT' | 'COMMAND' | 'COMMAND_REJECTION';
  valueType: string;
  intent: string;
  rejectionType: string;
  rejectionReason: string;
  brokerVersion: string;
  recordVersion: number;
  value: { [field: string]: unknown };
}

export interface ExecuteOptions {
  /**
   * Makes the command exactly-once: a second command with the same id answers with the stored outcome of the first.
   * 1 to 64 characters; kept for at least 7 days.
   */
  commandId?: string;
  /** Whose command it is: nothing of others is found. Absent: everything may be reached. */
  only?: Reach;
}

/** What somebody from outside may touch. */
export interface Reach {
  tenants: readonly string[];
  /** Types of the jobs; absent: jobs of every type. */
  jobTypes?: readonly string[];
}

export interface EngineHealth {
  /** Commands are taken. */
  ready: boolean;
  /** Whether it runs in this process; else commands go to the process that has it. */
  owner: boolean;
  /** One sentence for people who operate the system. */
  detail: string;
}

export interface Engine {
  /** Resolves after the command's records are durable. Rejections are values; it throws only when the engine is broken. */
  execute<C extends EngineCommand>(command: C, options?: ExecuteOptions): Promise<Outcome<EngineResponses[C['type']]>>;
  /** Long poll for jobs, oldest first. Resolves with [] when `requestTimeout` is over. */
  activateJobs(request: ActivateJobs): Promise<ActivatedJob[]>;
  /** Jobs that never reached who asked for them: offered again at once. Those that somebody else has by now stay there. */
  returnJobs(jobs: readonly Pick<ActivatedJob, 'key' | 'worker' | 'deadline'>[]): void;
  /** Records after a position, in order, at most `limit` (events, and rejections marked as such). */
  readRecords(afterPosition: number, limit: number): Promise<EngineRecord[]>;
  /** Called after each commit with the highest committed position; returns the function that ends the subscription. */
  onCommitted(listener: (position: number) => void): () => void;
  /** Hint that rows were added to `engine.command_outbox`; the engine also looks by itself. */
  wakeOutbox(): void;
  health(): EngineHealth;
  /** For people who look after processes. */
  readonly search: EngineSearch;
}

/** Nest injection token of the engine. */
export const ENGINE = Symbol('Engine');
