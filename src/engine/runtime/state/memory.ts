import type { Pool } from 'pg';
import type { GraphMissing, InstancesMissing } from '../../core/state/definition.js';
import type { EngineSettings } from '../../core/state/engine-settings.js';
import { EngineState } from '../../core/state/engine-state.js';
import { JobQueues, type Lease } from '../jobs/job-queues.js';
import { Agenda } from '../time/agenda.js';
import type { GraphCache } from './graph-cache.js';
import { decodeInstance, definitionKeyOf } from './instance-codec.js';
import { unpack } from './keys.js';
import { loadState, readOpenJobs } from './load-state.store.js';
import { readTrees, readVariables } from './load-tree.store.js';
import { type TreeLimits, Trees } from './trees.js';

export interface MemoryOptions {
  /** How many instance trees stay in memory at most. */
  trees: TreeLimits;
  settings?: EngineSettings;
}

/**
 * All the engine knows without asking the database. Thrown away and read again whenever it may have left the path of the
 * database: after a failed batch, after a step that threw, after another process owned the engine.
 */
export class Memory {
  readonly state: EngineState;
  readonly trees: Trees;
  readonly agenda = new Agenda();
  private readonly loading = new Map<number, Promise<void>>();

  private constructor(
    private readonly pool: Pool,
    private readonly graphs: GraphCache,
    readonly jobs: JobQueues,
    options: MemoryOptions,
  ) {
    this.state = new EngineState(options.settings);
    this.trees = new Trees(this.state, options.trees);
  }

  /** `leases`: jobs that workers of this process hold; they keep them over a reload. */
  static async load(
    pool: Pool,
    graphs: GraphCache,
    leases: Map<number, Lease>,
    options: MemoryOptions,
  ): Promise<Memory> {
    const memory = new Memory(pool, graphs, new JobQueues(leases), options);
    await loadState(pool, memory.state);
    const { agenda, state, jobs } = memory;
    for (const timer of state.timers.values()) agenda.add(timer.dueDate, 'timer', timer.key);
    for (const message of state.messages.buffered.values()) agenda.add(message.deadline, 'message', message.key);
    for (const signal of state.signals.pending.values()) agenda.add(0, 'signal', signal.key);
    for (const job of await readOpenJobs(pool)) {
      jobs.restore(job);
      if (job.recurringTime >= 0) agenda.add(job.recurringTime, 'recur', job.key);
    }
    for (const [key, lease] of leases) agenda.add(lease.deadline, 'lease', key);
    return memory;
  }

  /** Brings whole instance trees into memory; each is read once, however many ask at the same time. */
  async loadTrees(rootKeys: readonly number[]): Promise<void> {
    const missing = [...new Set(rootKeys)].filter((key) => !this.trees.has(key) && !this.loading.has(key));
    if (missing.length > 0) {
      const load = this.readTrees(missing).finally(() => {
        for (const key of missing) this.loading.delete(key);
      });
      for (const key of missing) this.loading.set(key, load);
    }
    await Promise.all(rootKeys.map((key) => this.loading.get(key)));
  }

  private async readTrees(rootKeys: readonly number[]): Promise<void> {
    const rows = await readTrees(this.pool, rootKeys);
    const scopes = rows.flatMap(({ stored }) => stored.elements.map((element) => unpack(element[0] as number)));
    const [variables] = await Promise.all([
      scopes.length > 0 ? readVariables(this.pool, scopes) : [],
      this.loadGraphs(new Set(rows.map(({ stored }) => definitionKeyOf(stored)))),
    ]);
    // From here on without waiting: a tree is in memory as a whole or not at all.
    for (const { rootKey, key, stored } of rows) this.trees.add(decodeInstance(this.state, key, rootKey, stored));
    for (const { scopeKey, processInstanceKey, key, name, value, weight } of variables) {
      const scope = this.state.elements.get(scopeKey);
      if (!scope) continue;
      scope.variables ??= new Map();
      scope.variables.set(name, { key, value });
      this.trees.grew(processInstanceKey, weight);
    }
    // Roots without rows have ended: known as empty, so that nobody reads them again at once.
    for (const rootKey of rootKeys) this.trees.open(rootKey);
  }

  /** What a step found missing before it did anything. */
  async loadMissing(missing: GraphMissing | InstancesMissing): Promise<void> {
    if (missing.kind === 'instances') return this.loadTrees(missing.rootKeys);
    const { kind, key } = missing;
    if (kind === 'process') await this.loadGraphs(new Set([key]));
    else await this.graphs.loadDecisions([this.state.requirements.get(key)].filter((item) => item !== undefined));
  }

  private async loadGraphs(definitionKeys: ReadonlySet<number>): Promise<void> {
    const definitions = [...definitionKeys].flatMap((key) => this.state.definitions.get(key) ?? []);
    await this.graphs.loadProcesses(definitions);
  }
}
