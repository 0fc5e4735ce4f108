import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { ActivatedJob, ActivateJobs } from '../engine.js';
import type { ZeebeClient } from './client/zeebe-client.js';
import { CONTEXT_VARIABLE, NO_TENANT, readContext, withoutContext } from './context.js';
import { listenedElement } from './deployment/listener-task.js';
import { type Owner, readOwners } from './records/instance-owners.js';

const PAUSE_MS = 1_000;
/** A called process that gets no variables is known by its records alone, and those are a moment behind. */
const OWNER_PATIENCE_MS = 15_000;

/** Jobs of the cluster as the product's workers know them: with the Gemeinde they belong to. */
export class ClusterJobs {
  constructor(
    private readonly pool: Pool,
    private readonly client: ZeebeClient,
    private readonly stopping: AbortSignal,
  ) {}

  /** A cluster that is not there has no jobs; its absence is told by the engine's health, not by every worker. */
  async activate(request: ActivateJobs): Promise<ActivatedJob[]> {
    const { fetchVariables = [], signal } = request;
    const until = signal ? AbortSignal.any([signal, this.stopping]) : this.stopping;
    const wanted = fetchVariables.length === 0 ? [] : [...fetchVariables, CONTEXT_VARIABLE];
    let jobs: ActivatedJob[] = [];
    try {
      jobs = await this.client.activateJobs({ ...request, fetchVariables: wanted, signal: until });
      return await this.readable(jobs);
    } catch {
      this.giveBack(jobs);
      await sleep(Math.min(PAUSE_MS, request.requestTimeout), undefined, { signal: until }).catch(() => undefined);
      return [];
    }
  }

  /** Their time runs out at once, and the cluster offers them again. */
  giveBack(jobs: readonly Pick<ActivatedJob, 'key'>[]): void {
    for (const { key } of jobs) void this.client.send({ type: 'updateJobTimeout', jobKey: key, timeout: 1 });
  }

  private async readable(jobs: readonly ActivatedJob[]): Promise<ActivatedJob[]> {
    const keys = jobs.map(({ processInstanceKey }) => processInstanceKey);
    const known = await readOwners(this.pool, keys);
    const tenants = await Promise.all(jobs.map((job) => this.tenantOf(job, known.get(job.processInstanceKey))));
    this.giveBack(jobs.filter((_, index) => tenants[index] === undefined));
    return jobs.flatMap((job, index) => {
      const tenantId = tenants[index];
      const [elementId, variables] = [listenedElement(job.elementId), withoutContext(job.variables)];
      return tenantId === undefined ? [] : [{ ...job, tenantId, elementId, variables }];
    });
  }

  /**
   * What the records say counts: by now a message of somebody else may have brought another context along. Undefined when
   * they have not told in time.
   */
  private async tenantOf({ processInstanceKey, variables }: ActivatedJob, known?: Owner): Promise<string | undefined> {
    if (known && known.tenantId !== NO_TENANT) return known.tenantId;
    const context = readContext(variables[CONTEXT_VARIABLE]);
    if (context) return context.tenantId;
    const end = Date.now() + OWNER_PATIENCE_MS;
    for (let owner = known; ; owner = (await readOwners(this.pool, [processInstanceKey])).get(processInstanceKey)) {
      if (owner) return owner.tenantId;
      if (Date.now() >= end || this.stopping.aborted) return undefined;
      await sleep(200);
    }
  }
}
