import type { System } from './faults.js';

export interface ReceivedEntry {
  system: System;
  kind: string;
  bfs: string;
  id: string;
  idempotencyKey: string | null;
  at: string;
  body: unknown;
}

/** What the simulated systems were told. A repeated idempotency key finds the first entry and adds none. */
export class MunicipalState {
  private readonly entries: ReceivedEntry[] = [];
  private readonly byKey = new Map<string, ReceivedEntry>();
  /** Requests of any kind, lookups included: tests see that a call was made. */
  readonly requests: Record<string, number> = {};

  record(entry: Omit<ReceivedEntry, 'id' | 'at'>, prefix: string): { entry: ReceivedEntry; created: boolean } {
    const key = entry.idempotencyKey === null ? undefined : `${entry.kind}|${entry.bfs}|${entry.idempotencyKey}`;
    const known = key === undefined ? undefined : this.byKey.get(key);
    if (known !== undefined) return { entry: known, created: false };
    const stored = {
      ...entry,
      id: `${prefix}-${entry.bfs}-${String(this.entries.length + 1).padStart(5, '0')}`,
      at: new Date().toISOString(),
    };
    this.entries.push(stored);
    if (key !== undefined) this.byKey.set(key, stored);
    return { entry: stored, created: true };
  }

  count(name: string): void {
    this.requests[name] = (this.requests[name] ?? 0) + 1;
  }

  list(filter: { system?: string | null; bfs?: string | null } = {}): ReceivedEntry[] {
    return this.entries.filter(
      (entry) => (!filter.system || entry.system === filter.system) && (!filter.bfs || entry.bfs === filter.bfs),
    );
  }

  clear(): void {
    this.entries.length = 0;
    this.byKey.clear();
    for (const name of Object.keys(this.requests)) delete this.requests[name];
  }
}
