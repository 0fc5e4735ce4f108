import pg from 'pg';
import type { ClientBase } from 'pg';
import { StartProblem } from '../../config/start-problem.js';
import type { Engine, Key, Resource } from '../engine.js';
import { EmbeddedEngine } from '../runtime/embedded-engine.js';
import type { EmbeddedEngineOptions } from '../runtime/engine-options.js';
import { LogReader } from '../runtime/log/log-reader.js';
import { GraphCache } from '../runtime/state/graph-cache.js';
import type { ZeebeEngineOptions } from '../zeebe/zeebe-options.js';
import { Cluster } from './cluster.js';
import { findDeployed } from './deployed.store.js';
import { InstanceMover, type MoveOrder, type References } from './instance-mover.js';
import { arrivedMoves, type Home } from './moved-instance.store.js';
import { makeRoom } from './rekey.store.js';
import { type BufferedMessage, bufferedMessages } from './waits.store.js';
import type { WaitingInstance } from './waiting-instance.js';
import { waitingInstances } from './waiting-instances.js';
import { MoveFailed } from './until.js';

export interface HouseOptions {
  to: Home;
  /** Without it nothing is changed: only what has them is asked, not what would take them. */
  apply: boolean;
  /** Settings of the embedded engine. */
  embedded: EmbeddedEngineOptions;
  cluster: Pick<ZeebeEngineOptions, 'connection' | 'records'>;
  /** Runs the work in a transaction of the owner that sees all Gemeinden. */
  inTransaction: (work: (client: ClientBase) => Promise<void>) => Promise<void>;
  references: References;
}

/** Both engines at once, as long as instances move from one to the other. No process of the product may run. */
export class House {
  private constructor(
    private readonly options: HouseOptions,
    private readonly pool: pg.Pool,
    private readonly cluster: Cluster | null,
    private readonly embedded: EmbeddedEngine | null,
  ) {}

  /** @throws StartProblem when one of the engines is not to be had */
  static async open(options: HouseOptions): Promise<House> {
    const { to, apply } = options;
    const pool = new pg.Pool({ connectionString: options.embedded.url, max: 8, application_name: 'dsc-move' });
    let cluster: Cluster | null = null;
    let embedded: EmbeddedEngine | null = null;
    try {
      if (apply) await options.inTransaction((client) => makeRoom(client, options.references));
      if (to === 'embedded' || apply) cluster = await Cluster.open(options.embedded.url, options.cluster, pool);
      if (to === 'embedded' && apply) embedded = await startEmbedded(options.embedded);
      return new House(options, pool, cluster, embedded);
    } catch (error) {
      await embedded?.stop();
      await cluster?.close();
      await pool.end();
      throw error;
    }
  }

  /** What runs on the engine that is to be left, oldest first. */
  waiting(): AsyncGenerator<WaitingInstance> {
    return waitingInstances(this.pool, this.from);
  }

  /** Messages that are kept for somebody who may ask for them later. A cluster does not tell which it keeps. */
  messages(): Promise<BufferedMessage[]> {
    return this.from === 'embedded'
      ? bufferedMessages(this.pool, this.options.embedded.clock.now())
      : Promise.resolve([]);
  }

  /** Reads the log of the engine that is to be left, for those that follow it. */
  reader(): Pick<Engine, 'readRecords' | 'onCommitted'> {
    if (this.cluster && this.from === 'zeebe') return this.cluster.engine;
    const reader = new LogReader(this.pool, new GraphCache(this.pool));
    return { readRecords: (after, limit) => reader.read(after, limit), onCommitted: () => () => undefined };
  }

  /** Key of a process on the new engine, where these files are deployed together unless they are already. */
  async deploy(tenantId: string, bpmnProcessId: string, resources: readonly Resource[]): Promise<Key> {
    // The embedded engine would make a new version of what is not the newest one.
    const known = this.embedded ? await findDeployed(this.pool, tenantId, bpmnProcessId, resources) : undefined;
    if (known !== undefined) return known;
    const outcome = await this.target.execute({ type: 'deployResources', tenantId, resources: [...resources] });
    if (!outcome.ok) throw new MoveFailed(`${bpmnProcessId} cannot be deployed: ${outcome.rejection.reason}`);
    const process = outcome.value.processes.find((one) => one.bpmnProcessId === bpmnProcessId);
    if (!process) throw new MoveFailed(`the deployed files hold no process ${bpmnProcessId}`);
    return process.processDefinitionKey;
  }

  /** @throws MoveFailed */
  move(order: MoveOrder): Promise<void> {
    return this.mover().move(order);
  }

  /** Brings to an end what an earlier run has left half done; answers how many there were. */
  async finishArrived(): Promise<number> {
    const moves = await arrivedMoves(this.pool, this.options.to);
    for (const { oldKey, keys } of moves) if (keys) await this.mover().finish(oldKey, keys);
    return moves.length;
  }

  async close(): Promise<void> {
    await this.embedded?.stop();
    await this.cluster?.close();
    await this.pool.end();
  }

  private get from(): Home {
    return this.options.to === 'zeebe' ? 'embedded' : 'zeebe';
  }

  private get target(): Engine {
    const engine = this.options.to === 'zeebe' ? this.cluster?.engine : this.embedded;
    if (!engine) throw new Error('The new engine was not opened');
    return engine;
  }

  private mover(): InstanceMover {
    const { to, inTransaction, references, embedded } = this.options;
    return new InstanceMover({
      target: to,
      pool: this.pool,
      engine: this.target,
      from: this.from === 'zeebe' ? (this.cluster?.engine ?? null) : null,
      splitsListeners: to === 'zeebe' && this.cluster?.splitsListeners === true,
      inTransaction,
      references,
      now: () => embedded.clock.now(),
    });
  }
}

async function startEmbedded(options: EmbeddedEngineOptions): Promise<EmbeddedEngine> {
  const engine = new EmbeddedEngine(options);
  await engine.start();
  const { ready, owner, detail } = engine.health();
  if (ready && owner) return engine;
  await engine.stop();
  throw new StartProblem(`The embedded engine is not free: ${detail}`);
}
