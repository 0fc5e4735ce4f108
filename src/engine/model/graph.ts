/**
 * The executable form of a BPMN process: flat arrays with integer indexes, every expression compiled. Immutable after
 * compilation and shared by all instances. Index 0 is always the process itself.
 */
import type { CompiledExpression } from '../feel/feel.js';

/** Element types in Zeebe's words (`BpmnElementType`). */
export type BpmnElementType =
  | 'PROCESS'
  | 'SUB_PROCESS'
  | 'EVENT_SUB_PROCESS'
  | 'AD_HOC_SUB_PROCESS'
  | 'MULTI_INSTANCE_BODY'
  | 'CALL_ACTIVITY'
  | 'START_EVENT'
  | 'INTERMEDIATE_CATCH_EVENT'
  | 'INTERMEDIATE_THROW_EVENT'
  | 'BOUNDARY_EVENT'
  | 'END_EVENT'
  | 'SERVICE_TASK'
  | 'SEND_TASK'
  | 'RECEIVE_TASK'
  | 'USER_TASK'
  | 'MANUAL_TASK'
  | 'TASK'
  | 'BUSINESS_RULE_TASK'
  | 'SCRIPT_TASK'
  | 'EXCLUSIVE_GATEWAY'
  | 'PARALLEL_GATEWAY'
  | 'INCLUSIVE_GATEWAY'
  | 'EVENT_BASED_GATEWAY';

/** Event types in Zeebe's words (`BpmnEventType`). */
export type BpmnEventType =
  | 'UNSPECIFIED'
  | 'NONE'
  | 'MESSAGE'
  | 'TIMER'
  | 'ERROR'
  | 'TERMINATE'
  | 'LINK'
  | 'SIGNAL'
  | 'ESCALATION'
  | 'COMPENSATION';

/** A text of the model that is either fixed or computed when it is needed (`=` in front). */
export interface Dynamic {
  /** As written in the model. */
  readonly text: string;
  /** Null when the text is fixed. */
  readonly expression: CompiledExpression | null;
}

/** Input or output mappings of one element: one context whose entries are the targets, or one expression for one target. */
export interface Mapping {
  /** Evaluates to a context of all targets. */
  readonly context: CompiledExpression | null;
  /** The common case: a single plain target needs no context. */
  readonly single: { readonly target: string; readonly source: CompiledExpression } | null;
  /** One by one, for engines that are set to evaluate mappings in their order (`MappingMode`). */
  readonly entries: readonly MappingEntry[];
}

export interface MappingEntry {
  /** Names of the target, outermost first. */
  readonly target: readonly string[];
  readonly source: CompiledExpression;
}

export interface SequenceFlow {
  readonly index: number;
  readonly id: string;
  readonly source: number;
  readonly target: number;
  readonly condition: CompiledExpression | null;
}

export interface JobDefinition {
  readonly type: Dynamic;
  readonly retries: Dynamic;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UserTaskDefinition {
  /** Native: a USER_TASK of its own; else a job of type `io.camunda.zeebe:userTask`. */
  readonly native: boolean;
  readonly assignee: Dynamic | null;
  readonly candidateGroups: Dynamic | null;
  readonly candidateUsers: Dynamic | null;
  readonly dueDate: Dynamic | null;
  readonly followUpDate: Dynamic | null;
  readonly priority: Dynamic | null;
  readonly form: FormReference | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Which version an element refers to: the newest, the one of its own deployment, or the newest with a tag. */
export type Binding =
  { readonly type: 'latest' } | { readonly type: 'deployment' } | { readonly type: 'versionTag'; readonly tag: string };

/** A job before (`start`) or after (`end`) the work of an element. */
export interface ListenerDefinition {
  readonly type: Dynamic;
  readonly retries: Dynamic;
}

export interface ListenerDefinitions {
  readonly start: readonly ListenerDefinition[];
  readonly end: readonly ListenerDefinition[];
}

export type FormReference =
  | { readonly kind: 'id'; readonly formId: Dynamic; readonly binding: Binding }
  | { readonly kind: 'key'; readonly formKey: Dynamic }
  | { readonly kind: 'external'; readonly reference: Dynamic };

export interface ScriptDefinition {
  readonly expression: CompiledExpression;
  readonly resultVariable: string;
}

export interface CalledDecision {
  readonly decisionId: Dynamic;
  readonly resultVariable: string;
  readonly binding: Binding;
}

export interface CalledElement {
  readonly processId: Dynamic;
  readonly binding: Binding;
  readonly propagateAllParentVariables: boolean;
  readonly propagateAllChildVariables: boolean;
}

export interface MessageDefinition {
  readonly name: Dynamic;
  /** Null for start events of a process. */
  readonly correlationKey: CompiledExpression | null;
}

export interface TimerDefinition {
  readonly kind: 'date' | 'duration' | 'cycle';
  readonly value: Dynamic;
}

export interface ErrorDefinition {
  /** Null on a catch event: every code. */
  readonly code: Dynamic | null;
}

export interface SignalDefinition {
  readonly name: Dynamic;
}

/** What a throwing compensation event undoes: one activity with the id, or everything in its scope. */
export interface CompensationDefinition {
  readonly activityId: string | null;
}

/** An ad-hoc sub-process chooses at run time which of its elements begin. */
export interface AdHocDefinition {
  readonly activeElementsCollection: CompiledExpression | null;
  readonly completionCondition: CompiledExpression | null;
  readonly cancelRemainingInstances: boolean;
}

export interface LoopDefinition {
  /** Index of the activity that is repeated. */
  readonly inner: number;
  readonly sequential: boolean;
  readonly inputCollection: CompiledExpression;
  readonly inputElement: string | null;
  readonly outputCollection: string | null;
  readonly outputElement: CompiledExpression | null;
  readonly completionCondition: CompiledExpression | null;
}

/** One element. All properties are always present, so that every element has the same shape for the compiler. */
export interface ExecutableElement {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly type: BpmnElementType;
  readonly eventType: BpmnEventType;
  /** Index of the element that contains this one; -1 for the process. */
  readonly scope: number;
  /** In the order in which they are evaluated and taken: reverse document order, as Zeebe does. */
  outgoing: readonly SequenceFlow[];
  incoming: readonly SequenceFlow[];
  defaultFlow: SequenceFlow | null;
  inputs: Mapping | null;
  outputs: Mapping | null;
  /** Events that wait while the element is active: its boundary events, a gateway's targets, or the element itself. */
  catchEvents: readonly number[];
  /** Event sub-processes directly inside this scope. */
  eventSubProcesses: readonly number[];
  /** Scopes: the none start event, -1 when there is none. Event sub-processes: their start event. */
  startEvent: number;
  /** Process only: every start event that is triggered from outside. */
  triggeredStartEvents: readonly number[];
  /** Boundary events: the activity they belong to; else -1. */
  attachedTo: number;
  /** Boundary events and start events of event sub-processes. */
  interrupting: boolean;
  /** Catch events behind an event-based gateway. */
  behindEventBasedGateway: boolean;
  job: JobDefinition | null;
  userTask: UserTaskDefinition | null;
  script: ScriptDefinition | null;
  decision: CalledDecision | null;
  call: CalledElement | null;
  message: MessageDefinition | null;
  timer: TimerDefinition | null;
  error: ErrorDefinition | null;
  signal: SignalDefinition | null;
  /** Escalations are caught by code like errors; the codes are written in the same way. */
  escalation: ErrorDefinition | null;
  /** Throwing compensation events. */
  compensation: CompensationDefinition | null;
  /** Activities that can be undone: index of their compensation boundary event; that event: index of the handler; else -1. */
  compensationTarget: number;
  adHoc: AdHocDefinition | null;
  listeners: ListenerDefinitions | null;
  /** Link throw events: index of the catch event, else -1. */
  linkTarget: number;
  loop: LoopDefinition | null;
  /** Repeated activities: index of the multi-instance body, else -1. */
  loopBody: number;
}

export interface ExecutableProcess {
  readonly id: string;
  readonly name: string;
  readonly elements: readonly ExecutableElement[];
  readonly flows: readonly SequenceFlow[];
  readonly indexById: ReadonlyMap<string, number>;
  /** `zeebe:versionTag`, empty when there is none. */
  readonly versionTag: string;
  /** Some inclusive gateway waits for several flows. */
  readonly hasInclusiveJoins: boolean;
  /** What has to be known before an instance may run: called processes and decisions. */
  readonly references: ProcessReferences;
}

export interface ProcessReferences {
  /** Fixed ids of called processes; `dynamic` when at least one id is computed. */
  readonly processIds: readonly string[];
  readonly decisionIds: readonly string[];
  readonly dynamic: boolean;
  /** Some element refers to what was deployed together with it. */
  readonly deploymentBinding: boolean;
  /** Version tags that some element refers to. */
  readonly versionTags: readonly string[];
}
