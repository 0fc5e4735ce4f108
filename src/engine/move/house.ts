import pg from 'pg';
import type { ClientBase } from 'pg';
import { StartProblem } from '../../config/start-problem.js';
import type { Engine, Key, Resource } from '../engine.js';
import { EmbeddedEngine } from '../runtime/embedded-engine.js';
import type { EmbeddedEngineOptions } from '../runtime/engine-options.js';
import type { ZeebeEngineOptions } from '../zeebe/zeebe-options.js';
import { BothLogs } from './both-logs.js';
import { Cluster } from './cluster.js';
import { findDeployed } from './deployed.store.js';
import { InstanceMover, type MoveOrder, type References } from './instance-mover.js';
import { halfMoved, type Home, unsettled } from './moved-instance.store.js';
import { makeRoom } from './rekey.store.js';
import { type BufferedMessage, bufferedMessages } from './waits.store.js';
import type { WaitingInstance } from './waiting-instance.js';
import { waitingInstances } from './waiting-instances.js';
import { MoveFailed } from './until.js';

export interface HouseOptions {
  to: Home;
  /** Settings of the embedded engine. */
  embedded: EmbeddedEngineOptions;
  cluster: Pick<ZeebeEngineOptions, 'connection' | 'records'>;
  /** Runs the work in a transaction of the owner that sees all Gemeinden. */
  inTransaction: (work: (client: ClientBase) => Promise<void>) => Promise<void>;
  references: References;
}

const LOOK_MS = 100;

/** Both engines at once, as long as instances move from one to the other. No process of the product may run. */
export class House {
  private readonly pool: pg.Pool;
  private readonly log: BothLogs;
  private cluster: Cluster | null = null;
  private embedded: EmbeddedEngine | null = null;

  constructor(private readonly options: HouseOptions) {
    this.pool = new pg.Pool({ connectionString: options.embedded.url, max: 8, application_name: 'dsc-move' });
    // At the end the database may go first.
    this.pool.on('error', () => undefined);
    this.log = new BothLogs(this.pool);
  }

  /** Opens what is to be left, so that it can be looked at. @throws StartProblem when it is not to be had */
  async open(): Promise<void> {
    if (this.from === 'zeebe') await this.openCluster();
  }

  /** Opens what is to be entered. @throws StartProblem when it is not to be had, or both engines have given the same keys */
  async enter(): Promise<void> {
    const { to, inTransaction, references, embedded } = this.options;
    await inTransaction((client) => makeRoom(client, references));
    if (to === 'zeebe') await this.openCluster();
    else this.embedded = await startEmbedded(embedded);
  }

  private async openCluster(): Promise<void> {
    this.cluster = await Cluster.open(this.options.embedded.url, this.options.cluster, this.pool);
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

  /** Reads what both engines have told, for those that follow it; of instances in which no case goes on, as nobody's. */
  reader(): Pick<Engine, 'readRecords' | 'onCommitted'> {
    return {
      readRecords: async (after, limit) => {
        const records = await this.log.read(after, limit);
        const nobodys = await unsettled(this.pool);
        return records.map((record) =>
          nobodys.has(String(record.value['processInstanceKey']))
            ? { ...record, value: { ...record.value, tenantId: '' } }
            : record,
        );
      },
      onCommitted: (listener) => {
        // How far the logs go is not known here: whoever follows them looks.
        const timer = setInterval(() => listener(Number.MAX_SAFE_INTEGER), LOOK_MS);
        return () => clearInterval(timer);
      },
    };
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

  /** Moves of earlier runs whose old instance is over: brought to an end, or given up where the case itself has ended. */
  async finishArrived(): Promise<{ done: number; problems: string[] }> {
    const problems: string[] = [];
    let done = 0;
    for (const move of await halfMoved(this.pool, this.options.to)) {
      try {
        // Only a cluster's instance is ended before the switch.
        if (this.from === 'zeebe' && move.keys && move.ended === 'TERMINATED') {
          await this.mover().finish(move.oldKey, move.keys);
          done += 1;
        } else await this.mover().giveUp(move);
      } catch (error) {
        if (!(error instanceof MoveFailed)) throw error;
        problems.push(`instance ${move.oldKey}: ${error.message}`);
      }
    }
    return { done, problems };
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
