import type { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from '../../config/start-problem.js';
import { ZeebeClient } from '../zeebe/client/zeebe-client.js';
import { knowsBindings } from '../zeebe/deployment/adapt-resources.js';
import { Fence } from '../zeebe/outbox/fence.js';
import { databaseTime } from '../zeebe/outbox/fence.store.js';
import { endLeases, unanswered } from '../zeebe/outbox/lease.store.js';
import { ZeebeEngine } from '../zeebe/zeebe-engine.js';
import type { ZeebeEngineOptions } from '../zeebe/zeebe-options.js';

const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;

/** A cluster of which everything that has happened so far is in the read models. */
export class Cluster {
  private constructor(
    readonly engine: ZeebeEngine,
    private readonly client: ZeebeClient,
    /** 8.5 knows no listeners of user tasks: there they are service tasks before them. */
    readonly splitsListeners: boolean,
  ) {}

  /** @throws StartProblem when it does not answer, or its records do not come */
  static async open(
    url: string,
    options: Pick<ZeebeEngineOptions, 'connection' | 'records'>,
    pool: Pool,
  ): Promise<Cluster> {
    const { address } = options.connection;
    const client = new ZeebeClient(options.connection);
    const engine = new ZeebeEngine({ url, ...options });
    try {
      const { gatewayVersion } = await client.topology().catch((error: unknown) => {
        const { details = String(error) } = error as { details?: string };
        throw new StartProblem(`ZEEBE_ADDRESS leads to ${address}, where no Zeebe gateway answers: ${details}.`);
      });
      await endLeases(pool);
      await engine.start();
      await caughtUp(pool, client);
      return new Cluster(engine, client, !knowsBindings(gatewayVersion));
    } catch (error) {
      await engine.stop();
      await client.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.engine.stop();
    await this.client.close();
  }
}

/** What a killed run has sent is answered; a message on each partition comes out again behind all that was there before. */
async function caughtUp(pool: Pool, client: ZeebeClient): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  await untilSo(end, async () => (await unanswered(pool)) === 0);
  const fence = new Fence(pool, client, 0, () => undefined);
  const now = await databaseTime(pool);
  await untilSo(end, () => fence.isPast(now));
}

async function untilSo(end: number, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    if (Date.now() > end)
      throw new StartProblem(
        `The cluster answers, but its records did not come within ${PATIENCE_MS / 1000} seconds. Check its exporter and ZEEBE_RECORDS_PORT.`,
      );
    await sleep(PAUSE_MS);
  }
}
