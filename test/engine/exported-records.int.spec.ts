import type { Pool } from 'pg';
import type { EngineRecord } from '../../src/engine/engine.js';
import { readBulk } from '../../src/engine/zeebe/records/exported-record.js';
import { Ingest } from '../../src/engine/zeebe/records/ingest.js';
import { ExportedLogReader } from '../../src/engine/zeebe/records/log-reader.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { testPool } from '../support/test-pool.js';
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
import { dumpReadModels } from './support/read-models.js';

const BULK = 97;

const bulkOf = (records: readonly object[]): string =>
  records.map((record) => `{"index":{"_index":"x"}}\n${JSON.stringify(record)}\n`).join('');

/**
 * The records of the embedded engine have the shape of exported ones. So what its own writer shows in the read models is what
 * taking the records in must show, however they come.
 */
describe('records as a cluster exports them', () => {
  let expected: Record<string, unknown[]>;
  let records: EngineRecord[];
  const databases: TestDatabase[] = [];

  beforeAll(async () => {
    const world = await EngineWorld.open();
    await world.start({ maxBatch: 7 });
    await world.deploy(oneTask, userTask, calling, messages, waiting, everything, messageStart, uncommon);
    await walk(world, randomOf(1291), 60);
    records = await world.engine.readRecords(0, 1_000_000);
    expected = await dumpReadModels(world.sql);
    await world.close();
  });

  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  async function taken(
    bulks: readonly EngineRecord[][],
    atOnce: number,
    asSeen = (pool: Pool): Pool => pool,
  ): Promise<Record<string, unknown[]>> {
    const database = await createTestDatabase();
    databases.push(database);
    const pool = testPool(database.engineUrl, 4);
    const errors: string[] = [];
    const log = {
      info: () => undefined,
      error: (message: string, error: unknown) => void errors.push(message, String(error)),
    };
    // Two processes, as in production: neither knows what the other has taken.
    const ingests = [0, 1].map(() => new Ingest(asSeen(pool), () => undefined, log));
    const waiting = [...bulks];
    const sender = async (number: number) => {
      for (let bulk = waiting.shift(); bulk; bulk = waiting.shift())
        for (let isStored = false; !isStored;)
          isStored = await (ingests[number % 2] as Ingest).take(readBulk(bulkOf(bulk))).then(
            () => true,
            () => false,
          );
    };
    await Promise.all(Array.from({ length: atOnce }, (_, number) => sender(number)));
    expect(errors).toEqual([]);
    const read = await new ExportedLogReader(pool).read(0, 1_000_000);
    expect(read.map(({ position }) => position)).toEqual(records.map((_, index) => index + 1));
    const ofInstances = read.filter(({ value }) => Number(value['processInstanceKey'] ?? -1) > 0);
    expect([...new Set(ofInstances.map(({ value }) => value['tenantId']))]).toEqual([TENANT]);
    await pool.end();
    const all = testPool(database.administratorUrl, 1);
    const dump = await dumpReadModels(all);
    await all.end();
    return dump;
  }

  const bulks = (): EngineRecord[][] =>
    Array.from({ length: Math.ceil(records.length / BULK) }, (_, index) =>
      records.slice(index * BULK, (index + 1) * BULK),
    );

  it('should fill the read models as the embedded engine does', async () => {
    expect(await taken(bulks(), 1)).toEqual(expected);
  });

  it('should fill them the same when bulks come twice, overlap and come several at once', async () => {
    const overlapping = bulks().flatMap((bulk, index, all) => [
      bulk,
      [...bulk.slice(50), ...(all[index + 1] ?? []).slice(0, 20)],
      bulk,
    ]);
    expect(await taken(overlapping, 3)).toEqual(expected);
  });

  it('should fill them the same when records come in any order', async () => {
    const random = randomOf(77);
    const shuffled = records
      .map((record) => ({ record, order: random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ record }) => record);
    const pieces = Array.from({ length: Math.ceil(shuffled.length / BULK) }, (_, index) =>
      shuffled.slice(index * BULK, (index + 1) * BULK),
    );
    expect(await taken(pieces, 2)).toEqual(expected);
  });

  it('should fill them the same when the database goes away before commits', async () => {
    expect(await taken(bulks(), 1, failingCommits)).toEqual(expected);
  });
});

/** The same pool, but every second transaction is lost with its connection in the moment of its commit. */
function failingCommits(pool: Pool): Pool {
  let commits = 0;
  const connect = async () => {
    const client = await pool.connect();
    const query = async (first: string | object, values?: unknown[]) => {
      if (first !== 'commit' || (commits += 1) % 2 === 0) return client.query(first as string, values);
      await client.query('rollback');
      throw new Error('Connection terminated');
    };
    return { query, release: (isBroken: boolean) => client.release(isBroken) };
  };
  return { connect } as unknown as Pool;
}
