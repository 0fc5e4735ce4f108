import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { testPool } from '../../../../test/support/test-pool.js';
import type { StoredCommand } from '../../runtime/refuse-command.js';
import { answered } from '../client/sent.js';
import { Fence } from './fence.js';

const SETTLE_MS = 20_000;

describe('knowing that a command had no effect', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let published: StoredCommand[];

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = testPool(database.engineUrl, 2);
  });

  beforeEach(() => (published = []));

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const fenceOf = (partitionsCount: number): Fence => {
    const client = {
      topology: () => Promise.resolve({ gatewayVersion: '8.5.8', partitionsCount }),
      send: (command: StoredCommand) => {
        published.push(command);
        const partition = BigInt(1 + (published.length % Math.max(1, partitionsCount)));
        return Promise.resolve(answered({ messageKey: String(partition << 51n) }));
      },
    };
    return new Fence(pool, client, SETTLE_MS, () => undefined);
  };
  const came = (partition: number, moment: number) =>
    pool.query(
      `insert into engine.zeebe_partition (id, position, fence) values ($1, 1, $2) on conflict (id) do update set fence = excluded.fence`,
      [partition, moment],
    );

  it('should need a marker of every partition, published when the gateway has given up the attempt', async () => {
    const over = Date.now() - SETTLE_MS - 5_000;
    await came(1, over + SETTLE_MS + 1);
    await came(2, over + SETTLE_MS - 1);
    const fence = fenceOf(2);
    expect(await fence.isPast(Date.now())).toBe(false);
    expect(published).toEqual([]);
    expect(await fence.isPast(over)).toBe(false);
    expect(published.length).toBeGreaterThan(0);
    await came(2, over + SETTLE_MS + 1);
    expect(await fence.isPast(over)).toBe(true);
  });

  it.each([0, -1])('should know nothing from a gateway that knows of %d partitions yet', async (partitionsCount) => {
    expect(await fenceOf(partitionsCount).isPast(Date.now() - 3_600_000)).toBe(false);
  });
});
