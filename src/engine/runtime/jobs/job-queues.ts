import type { OpenJob } from '../state/load-state.store.js';
import { Heap } from '../time/heap.js';

/** Who works on a job, and until when. Kept in memory alone: after a restart every open job is offered again. */
export interface Lease {
  worker: string;
  deadline: number;
}

interface Entry {
  readonly key: number;
  readonly type: string;
  readonly tenantId: string;
  readonly rootKey: number;
  /** `new`: its batch is not committed; `parked`: failed and waiting for time, retries or an incident's resolution. */
  state: 'new' | 'ready' | 'leased' | 'parked';
}

/**
 * Every open job of the engine, and per type and tenant those that may be handed out, oldest first. Filled after the
 * commit that made a job; the table is never polled.
 */
export class JobQueues {
  private readonly entries = new Map<number, Entry>();
  private readonly queues = new Map<string, Map<string, Heap<number>>>();

  constructor(readonly leases: Map<number, Lease> = new Map<number, Lease>()) {}

  get size(): number {
    return this.entries.size;
  }

  rootOf(jobKey: number): number {
    return this.entries.get(jobKey)?.rootKey ?? 0;
  }

  typeOf(jobKey: number): string | undefined {
    return this.entries.get(jobKey)?.type;
  }

  isLeased(jobKey: number): boolean {
    return this.entries.get(jobKey)?.state === 'leased';
  }

  /** From the database after a start; jobs that a worker of this process still holds stay with it. */
  restore(job: OpenJob): void {
    this.created(job.key, job.type, job.tenantId, job.rootKey);
    const entry = this.entries.get(job.key);
    if (!entry) return;
    if (job.state !== 'ACTIVATABLE') entry.state = 'parked';
    else if (this.leases.has(job.key)) entry.state = 'leased';
    else this.offer(job.key);
  }

  created(key: number, type: string, tenantId: string, rootKey: number): void {
    this.entries.set(key, { key, type, tenantId, rootKey, state: 'new' });
  }

  /** The job may be handed out; returns its type when that is news. */
  offer(key: number): string | undefined {
    const entry = this.entries.get(key);
    if (!entry || entry.state === 'ready') return undefined;
    entry.state = 'ready';
    this.leases.delete(key);
    this.queue(entry.type, entry.tenantId).push(key);
    return entry.type;
  }

  /** Offers what is reserved for nobody, and forgets reservations of jobs that are gone: memory was read anew. */
  releaseUnheld(): void {
    for (const key of this.leases.keys()) if (!this.entries.has(key)) this.leases.delete(key);
    for (const { key, state } of this.entries.values()) {
      if (state === 'leased' && !this.leases.has(key)) this.offer(key);
    }
  }

  park(key: number): void {
    const entry = this.entries.get(key);
    if (entry) entry.state = 'parked';
    this.leases.delete(key);
  }

  removed(key: number): void {
    this.entries.delete(key);
    this.leases.delete(key);
  }

  /** Takes the oldest jobs of a type, of the given tenants or of all, and reserves them. */
  take(type: string, tenants: readonly string[] | undefined, count: number, lease: Lease): number[] {
    const byTenant = this.queues.get(type);
    const taken: number[] = [];
    if (!byTenant) return taken;
    const queues = tenants ? tenants.flatMap((tenant) => byTenant.get(tenant) ?? []) : [...byTenant.values()];
    while (taken.length < count) {
      const queue = this.oldest(queues);
      const key = queue?.pop();
      if (key === undefined) break;
      const entry = this.entries.get(key);
      if (!entry) continue;
      entry.state = 'leased';
      this.leases.set(key, lease);
      taken.push(key);
    }
    return taken;
  }

  /** The queue whose head is the oldest job; heads that are gone or taken are thrown away on the way. */
  private oldest(queues: readonly Heap<number>[]): Heap<number> | undefined {
    let best: Heap<number> | undefined;
    let bestKey = Infinity;
    for (const queue of queues) {
      let head = queue.peek();
      while (head !== undefined && this.entries.get(head)?.state !== 'ready') {
        queue.pop();
        head = queue.peek();
      }
      if (head !== undefined && head < bestKey) {
        best = queue;
        bestKey = head;
      }
    }
    return best;
  }

  private queue(type: string, tenantId: string): Heap<number> {
    let byTenant = this.queues.get(type);
    if (!byTenant) this.queues.set(type, (byTenant = new Map<string, Heap<number>>()));
    let queue = byTenant.get(tenantId);
    if (!queue) byTenant.set(tenantId, (queue = new Heap<number>((a, b) => a < b)));
    return queue;
  }
}
