import type { NormalEvent } from './normalise.js';

type Change = (event: NormalEvent) => NormalEvent | null;
type ListChange = (events: readonly NormalEvent[]) => readonly NormalEvent[];

/** A difference that every scenario may show: what is changed, or left out when null, before logs are compared. */
export interface KnownDifference {
  /** Topic of the row in docs/zeebe-differences.md. */
  topic: string;
  zeebe?: Change;
  here?: Change;
  /** What is done to both logs as a whole. */
  both?: ListChange;
}

const without =
  (valueType: string, ...fields: string[]): Change =>
  (event) => {
    if (event.valueType !== valueType || !fields.some((field) => field in event.value)) return event;
    return {
      ...event,
      value: Object.fromEntries(Object.entries(event.value).filter(([name]) => !fields.includes(name))),
    };
  };

/** Leaves out the events with these intents. */
const withoutIntents =
  (valueType: string, ...intents: string[]): Change =>
  (event) =>
    event.valueType === valueType && intents.includes(event.intent) ? null : event;

/** One after the other. */
const all =
  (...changes: readonly Change[]): Change =>
  (event) =>
    changes.reduce<NormalEvent | null>((current, change) => current && change(current), event);

const when =
  (condition: (event: NormalEvent) => boolean, change: Change): Change =>
  (event) =>
    condition(event) ? change(event) : event;

const isStartTimer = ({ value }: NormalEvent): boolean => value['elementInstanceKey'] === '-1';
const isDeleted = ({ intent }: NormalEvent): boolean => intent === 'DELETED' || intent === 'DELETING';
const isExpired = ({ intent }: NormalEvent): boolean => intent === 'EXPIRED';
const isAssigned = ({ intent }: NormalEvent): boolean => intent === 'ASSIGNING' || intent === 'ASSIGNED';
const isMigrated = ({ intent }: NormalEvent): boolean => intent === 'MIGRATED';
const hasFailed = ({ intent }: NormalEvent): boolean => intent === 'FAILED';
const EXPRESSIONS = new Set(['EXTRACT_VALUE_ERROR', 'IO_MAPPING_ERROR', 'DECISION_EVALUATION_ERROR']);
const isExpression = ({ value }: NormalEvent): boolean => EXPRESSIONS.has(String(value['errorType']));
const OF_PROCESS = ['bpmnProcessId', 'processDefinitionKey', 'processInstanceKey'];
const OF_VERSION = ['processDefinitionKey', 'processDefinitionVersion'];

/** Zeebe leaves out what an element was, or what it was last about, where it is over. */
const ends = all(
  when(isDeleted, without('PROCESS', 'checksum')),
  when(isDeleted, without('COMPENSATION_SUBSCRIPTION', 'throwEventId')),
  when(isExpired, without('MESSAGE', 'name', 'correlationKey', 'timeToLive', 'deadline', 'messageId', 'variables')),
  when(isMigrated, without('VARIABLE', 'value')),
  when((event) => !hasFailed(event), without('JOB', 'retryBackoff', 'recurringTime')),
  when(hasFailed, without('DECISION_EVALUATION', 'evaluationFailureMessage')),
);

/** Of the variables of a loop as a whole only what they are at the end. */
const lastOfCollections: ListChange = (events) => {
  const last = new Map(events.map((event, index) => [event.subject, index]));
  return events.filter((event, index) => {
    const isCollection = event.valueType === 'VARIABLE' && /\[\](#\d+)?$/.test(String(event.value['scopeKey']));
    return !isCollection || last.get(event.subject) === index;
  });
};

const withListenersAsJobs: Change = (event) =>
  event.value['errorType'] === 'EXECUTION_LISTENER_NO_RETRIES'
    ? { ...event, value: { ...event.value, errorType: 'JOB_NO_RETRIES' } }
    : event;

const withElement: Change = (event) => {
  if (event.value['elementId'] !== 'NO_CATCH_EVENT_FOUND') return event;
  const elementId = /([^/#[\]]*)(?:\[\])?(?:#\d+)?$/.exec(String(event.value['elementInstanceKey']))?.[1];
  return { ...event, value: { ...event.value, elementId } };
};

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    topic: 'Fields of records',
    here: all(
      without('JOB', 'jobListenerEventType'),
      without('INCIDENT', 'processDefinitionVersion'),
      without('TIMER', 'bpmnProcessId'),
      without('VARIABLE_DOCUMENT', ...OF_PROCESS),
      without('PROCESS_INSTANCE_CREATION', 'tags'),
      without('PROCESS_INSTANCE_MODIFICATION', 'bpmnProcessId', 'processDefinitionKey', 'activateInstructions'),
      without('PROCESS_INSTANCE_MIGRATION', 'tenantId'),
      without('MESSAGE_SUBSCRIPTION', 'elementId', ...OF_VERSION),
      without('PROCESS_MESSAGE_SUBSCRIPTION', ...OF_VERSION),
      without('SIGNAL_SUBSCRIPTION', 'processInstanceKey'),
      without('COMPENSATION_SUBSCRIPTION', 'bpmnProcessId'),
      without('ESCALATION', 'bpmnProcessId', 'processDefinitionKey'),
      without('USER_TASK', 'priority', 'formId'),
      without('RESOURCE_DELETION', 'tenantId'),
      when(isAssigned, without('USER_TASK', 'changedAttributes')),
    ),
    zeebe: all(
      when(isAssigned, without('USER_TASK', 'changedAttributes')),
      without('PROCESS_INSTANCE_MODIFICATION', 'ancestorScopeKeys', 'activateInstructions'),
      without('RESOURCE_DELETION', 'tenantId'),
    ),
  },
  {
    topic: 'Message subscriptions in the log',
    zeebe: all(
      withoutIntents('MESSAGE_SUBSCRIPTION', 'CORRELATING'),
      withoutIntents('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATING', 'CREATED', 'DELETING'),
      when(isDeleted, without('MESSAGE_SUBSCRIPTION', 'messageKey', 'variables')),
      when(isDeleted, without('PROCESS_MESSAGE_SUBSCRIPTION', 'messageKey', 'variables')),
    ),
    here: all(
      withoutIntents('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED'),
      when(isDeleted, without('MESSAGE_SUBSCRIPTION', 'messageKey', 'variables')),
      when(isDeleted, without('PROCESS_MESSAGE_SUBSCRIPTION', 'messageKey', 'variables')),
    ),
  },
  { topic: 'Signal that a process throws', here: withoutIntents('SIGNAL', 'BROADCASTING') },
  {
    topic: 'Activation of jobs in the log',
    zeebe: without('JOB', 'worker', 'deadline'),
    here: without('JOB', 'worker', 'deadline'),
  },
  {
    topic: 'What stands in records of an end',
    zeebe: ends,
    here: ends,
  },
  { topic: 'Output collection of rounds that do not wait', both: lastOfCollections },
  { topic: 'Execution listeners', here: withListenersAsJobs },
  { topic: 'Record of a job whose error nobody catches', zeebe: withElement },
  {
    topic: 'Process instance in the records of start timers',
    zeebe: when(isStartTimer, without('TIMER', 'processInstanceKey')),
    here: when(isStartTimer, without('TIMER', 'processInstanceKey')),
  },
  {
    topic: 'Texts of incidents at expressions',
    zeebe: when(isExpression, without('INCIDENT', 'errorMessage')),
    here: when(isExpression, without('INCIDENT', 'errorMessage')),
  },
];

/** Takes the known differences out of a log; `seen` gets the topics of those that were there. */
export function withoutKnown(
  events: readonly NormalEvent[],
  side: 'zeebe' | 'here',
  seen: Set<string>,
): readonly NormalEvent[] {
  let current = events;
  for (const { topic, both, [side]: change } of KNOWN_DIFFERENCES) {
    const before = current;
    if (both) current = both(current);
    if (change) current = changeEach(current, change);
    if (current.length !== before.length || current.some((event, index) => event !== before[index])) seen.add(topic);
  }
  return current;
}

function changeEach(events: readonly NormalEvent[], change: Change): NormalEvent[] {
  return events.flatMap((event) => {
    const changed = change(event);
    return changed ? [changed] : [];
  });
}
