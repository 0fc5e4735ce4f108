import { correlate, correlateStart } from '../behavior/message-correlation.js';
import { canTrigger } from '../behavior/event-trigger.js';
import { elementAt } from '../behavior/transition.js';
import { requireGraphs, requireTree } from '../behavior/required-graphs.js';
import type { MessageRecord } from '../records.js';
import { InstancesMissing } from '../state/definition.js';
import type { BufferedMessage, SubscriptionEntry } from '../state/message-state.js';
import type { StepRun } from '../step/step-run.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** Gives the message to at most one waiting element per process, then to start events; keeps it as long as it lives. */
export const publishMessage: CommandProcessor<'publishMessage'> = (run, command) => {
  const { tenantId, name, correlationKey, variables, messageId = '' } = command;
  const { messages } = run.state;
  if (messages.hasId(tenantId, name, correlationKey, messageId)) {
    return refuse(
      'ALREADY_EXISTS',
      `Expected to publish a new message with id '${messageId}', but a message with that id was already published`,
    );
  }
  const waiting = messages.waitingByProcess(tenantId, name, correlationKey);
  const starts = messages.startsFor(tenantId, name);
  for (const entries of waiting) requireTaker(run, entries);
  requireStarted(
    run,
    starts.map(({ definitionKey }) => definitionKey),
  );
  const key = run.nextKey();
  const timeToLive = Math.max(0, command.timeToLive);
  const record: MessageRecord = {
    valueType: 'MESSAGE',
    intent: 'PUBLISHED',
    key,
    tenantId,
    name,
    correlationKey,
    messageId,
    timeToLive,
    deadline: run.now + timeToLive,
    variables,
  };
  run.emit(record);
  const message = messages.buffered.get(key);
  if (!message) throw new Error(`message ${key} was not stored`);
  for (const entries of waiting) correlateOldest(run, entries, message);
  for (const start of starts) correlateStart(run, start, message);
  if (timeToLive === 0) run.emit({ ...record, intent: 'EXPIRED' });
  return answer({ messageKey: String(key), tenantId });
};

/** The oldest that takes the message, as long as they are in memory. */
function correlateOldest(run: StepRun, entries: readonly SubscriptionEntry[], message: BufferedMessage): void {
  for (const entry of entries) {
    if (!run.state.messages.subscriptions.has(entry.key)) continue;
    if (!run.state.elements.has(entry.elementInstanceKey) || correlate(run, entry, message)) return;
  }
}

/** Instances that are asked for at once when the oldest do not take the message. */
const MORE = 100;

/**
 * Makes sure that the oldest instance that can take the message is loaded, however many wait behind it. Nothing has been
 * written yet.
 */
function requireTaker(run: StepRun, entries: readonly SubscriptionEntry[]): void {
  for (const [index, entry] of entries.entries()) {
    const owner = run.state.elements.get(entry.elementInstanceKey);
    if (!owner) throw new InstancesMissing(entries.slice(index, index + MORE).map(({ rootKey }) => rootKey));
    requireTree(run.state, owner.instance);
    const wait = owner.messages?.find(({ key }) => key === entry.key);
    if (wait && canTrigger(owner, elementAt(owner.instance.process, wait.target))) return;
  }
}

function requireStarted(run: StepRun, definitionKeys: readonly number[]): void {
  for (const key of definitionKeys) {
    const definition = run.state.definitions.get(key);
    if (definition) requireGraphs(run.state, definition);
  }
}

/** The life of a buffered message is over. */
export const expireMessage: CommandProcessor<'expireMessage'> = (run, { messageKey }) => {
  const message = run.state.messages.buffered.get(messageKey);
  if (!message || message.deadline > run.now) {
    return refuse('NOT_FOUND', `Expected to expire message with key '${messageKey}', but no such message is due`);
  }
  const { key, tenantId, name, correlationKey, messageId, deadline, variables } = message;
  run.emit({
    valueType: 'MESSAGE',
    intent: 'EXPIRED',
    key,
    tenantId,
    name,
    correlationKey,
    messageId,
    timeToLive: 0,
    deadline,
    variables,
  });
  return answer(null);
};
