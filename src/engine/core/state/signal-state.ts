import type { JsonValue } from '../../engine.js';

/** Light entry of the index of everybody who waits for a signal; the instance itself need not be in memory. */
export interface SignalEntry {
  readonly key: number;
  readonly tenantId: string;
  readonly signalName: string;
  readonly definitionKey: number;
  /** Index of the catch event. */
  readonly target: number;
  /** -1 for start events of a process. */
  readonly elementInstanceKey: number;
  readonly processInstanceKey: number;
  readonly rootKey: number;
}

/** A signal that a process has thrown and that nobody has heard yet. */
export interface PendingSignal {
  readonly key: number;
  readonly tenantId: string;
  readonly signalName: string;
  readonly variables: Readonly<Record<string, JsonValue>>;
}

/** Who waits for which signal, and what is still to be broadcast. */
export class SignalState {
  readonly subscriptions = new Map<number, SignalEntry>();
  private readonly byName = new Map<string, Set<SignalEntry>>();
  readonly pending = new Map<number, PendingSignal>();

  subscribe(entry: SignalEntry): void {
    this.subscriptions.set(entry.key, entry);
    const name = nameOf(entry.tenantId, entry.signalName);
    const entries = this.byName.get(name);
    if (entries) entries.add(entry);
    else this.byName.set(name, new Set([entry]));
  }

  unsubscribe(key: number): void {
    const entry = this.subscriptions.get(key);
    if (!entry) return;
    this.subscriptions.delete(key);
    const name = nameOf(entry.tenantId, entry.signalName);
    const entries = this.byName.get(name);
    entries?.delete(entry);
    if (entries?.size === 0) this.byName.delete(name);
  }

  /** Oldest subscription first. */
  waitingFor(tenantId: string, signalName: string): SignalEntry[] {
    return [...(this.byName.get(nameOf(tenantId, signalName)) ?? [])].sort((a, b) => a.key - b.key);
  }

  startsOf(definitionKey: number): SignalEntry[] {
    return [...this.subscriptions.values()].filter(
      (entry) => entry.definitionKey === definitionKey && entry.elementInstanceKey < 0,
    );
  }
}

const nameOf = (tenantId: string, signalName: string): string => `${tenantId}\u0000${signalName}`;
