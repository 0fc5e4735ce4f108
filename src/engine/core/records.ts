/**
 * Events: what happened, in Zeebe's words. Lean inside the engine (numbers for keys, graph and definition by reference);
 * `runtime/log` writes them in Zeebe's full shape.
 */
import type { ActivateInstruction, JsonValue, Key, RejectionCode } from '../engine.js';
import type { ExecutableElement, SequenceFlow } from '../model/index.js';
import type {
  DecisionEvaluationRecord,
  DecisionRecord,
  DecisionRequirementsRecord,
  DeploymentRecord,
  FormRecord,
  ProcessRecord,
  ResourceDeletionRecord,
} from './deployed-records.js';
import type { Definition } from './state/definition.js';
import type { ErrorType, JobListener } from './state/work-items.js';

export type * from './deployed-records.js';

export type VariableDocument = Readonly<Record<string, JsonValue>>;

export type ProcessInstanceIntent =
  | 'ELEMENT_ACTIVATING'
  | 'ELEMENT_ACTIVATED'
  | 'ELEMENT_COMPLETING'
  | 'ELEMENT_COMPLETED'
  | 'ELEMENT_TERMINATING'
  | 'ELEMENT_TERMINATED'
  | 'ELEMENT_MIGRATED';

export interface ProcessInstanceRecord {
  valueType: 'PROCESS_INSTANCE';
  intent: ProcessInstanceIntent;
  key: number;
  definition: Definition;
  element: ExecutableElement;
  processInstanceKey: number;
  flowScopeKey: number;
  parentProcessInstanceKey: number;
  parentElementInstanceKey: number;
  /** ELEMENT_ACTIVATING only: the flow that led here; null when none did. */
  flow: SequenceFlow | null;
  /** ELEMENT_ACTIVATING only: position of an inner multi-instance element, else 0. */
  loopCounter: number;
}

export interface SequenceFlowRecord {
  valueType: 'SEQUENCE_FLOW';
  intent: 'SEQUENCE_FLOW_TAKEN';
  key: number;
  definition: Definition;
  flow: SequenceFlow;
  processInstanceKey: number;
  flowScopeKey: number;
  parentProcessInstanceKey: number;
  parentElementInstanceKey: number;
}

export interface VariableRecord {
  valueType: 'VARIABLE';
  intent: 'CREATED' | 'UPDATED' | 'MIGRATED';
  key: number;
  name: string;
  value: JsonValue;
  scopeKey: number;
  processInstanceKey: number;
  definition: Definition;
}

export type JobIntent =
  | 'CREATED'
  | 'COMPLETED'
  | 'TIMED_OUT'
  | 'FAILED'
  | 'RETRIES_UPDATED'
  | 'CANCELED'
  | 'ERROR_THROWN'
  | 'RECURRED_AFTER_BACKOFF'
  | 'TIMEOUT_UPDATED'
  | 'MIGRATED';

export interface JobRecord {
  valueType: 'JOB';
  intent: JobIntent;
  key: number;
  type: string;
  retries: number;
  headers: Readonly<Record<string, string>>;
  errorMessage: string;
  errorCode: string;
  retryBackOff: number;
  recurringTime: number;
  deadline: number;
  worker: string;
  variables: VariableDocument | null;
  /** ERROR_THROWN only: an event caught the error, the job is done. */
  caught: boolean;
  listener: JobListener;
  elementInstanceKey: number;
  element: ExecutableElement;
  processInstanceKey: number;
  definition: Definition;
}

export type UserTaskIntent =
  | 'CREATING'
  | 'CREATED'
  | 'ASSIGNING'
  | 'ASSIGNED'
  | 'UPDATING'
  | 'UPDATED'
  | 'COMPLETING'
  | 'COMPLETED'
  | 'CANCELING'
  | 'CANCELED'
  | 'MIGRATED';

export interface UserTaskRecord {
  valueType: 'USER_TASK';
  intent: UserTaskIntent;
  key: number;
  assignee: string;
  candidateGroups: readonly string[];
  candidateUsers: readonly string[];
  dueDate: string;
  followUpDate: string;
  priority: number;
  formKey: number;
  formId: string;
  externalFormReference: string;
  customHeaders: Readonly<Record<string, string>>;
  createdAt: number;
  action: string;
  changedAttributes: readonly string[];
  variables: VariableDocument | null;
  elementInstanceKey: number;
  element: ExecutableElement;
  processInstanceKey: number;
  definition: Definition;
}

export interface IncidentRecord {
  valueType: 'INCIDENT';
  intent: 'CREATED' | 'RESOLVED' | 'MIGRATED';
  key: number;
  errorType: ErrorType;
  errorMessage: string;
  jobKey: number;
  variableScopeKey: number;
  elementInstanceKey: number;
  element: ExecutableElement;
  processInstanceKey: number;
  definition: Definition;
}

export interface TimerRecord {
  valueType: 'TIMER';
  intent: 'CREATED' | 'TRIGGERED' | 'CANCELED' | 'MIGRATED';
  key: number;
  dueDate: number;
  repetitions: number;
  /** -1 for start events of a process. */
  elementInstanceKey: number;
  processInstanceKey: number;
  target: ExecutableElement;
  definition: Definition;
}

export interface ProcessEventRecord {
  valueType: 'PROCESS_EVENT';
  intent: 'TRIGGERING' | 'TRIGGERED';
  key: number;
  scopeKey: number;
  target: ExecutableElement;
  variables: VariableDocument;
  processInstanceKey: number;
  definition: Definition;
}

export interface MessageRecord {
  valueType: 'MESSAGE';
  intent: 'PUBLISHED' | 'EXPIRED';
  key: number;
  tenantId: string;
  name: string;
  correlationKey: string;
  messageId: string;
  timeToLive: number;
  deadline: number;
  variables: VariableDocument;
}

/** Both sides of a subscription: the element that waits, and the entry under the message's name. */
export interface MessageSubscriptionRecord {
  valueType: 'PROCESS_MESSAGE_SUBSCRIPTION' | 'MESSAGE_SUBSCRIPTION';
  intent: 'CREATED' | 'CORRELATED' | 'DELETED' | 'MIGRATED';
  key: number;
  messageName: string;
  correlationKey: string;
  /** -1 as long as no message came. */
  messageKey: number;
  interrupting: boolean;
  variables: VariableDocument | null;
  elementInstanceKey: number;
  element: ExecutableElement;
  processInstanceKey: number;
  definition: Definition;
}

export interface StartSubscriptionRecord {
  valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION';
  intent: 'CREATED' | 'CORRELATED' | 'DELETED';
  key: number;
  messageName: string;
  startEvent: ExecutableElement;
  messageKey: number;
  correlationKey: string;
  processInstanceKey: number;
  variables: VariableDocument | null;
  definition: Definition;
}

export interface SignalRecord {
  valueType: 'SIGNAL';
  /** BROADCASTING: a process has thrown it, a step of its own tells everybody. */
  intent: 'BROADCASTING' | 'BROADCASTED';
  key: number;
  tenantId: string;
  signalName: string;
  variables: VariableDocument;
}

export interface SignalSubscriptionRecord {
  valueType: 'SIGNAL_SUBSCRIPTION';
  intent: 'CREATED' | 'DELETED' | 'MIGRATED';
  key: number;
  signalName: string;
  element: ExecutableElement;
  /** -1 for start events of a process. */
  elementInstanceKey: number;
  processInstanceKey: number;
  definition: Definition;
}

export interface EscalationRecord {
  valueType: 'ESCALATION';
  intent: 'ESCALATED' | 'NOT_ESCALATED';
  key: number;
  escalationCode: string;
  throwElement: ExecutableElement;
  /** Empty when nobody caught it; by id, because the catch event may belong to a calling process. */
  catchElementId: string;
  processInstanceKey: number;
  definition: Definition;
}

export interface CompensationRecord {
  valueType: 'COMPENSATION_SUBSCRIPTION';
  intent: 'CREATED' | 'TRIGGERED' | 'COMPLETED' | 'DELETED';
  key: number;
  /** The activity that can be undone. */
  element: ExecutableElement;
  activityInstanceKey: number;
  scopeKey: number;
  handler: ExecutableElement | null;
  throwEvent: ExecutableElement | null;
  /** 0 as long as nobody asked for it. */
  throwEventInstanceKey: number;
  handlerInstanceKey: number;
  processInstanceKey: number;
  definition: Definition;
}

export interface CreationRecord {
  valueType: 'PROCESS_INSTANCE_CREATION';
  intent: 'CREATED';
  key: number;
  processInstanceKey: number;
  definition: Definition;
  variables: VariableDocument;
  startInstructions: readonly string[];
  tags: readonly string[];
}

export interface ModificationRecord {
  valueType: 'PROCESS_INSTANCE_MODIFICATION';
  intent: 'MODIFIED';
  /** That of the process instance. */
  key: number;
  processInstanceKey: number;
  definition: Definition;
  activateInstructions: readonly Required<ActivateInstruction>[];
  terminateInstructions: readonly { elementInstanceKey: Key }[];
  /** Scopes in which something begins although an event had interrupted them: they go on. */
  resumedScopeKeys: readonly Key[];
}

export interface MigrationRecord {
  valueType: 'PROCESS_INSTANCE_MIGRATION';
  intent: 'MIGRATED';
  /** That of the process instance. */
  key: number;
  processInstanceKey: number;
  /** The one that the instance follows from now on. */
  definition: Definition;
  mappingInstructions: readonly { sourceElementId: string; targetElementId: string }[];
}

export interface VariableDocumentRecord {
  valueType: 'VARIABLE_DOCUMENT';
  intent: 'UPDATED';
  key: number;
  scopeKey: number;
  local: boolean;
  variables: VariableDocument;
  processInstanceKey: number;
  definition: Definition;
}

export interface RejectionRecord {
  valueType: 'REJECTION';
  intent: string;
  key: number;
  /** Value type of the command that was refused. */
  commandValueType: string;
  code: RejectionCode;
  reason: string;
  tenantId: string;
}

export type EngineEvent =
  | ProcessInstanceRecord
  | SequenceFlowRecord
  | VariableRecord
  | JobRecord
  | UserTaskRecord
  | IncidentRecord
  | TimerRecord
  | ProcessEventRecord
  | MessageRecord
  | MessageSubscriptionRecord
  | StartSubscriptionRecord
  | SignalRecord
  | SignalSubscriptionRecord
  | EscalationRecord
  | CompensationRecord
  | CreationRecord
  | ModificationRecord
  | MigrationRecord
  | VariableDocumentRecord
  | ProcessRecord
  | FormRecord
  | DecisionRecord
  | DecisionRequirementsRecord
  | ResourceDeletionRecord
  | DeploymentRecord
  | DecisionEvaluationRecord
  | RejectionRecord;
