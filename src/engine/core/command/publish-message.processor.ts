import { correlate, correlateStart } from '../behavior/message-correlation.js';
import { requireGraphs, requireTree } from '../behavior/required-graphs.js';
import type { MessageRecord } from '../records.js';
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
  const waiting = messages.waitingFor(tenantId, name, correlationKey);
  const starts = messages.startsFor(tenantId, name);
  requireReached(
    run,
    waiting.map(({ processInstanceKey }) => processInstanceKey),
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
  for (const entry of waiting) {
    const open = messages.subscriptions.has(entry.key) && !message.correlated.has(entry.bpmnProcessId);
    if (open) correlate(run, entry, message);
  }
  for (const start of starts) correlateStart(run, start, message);
  if (timeToLive === 0) run.emit({ ...record, intent: 'EXPIRED' });
  return answer({ messageKey: String(key), tenantId });
};

function requireReached(run: StepRun, instanceKeys: readonly number[], definitionKeys: readonly number[]): void {
  for (const key of instanceKeys) {
    const instance = run.state.instances.get(key);
    if (instance) requireTree(run.state, instance);
  }
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
