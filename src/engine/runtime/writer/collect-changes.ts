import type {
  DecisionRecord,
  DecisionRequirementsRecord,
  EngineEvent,
  FormRecord,
  IncidentRecord,
  JobRecord,
  MessageSubscriptionRecord,
  ProcessInstanceRecord,
  ProcessRecord,
  StartSubscriptionRecord,
  UserTaskRecord,
} from '../../core/records.js';
import type { Memory } from '../state/memory.js';
import type { Changes } from './changes.js';

/** Notes what an event changes in the database and in the indexes of the shell. Runs after the whole step was applied. */
export function collectChange(changes: Changes, memory: Memory, event: EngineEvent): void {
  switch (event.valueType) {
    case 'PROCESS_INSTANCE':
      if (event.element.type === 'PROCESS') processInstance(changes, memory, event);
      touch(changes, memory, event.processInstanceKey);
      elementInstance(changes, memory, event);
      return;
    case 'SEQUENCE_FLOW':
    case 'PROCESS_EVENT':
    case 'COMPENSATION_SUBSCRIPTION':
    case 'PROCESS_INSTANCE_MODIFICATION':
    case 'PROCESS_INSTANCE_MIGRATION':
      touch(changes, memory, event.processInstanceKey);
      return;
    case 'VARIABLE':
      touch(changes, memory, event.processInstanceKey);
      if (event.intent === 'MIGRATED') return;
      changes.variables.set(`${event.scopeKey}/${event.name}`, event);
      if (event.intent === 'CREATED') changes.createdVariables.add(event.key);
      return;
    case 'JOB':
      touch(changes, memory, event.processInstanceKey);
      job(changes, memory, event);
      return;
    case 'USER_TASK':
      touch(changes, memory, event.processInstanceKey);
      userTask(changes, event);
      return;
    case 'INCIDENT':
      touch(changes, memory, event.processInstanceKey);
      incident(changes, event);
      return;
    case 'TIMER':
      touch(changes, memory, event.processInstanceKey);
      changes.timers.add(event.key);
      if (event.intent === 'CREATED') memory.agenda.add(event.dueDate, 'timer', event.key);
      return;
    case 'MESSAGE':
      changes.messages.add(event.key);
      if (event.intent === 'PUBLISHED') memory.agenda.add(event.deadline, 'message', event.key);
      return;
    case 'MESSAGE_SUBSCRIPTION':
    case 'PROCESS_MESSAGE_SUBSCRIPTION':
      touch(changes, memory, event.processInstanceKey);
      subscription(changes, event);
      return;
    case 'MESSAGE_START_EVENT_SUBSCRIPTION':
      startSubscription(changes, event);
      return;
    case 'SIGNAL':
      changes.signals.add(event.key);
      if (event.intent === 'BROADCASTING') memory.agenda.add(0, 'signal', event.key);
      return;
    case 'SIGNAL_SUBSCRIPTION':
      touch(changes, memory, event.processInstanceKey);
      changes.signalSubscriptions.add(event.key);
      return;
    case 'PROCESS':
    case 'DECISION_REQUIREMENTS':
    case 'DECISION':
    case 'FORM':
      deployed(changes, event);
      return;
    case 'DEPLOYMENT':
      for (const { checksum, content } of event.resources) changes.resources.set(checksum, content);
      return;
    case 'PROCESS_INSTANCE_CREATION':
      for (const tag of event.tags) {
        changes.tags.push({ processInstanceKey: event.processInstanceKey, tag, tenantId: event.definition.tenantId });
      }
      return;
    case 'ESCALATION':
    case 'VARIABLE_DOCUMENT':
    case 'DECISION_EVALUATION':
    case 'RESOURCE_DELETION':
    case 'REJECTION':
      return;
  }
}

function deployed(
  changes: Changes,
  event: ProcessRecord | DecisionRequirementsRecord | DecisionRecord | FormRecord,
): void {
  if (event.intent === 'DELETED') changes.deleted.push({ table: DEPLOYED[event.valueType], key: event.key });
  if (event.intent !== 'CREATED') return;
  if (event.valueType === 'PROCESS') changes.definitions.push(event.definition);
  else if (event.valueType === 'DECISION_REQUIREMENTS') changes.requirements.push(event.requirements);
  else if (event.valueType === 'DECISION') changes.decisions.push(event.decision);
  else changes.forms.push(event.form);
}

const DEPLOYED = {
  PROCESS: 'process_definition',
  DECISION_REQUIREMENTS: 'decision_requirements',
  DECISION: 'decision',
  FORM: 'form',
} as const;

/** The instance's stored state is out of date, and memory is ahead of the database until the batch is committed. */
function touch(changes: Changes, memory: Memory, processInstanceKey: number): void {
  if (processInstanceKey <= 0 || changes.instances.has(processInstanceKey) || changes.ended.has(processInstanceKey))
    return;
  const tree = memory.trees.get(memory.trees.rootOf(processInstanceKey));
  if (!tree) return;
  changes.instances.add(processInstanceKey);
  if (changes.trees.has(tree)) return;
  changes.trees.add(tree);
  tree.pins += 1;
  memory.trees.touch(tree);
}

function processInstance(changes: Changes, memory: Memory, event: ProcessInstanceRecord): void {
  const { key, parentProcessInstanceKey } = event;
  if (event.intent === 'ELEMENT_ACTIVATING') {
    const rootKey = parentProcessInstanceKey > 0 ? memory.trees.rootOf(parentProcessInstanceKey) || key : key;
    memory.trees.started(key, rootKey);
    changes.processes.set(key, { record: event, isNew: true, rootKey, startedAt: changes.at, endedAt: null });
    touch(changes, memory, parentProcessInstanceKey);
    return;
  }
  if (event.intent === 'ELEMENT_MIGRATED') {
    const known = changes.processes.get(key);
    const rootKey = memory.trees.rootOf(key);
    changes.processes.set(
      key,
      known
        ? { ...known, record: event }
        : { record: event, isNew: false, rootKey, startedAt: changes.at, endedAt: null },
    );
    return;
  }
  if (event.intent !== 'ELEMENT_COMPLETED' && event.intent !== 'ELEMENT_TERMINATED') return;
  touch(changes, memory, key);
  touch(changes, memory, parentProcessInstanceKey);
  const rootKey = memory.trees.rootOf(key);
  const known = changes.processes.get(key);
  changes.processes.set(key, {
    record: event,
    isNew: known !== undefined,
    rootKey,
    startedAt: known?.startedAt ?? changes.at,
    endedAt: changes.at,
  });
  changes.instances.delete(key);
  changes.ended.set(key, rootKey);
  changes.locks.add(key);
  memory.trees.ended(key);
}

function elementInstance(changes: Changes, memory: Memory, happened: ProcessInstanceRecord): void {
  const event = happened.intent === 'ELEMENT_MIGRATED' ? asItIs(memory, happened) : happened;
  const known = changes.elements.get(event.key);
  const ended = event.intent === 'ELEMENT_COMPLETED' || event.intent === 'ELEMENT_TERMINATED';
  const endedAt = ended ? changes.at : null;
  if (known) {
    known.record = event;
    known.endedAt = endedAt;
  } else {
    const isNew = event.intent === 'ELEMENT_ACTIVATING';
    changes.elements.set(event.key, { record: event, isNew, startedAt: changes.at, endedAt });
  }
}

/** A migrated element goes on in the state in which it was. */
function asItIs({ state }: Memory, event: ProcessInstanceRecord): ProcessInstanceRecord {
  const now = state.elements.get(event.key)?.state ?? 'ACTIVATED';
  return { ...event, intent: `ELEMENT_${now}` };
}

function job(changes: Changes, memory: Memory, event: JobRecord): void {
  changes.jobs.add(event.key);
  switch (event.intent) {
    case 'CREATED': {
      const rootKey = memory.trees.rootOf(event.processInstanceKey);
      memory.jobs.created(event.key, event.type, event.definition.tenantId, rootKey);
      changes.offers.add(event.key);
      return;
    }
    case 'TIMED_OUT':
    case 'RECURRED_AFTER_BACKOFF':
      changes.offers.add(event.key);
      return;
    case 'FAILED':
      changes.offers.add(event.key);
      if (event.retries > 0 && event.retryBackOff > 0) memory.agenda.add(event.recurringTime, 'recur', event.key);
      return;
    case 'TIMEOUT_UPDATED': {
      const lease = memory.jobs.leases.get(event.key);
      if (lease) memory.jobs.leases.set(event.key, { ...lease, deadline: event.deadline });
      memory.agenda.add(event.deadline, 'lease', event.key);
      return;
    }
    default:
      return;
  }
}

function userTask(changes: Changes, event: UserTaskRecord): void {
  switch (event.intent) {
    case 'CREATED':
    case 'ASSIGNED':
    case 'UPDATED':
    case 'MIGRATED':
      changes.tasks.set(event.key, { record: event, endedAt: null });
      return;
    case 'COMPLETED':
    case 'CANCELED':
      changes.tasks.set(event.key, { record: event, endedAt: changes.at });
      return;
    default:
      return;
  }
}

function incident(changes: Changes, event: IncidentRecord): void {
  changes.incidents.set(event.key, { record: event, at: changes.at });
  if (event.intent !== 'RESOLVED' || event.jobKey <= 0) return;
  changes.jobs.add(event.jobKey);
  changes.offers.add(event.jobKey);
}

function subscription(changes: Changes, event: MessageSubscriptionRecord): void {
  if (event.valueType === 'MESSAGE_SUBSCRIPTION') changes.subscriptions.add(event.key);
  if (event.intent === 'CORRELATED' && event.messageKey > 0) changes.messages.add(event.messageKey);
}

function startSubscription(changes: Changes, event: StartSubscriptionRecord): void {
  changes.starts.add(event.key);
  if (event.intent !== 'CORRELATED') return;
  changes.messages.add(event.messageKey);
  changes.locks.add(event.processInstanceKey);
}
