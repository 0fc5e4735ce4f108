import { setMaxListeners } from 'node:events';
import type { ActivatedJob, ActivateJobs } from '../../engine.js';
import { variablesVisibleAt } from '../../core/index.js';
import type { JobQueues } from './job-queues.js';
import type { Memory } from '../state/memory.js';

/** Hands out jobs: at once when there are some, else as soon as one of the type is committed. */
export class JobDesk {
  private memory: Memory | undefined;
  /** Per job type those who wait for a job. */
  private readonly waiting = new Map<string, Set<() => void>>();

  /** Counts calls: who has looked and does not wait yet must notice one that came in between. */
  private wakes = 0;

  constructor(private readonly clock: { now(): number }) {}

  /** Memory was read (anew): everybody looks again. */
  attach(memory: Memory): void {
    this.memory = memory;
    memory.jobs.releaseUnheld();
    for (const type of this.waiting.keys()) this.wake(type);
  }

  detach(): void {
    this.memory = undefined;
  }

  /** Jobs of the type may be there. */
  wake(type: string): void {
    this.wakes += 1;
    const waiting = this.waiting.get(type);
    if (!waiting) return;
    this.waiting.delete(type);
    for (const resume of waiting) resume();
  }

  async activate(request: ActivateJobs, stopped: AbortSignal): Promise<ActivatedJob[]> {
    const signals = request.signal ? [request.signal, stopped] : [stopped];
    // Every long poll listens to the same signals; Node takes more than ten listeners for a leak.
    setMaxListeners(0, ...signals);
    const waitUntil = performance.now() + request.requestTimeout;
    while (!signals.some(({ aborted }) => aborted) && request.maxJobsToActivate > 0) {
      const { wakes } = this;
      const jobs = await this.take(request);
      if (jobs.length > 0) return jobs;
      if (wakes !== this.wakes) continue;
      const left = waitUntil - performance.now();
      if (left <= 0) break;
      await this.nextOf(request.type, left, signals);
    }
    return [];
  }

  /** They never reached their worker: somebody else may have them, unless their reservation has changed meanwhile. */
  giveBack(given: readonly Pick<ActivatedJob, 'key' | 'worker' | 'deadline'>[]): void {
    if (!this.memory) return;
    const { jobs } = this.memory;
    for (const { key, worker, deadline } of given) {
      const lease = jobs.leases.get(Number(key));
      if (lease?.worker !== worker || lease.deadline !== deadline) continue;
      const type = jobs.offer(Number(key));
      if (type !== undefined) this.wake(type);
    }
  }

  private async take(request: ActivateJobs): Promise<ActivatedJob[]> {
    const { memory } = this;
    if (!memory) return [];
    const { jobs, agenda } = memory;
    const deadline = this.clock.now() + request.timeout;
    const keys = jobs.take(request.type, request.tenantIds, request.maxJobsToActivate, {
      worker: request.worker,
      deadline,
    });
    if (keys.length === 0) return [];
    try {
      await memory.loadTrees(keys.map((key) => jobs.rootOf(key)));
    } catch (error) {
      this.release(keys, jobs);
      throw error;
    }
    if (this.memory !== memory) {
      // The engine began again while we read: nobody was told of these jobs, the new memory offers them.
      this.release(keys, jobs);
      return [];
    }
    const taken: ActivatedJob[] = [];
    for (const key of keys) {
      const job = describeJob(memory, key, request, deadline);
      if (job) taken.push(job);
      // It failed meanwhile and has to wait now; or its tree was dropped again, or it is gone: then nothing is offered.
      else if (memory.state.jobs.has(key)) jobs.park(key);
      else jobs.offer(key);
    }
    agenda.addAll(deadline, 'lease', keys);
    return taken;
  }

  private release(keys: readonly number[], { leases }: JobQueues): void {
    for (const key of keys) leases.delete(key);
    this.memory?.jobs.releaseUnheld();
  }

  /** Resolves when jobs of the type may be there, when the time is over, or when a signal says so. */
  private async nextOf(type: string, milliseconds: number, signals: readonly AbortSignal[]): Promise<void> {
    // The caller may have hung up while we looked.
    if (signals.some(({ aborted }) => aborted)) return;
    const waiting = this.waiting.get(type) ?? new Set();
    this.waiting.set(type, waiting);
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        for (const signal of signals) signal.removeEventListener('abort', end);
        waiting.delete(end);
        if (waiting.size === 0 && this.waiting.get(type) === waiting) this.waiting.delete(type);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      for (const signal of signals) signal.addEventListener('abort', end);
      waiting.add(end);
    });
  }
}

function describeJob(
  { state }: Memory,
  key: number,
  { worker, fetchVariables }: ActivateJobs,
  deadline: number,
): ActivatedJob | undefined {
  const job = state.jobs.get(key);
  if (!job || job.state !== 'ACTIVATABLE') return undefined;
  const { owner } = job;
  const { definition } = owner.instance;
  return {
    key: String(key),
    type: job.type,
    processInstanceKey: String(owner.instance.key),
    bpmnProcessId: definition.bpmnProcessId,
    processDefinitionVersion: definition.version,
    processDefinitionKey: String(definition.key),
    elementId: owner.element.id,
    elementInstanceKey: String(owner.key),
    customHeaders: { ...job.headers },
    worker,
    retries: job.retries,
    deadline,
    variables: variablesVisibleAt(owner, fetchVariables),
    tenantId: definition.tenantId,
    tags: owner.instance.tags,
  };
}
