import type { EngineEvent } from '../../core/records.js';

/**
 * How a field is stored. `key` packed number, `plain` JSON as it is, `definition` position in the batch's list of
 * definitions, `element` and `flow` index in that definition's graph, the others by key or checksum.
 */
export type FieldKind =
  | 'key'
  | 'plain'
  | 'definition'
  | 'element'
  | 'flow'
  | 'decision'
  | 'requirements'
  | 'form'
  | 'resources'
  | 'processes'
  | 'requirementsList'
  | 'decisions'
  | 'forms';

type Envelope = 'valueType' | 'intent' | 'key';
type FieldsOf<T> = { readonly [Field in Exclude<keyof T, Envelope>]: FieldKind };
export type ValueType = EngineEvent['valueType'];
type LayoutOf<Event extends EngineEvent> = {
  readonly [Type in Event['valueType']]: FieldsOf<Extract<Event, { valueType: Type }>>;
};

const context = { definition: 'definition', processInstanceKey: 'key' } as const;
const owner = { ...context, element: 'element', elementInstanceKey: 'key' } as const;
const subscription = {
  ...owner,
  messageName: 'plain',
  correlationKey: 'plain',
  messageKey: 'key',
  interrupting: 'plain',
  variables: 'plain',
} as const;

/**
 * Every field of every event; the type refuses a missing one. Order is what is stored: a released layout only grows at its
 * end. `definition` comes first, because elements are found through it.
 */
export const LAYOUT: LayoutOf<EngineEvent> = {
  PROCESS_INSTANCE: {
    ...context,
    element: 'element',
    flowScopeKey: 'key',
    parentProcessInstanceKey: 'key',
    parentElementInstanceKey: 'key',
    flow: 'flow',
    loopCounter: 'plain',
  },
  SEQUENCE_FLOW: {
    ...context,
    flow: 'flow',
    flowScopeKey: 'key',
    parentProcessInstanceKey: 'key',
    parentElementInstanceKey: 'key',
  },
  VARIABLE: { ...context, name: 'plain', value: 'plain', scopeKey: 'key' },
  JOB: {
    ...owner,
    type: 'plain',
    retries: 'plain',
    headers: 'plain',
    errorMessage: 'plain',
    errorCode: 'plain',
    retryBackOff: 'plain',
    recurringTime: 'plain',
    deadline: 'plain',
    worker: 'plain',
    variables: 'plain',
    caught: 'plain',
    listener: 'plain',
  },
  USER_TASK: {
    ...owner,
    assignee: 'plain',
    candidateGroups: 'plain',
    candidateUsers: 'plain',
    dueDate: 'plain',
    followUpDate: 'plain',
    priority: 'plain',
    formKey: 'key',
    formId: 'plain',
    externalFormReference: 'plain',
    customHeaders: 'plain',
    createdAt: 'plain',
    action: 'plain',
    changedAttributes: 'plain',
    variables: 'plain',
  },
  INCIDENT: { ...owner, errorType: 'plain', errorMessage: 'plain', jobKey: 'key', variableScopeKey: 'key' },
  TIMER: { ...context, target: 'element', dueDate: 'plain', repetitions: 'plain', elementInstanceKey: 'key' },
  PROCESS_EVENT: { ...context, target: 'element', scopeKey: 'key', variables: 'plain' },
  MESSAGE: {
    tenantId: 'plain',
    name: 'plain',
    correlationKey: 'plain',
    messageId: 'plain',
    timeToLive: 'plain',
    deadline: 'plain',
    variables: 'plain',
  },
  MESSAGE_SUBSCRIPTION: subscription,
  PROCESS_MESSAGE_SUBSCRIPTION: subscription,
  MESSAGE_START_EVENT_SUBSCRIPTION: {
    ...context,
    startEvent: 'element',
    messageName: 'plain',
    messageKey: 'key',
    correlationKey: 'plain',
    variables: 'plain',
  },
  SIGNAL: { tenantId: 'plain', signalName: 'plain', variables: 'plain' },
  SIGNAL_SUBSCRIPTION: { ...owner, signalName: 'plain' },
  ESCALATION: { ...context, throwElement: 'element', escalationCode: 'plain', catchElementId: 'plain' },
  COMPENSATION_SUBSCRIPTION: {
    ...context,
    element: 'element',
    activityInstanceKey: 'key',
    scopeKey: 'key',
    handler: 'element',
    throwEvent: 'element',
    throwEventInstanceKey: 'key',
    handlerInstanceKey: 'key',
  },
  PROCESS_INSTANCE_CREATION: { ...context, variables: 'plain', startInstructions: 'plain', tags: 'plain' },
  PROCESS_INSTANCE_MODIFICATION: {
    ...context,
    activateInstructions: 'plain',
    terminateInstructions: 'plain',
    resumedScopeKeys: 'plain',
  },
  PROCESS_INSTANCE_MIGRATION: { ...context, mappingInstructions: 'plain' },
  RESOURCE_DELETION: { resourceKey: 'key', tenantId: 'plain' },
  VARIABLE_DOCUMENT: { ...context, scopeKey: 'key', local: 'plain', variables: 'plain' },
  PROCESS: { definition: 'definition' },
  FORM: { form: 'form' },
  DECISION: { decision: 'decision', requirements: 'requirements' },
  DECISION_REQUIREMENTS: { requirements: 'requirements' },
  DEPLOYMENT: {
    tenantId: 'plain',
    resources: 'resources',
    processes: 'processes',
    requirements: 'requirementsList',
    decisions: 'decisions',
    forms: 'forms',
  },
  DECISION_EVALUATION: {
    ...owner,
    tenantId: 'plain',
    decision: 'decision',
    requirements: 'requirements',
    output: 'plain',
    evaluatedDecisions: 'plain',
    failureMessage: 'plain',
    failedDecisionId: 'plain',
  },
  REJECTION: { commandValueType: 'plain', code: 'plain', reason: 'plain', tenantId: 'plain' },
};

/** Codes of value types in the stored log; never renumbered. 0 is the command that a step began with. */
export const VALUE_TYPES: readonly ValueType[] = [
  'PROCESS_INSTANCE',
  'SEQUENCE_FLOW',
  'VARIABLE',
  'JOB',
  'USER_TASK',
  'INCIDENT',
  'TIMER',
  'PROCESS_EVENT',
  'MESSAGE',
  'MESSAGE_SUBSCRIPTION',
  'PROCESS_MESSAGE_SUBSCRIPTION',
  'MESSAGE_START_EVENT_SUBSCRIPTION',
  'PROCESS_INSTANCE_CREATION',
  'VARIABLE_DOCUMENT',
  'PROCESS',
  'FORM',
  'DECISION',
  'DECISION_REQUIREMENTS',
  'DEPLOYMENT',
  'DECISION_EVALUATION',
  'REJECTION',
  'SIGNAL',
  'SIGNAL_SUBSCRIPTION',
  'ESCALATION',
  'COMPENSATION_SUBSCRIPTION',
  'PROCESS_INSTANCE_MODIFICATION',
  'PROCESS_INSTANCE_MIGRATION',
  'RESOURCE_DELETION',
];

export const PROCESS_INSTANCE_INTENTS = [
  'ELEMENT_ACTIVATING',
  'ELEMENT_ACTIVATED',
  'ELEMENT_COMPLETING',
  'ELEMENT_COMPLETED',
  'ELEMENT_TERMINATING',
  'ELEMENT_TERMINATED',
  'ELEMENT_MIGRATED',
] as const;
