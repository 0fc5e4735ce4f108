import pg from 'pg';
import type { AdjustableClock } from '../../../src/config/clock.js';
import type { Resource } from '../../../src/engine/engine.js';
import { type Home, House, MoveFailed, planMove, type WaitingInstance } from '../../../src/engine/move/index.js';
import { type ClusterWorld, RECORDS_PASSWORD, TENANT } from './cluster-world.js';

/** What a move that is killed throws. */
export const KILLED = new Error('killed');

/** Moves the instances of a world from one engine to the other, as the command does it, without cases. */
export class MovingHouse {
  private readonly owner: pg.Pool;

  constructor(
    private readonly world: ClusterWorld,
    private readonly clock: AdjustableClock,
    /** The file of a process. */
    private readonly resource: (bpmnProcessId: string) => Resource,
  ) {
    this.owner = new pg.Pool({ connectionString: world.database.ownerUrl, max: 4 });
  }

  close(): Promise<void> {
    return this.owner.end();
  }

  /** Moves what can be moved; answers what was said of the others. `move` is what cases do in the switch. */
  async moveAll(to: Home, move?: () => Promise<void>): Promise<string[]> {
    const house = this.house(to, move);
    const said: string[] = [];
    try {
      await house.open();
      await house.enter();
      said.push(...(await house.finishArrived()).problems);
      const moves: Promise<void>[] = [];
      for await (const instance of house.waiting()) moves.push(this.moveOne(house, instance, said));
      await Promise.all(moves);
      return said;
    } finally {
      await house.close();
    }
  }

  private async moveOne(house: House, instance: WaitingInstance, said: string[]): Promise<void> {
    const name = instance.bpmnProcessId;
    const plan = planMove(instance);
    if (!plan.ok) {
      said.push(`${name}: ${plan.obstacles.join('; ')}`);
      return;
    }
    const targetDefinitionKey = await house.deploy(TENANT, name, [this.resource(name)]);
    await house.move({ instance, placements: plan.placements, targetDefinitionKey }).catch((error: unknown) => {
      if (!(error instanceof MoveFailed) && error !== KILLED) throw error;
      said.push(`${name}: ${(error as Error).message}`);
    });
  }

  private house(to: Home, move: () => Promise<void> = async () => undefined): House {
    const { broker, database, recordsPort } = this.world;
    return new House({
      to,
      embedded: { url: database.engineUrl, clock: this.clock },
      cluster: {
        connection: { address: broker.address, restAddress: broker.restAddress, secure: false },
        records: { host: '127.0.0.1', port: recordsPort, password: RECORDS_PASSWORD },
      },
      inTransaction: this.inTransaction,
      references: { lower: async () => undefined, leave: async () => undefined, move },
    });
  }

  private inTransaction = async (action: (client: pg.ClientBase) => Promise<void>): Promise<void> => {
    const client = await this.owner.connect();
    try {
      await client.query(`begin; set local dsc.moving = 'on'`);
      await action(client);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
}
