import type { JsonValue } from '../../engine.js';

/** A published message that waits for somebody. */
export interface BufferedMessage {
  readonly key: number;
  readonly tenantId: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly deadline: number;
  readonly variables: Readonly<Record<string, JsonValue>>;
  /** Process ids that have got it already. */
  readonly correlated: Set<string>;
}

/** Light entry of the index of everybody who waits for a message; the instance itself need not be in memory. */
export interface SubscriptionEntry {
  readonly key: number;
  readonly tenantId: string;
  readonly messageName: string;
  readonly correlationKey: string;
  readonly bpmnProcessId: string;
  readonly elementInstanceKey: number;
  readonly processInstanceKey: number;
  readonly rootKey: number;
}

/** As long as an instance that a message started runs, no second one of the process starts with the same key. */
export interface MessageLock {
  readonly tenantId: string;
  readonly bpmnProcessId: string;
  readonly correlationKey: string;
  readonly processInstanceKey: number;
}

export interface StartSubscription {
  readonly key: number;
  readonly tenantId: string;
  readonly messageName: string;
  readonly definitionKey: number;
  readonly startEvent: number;
}

const join = (...parts: string[]): string => parts.join('\u0000');

/** Messages, who waits for them, and which correlation keys are taken by instances that a message started. */
export class MessageState {
  readonly buffered = new Map<number, BufferedMessage>();
  /** tenant, name, correlation key → messages, oldest first. */
  private readonly bufferedByName = new Map<string, BufferedMessage[]>();
  private readonly ids = new Set<string>();
  readonly subscriptions = new Map<number, SubscriptionEntry>();
  private readonly subscriptionsByName = new Map<string, SubscriptionEntry[]>();
  readonly starts = new Map<number, StartSubscription>();
  /** tenant, process id, correlation key → instance that holds it. */
  private readonly locks = new Map<string, MessageLock>();
  private readonly locksByInstance = new Map<number, MessageLock>();

  hasId(tenantId: string, name: string, correlationKey: string, messageId: string): boolean {
    return messageId !== '' && this.ids.has(join(tenantId, name, correlationKey, messageId));
  }

  buffer(message: BufferedMessage): void {
    this.buffered.set(message.key, message);
    push(this.bufferedByName, join(message.tenantId, message.name, message.correlationKey), message);
    if (message.messageId !== '')
      this.ids.add(join(message.tenantId, message.name, message.correlationKey, message.messageId));
  }

  expire(key: number): void {
    const message = this.buffered.get(key);
    if (!message) return;
    this.buffered.delete(key);
    remove(this.bufferedByName, join(message.tenantId, message.name, message.correlationKey), message);
    this.ids.delete(join(message.tenantId, message.name, message.correlationKey, message.messageId));
  }

  /** Oldest first. */
  bufferedFor(tenantId: string, name: string, correlationKey: string): readonly BufferedMessage[] {
    return this.bufferedByName.get(join(tenantId, name, correlationKey)) ?? [];
  }

  subscribe(entry: SubscriptionEntry): void {
    this.subscriptions.set(entry.key, entry);
    push(this.subscriptionsByName, join(entry.tenantId, entry.messageName, entry.correlationKey), entry);
  }

  unsubscribe(key: number): void {
    const entry = this.subscriptions.get(key);
    if (!entry) return;
    this.subscriptions.delete(key);
    remove(this.subscriptionsByName, join(entry.tenantId, entry.messageName, entry.correlationKey), entry);
  }

  /** Oldest waiting element first. */
  waitingFor(tenantId: string, name: string, correlationKey: string): SubscriptionEntry[] {
    const entries = this.subscriptionsByName.get(join(tenantId, name, correlationKey));
    return entries ? [...entries].sort((a, b) => a.elementInstanceKey - b.elementInstanceKey || a.key - b.key) : [];
  }

  /** The same, process by process; the process with the oldest waiting element comes first. */
  waitingByProcess(tenantId: string, name: string, correlationKey: string): SubscriptionEntry[][] {
    const byProcess = new Map<string, SubscriptionEntry[]>();
    for (const entry of this.waitingFor(tenantId, name, correlationKey)) push(byProcess, entry.bpmnProcessId, entry);
    return [...byProcess.values()];
  }

  startsFor(tenantId: string, name: string): StartSubscription[] {
    return [...this.starts.values()].filter((start) => start.tenantId === tenantId && start.messageName === name);
  }

  startsOf(definitionKey: number): StartSubscription[] {
    return [...this.starts.values()].filter((start) => start.definitionKey === definitionKey);
  }

  lock(lock: MessageLock): void {
    this.locks.set(join(lock.tenantId, lock.bpmnProcessId, lock.correlationKey), lock);
    this.locksByInstance.set(lock.processInstanceKey, lock);
  }

  unlock(processInstanceKey: number): void {
    const lock = this.locksByInstance.get(processInstanceKey);
    if (!lock) return;
    this.locksByInstance.delete(processInstanceKey);
    this.locks.delete(join(lock.tenantId, lock.bpmnProcessId, lock.correlationKey));
  }

  lockOf(processInstanceKey: number): MessageLock | undefined {
    return this.locksByInstance.get(processInstanceKey);
  }

  isLocked(tenantId: string, bpmnProcessId: string, correlationKey: string): boolean {
    return this.locks.has(join(tenantId, bpmnProcessId, correlationKey));
  }
}

function push<T>(index: Map<string, T[]>, key: string, item: T): void {
  const items = index.get(key);
  if (items) items.push(item);
  else index.set(key, [item]);
}

function remove<T>(index: Map<string, T[]>, key: string, item: T): void {
  const items = index.get(key);
  if (!items) return;
  const at = items.indexOf(item);
  if (at >= 0) items.splice(at, 1);
  if (items.length === 0) index.delete(key);
}
