import pg from 'pg';
import { rekeyEmbedded, keyRange, PARTITION } from '../../src/engine/move/rekey.store.js';
import { comparable } from './support/comparable-state.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import {
  calling,
  everything,
  messages,
  messageStart,
  oneTask,
  uncommon,
  userTask,
  waiting,
} from './support/processes.js';
import { randomOf, walk } from './support/random-walk.js';
import { readStoredState } from './support/read-engine-state.js';

/** A state with every key lower by `distance`; lists of keys in the order of their new texts. */
function lowered(value: unknown, distance: number): unknown {
  if (typeof value === 'number') return value > PARTITION ? value - distance : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => lowered(item, distance));
    return items.every((item) => typeof item === 'number') ? items.sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, lowered(item, distance)]));
}

describe('keys of the embedded engine in partition 0', () => {
  let world: EngineWorld;

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask, userTask, calling, messages, waiting, everything, uncommon, messageStart);
  });

  afterAll(() => world.close());

  async function rekey(): Promise<void> {
    const client = new pg.Client({ connectionString: world.database.ownerUrl });
    await client.connect();
    await client.query(`begin; set local dsc.moving = 'on'`);
    expect(await keyRange(client)).toBe('shared');
    await rekeyEmbedded(client);
    expect(await keyRange(client)).toBe('apart');
    await client.query('commit');
    await client.end();
  }

  it('should leave the same state, and an engine that goes on from it', async () => {
    await walk(world, randomOf(1848), 40);
    const asked = await world.create('messages', { case: 'a-1' });
    await world.stop(world.engine);
    const before = comparable(await readStoredState(world.database.engineUrl));

    await rekey();

    const after = comparable(await readStoredState(world.database.engineUrl));
    expect(lowered(after, 0)).toEqual(lowered(before, PARTITION));
    const now = String(Number(asked) - PARTITION);
    await world.start();
    await world.run({ type: 'publishMessage', ...ANSWER });
    const job = (await world.jobs('after', { count: 1_000 })).find(
      ({ processInstanceKey }) => processInstanceKey === now,
    );
    await world.run({ type: 'completeJob', jobKey: job?.key ?? '', variables: {} });
    expect(await world.instanceState(now)).toBe('COMPLETED');
    await walk(world, randomOf(1291), 20);
    const fresh = await world.create('user-task');
    expect(Number(fresh)).toBeLessThan(PARTITION);
    await world.restart();
    expect(await world.instanceState(fresh)).toBe('ACTIVE');
    expect(world.errors).toEqual([]);
  });
});

const ANSWER = { tenantId: TENANT, name: 'answer', correlationKey: 'a-1', timeToLive: 0, variables: {} };
