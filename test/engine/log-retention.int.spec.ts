import type pg from 'pg';
import { tendLog } from '../../src/engine/runtime/housekeeping.js';
import { silent } from '../../src/engine/runtime/engine-options.js';
import { testPool } from '../support/test-pool.js';
import { EngineWorld } from './support/engine-world.js';
import { oneTask } from './support/processes.js';

const DAY = 86_400_000;

describe('retention of the log', () => {
  let world: EngineWorld;
  /** As the engine, which does not own its tables. */
  let pool: pg.Pool;
  beforeAll(async () => {
    world = await EngineWorld.open();
    pool = testPool(world.database.engineUrl, 1);
    await world.start();
    await world.deploy(oneTask);
    await world.create('one-task');
    // What a week of an earlier year left behind; the records of today come after it.
    await world.rows(`
      create table engine.log_20200106 partition of engine.log for values from ('2020-01-06 00:00+00') to ('2020-01-13 00:00+00');
      alter table engine.log_20200106 owner to dsc_owner;
      insert into engine.log (first_position, last_position, epoch, at, stored_at, body)
        values (-9, -5, 0, 0, '2020-01-07 12:00+00', '[]')`);
  });
  afterAll(async () => {
    await pool.end();
    await world.close();
  });

  const tend = (age: number, readPosition: number) =>
    tendLog(pool, { age, readPosition: async () => readPosition }, silent);
  const partitions = async () =>
    (
      await world.rows<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'engine.log'::regclass order by 1`,
      )
    ).map(({ name }) => name);

  it('should keep this week and make the next before it begins', async () => {
    const before = await partitions();
    expect(before.filter((name) => /log_\d{8}$/.test(name))).toHaveLength(3);
    await tend(7 * DAY, -6);
    expect(await partitions()).toEqual(before);
  });

  it('should keep an old week as long as somebody has still to read it, then drop it whole', async () => {
    await tend(7 * DAY, -6);
    expect(await partitions()).toContain('engine.log_20200106');
    await tend(20_000 * DAY, -5);
    expect(await partitions()).toContain('engine.log_20200106');
    await tend(7 * DAY, -5);
    expect(await partitions()).not.toContain('engine.log_20200106');
    const [first] = await world.engine.readRecords(0, 1);
    expect(first).toMatchObject({ position: 1 });
  });

  it('should take what no week is there for, and go on', async () => {
    for (const name of await partitions()) {
      if (!/log_\d{8}$/.test(name)) continue;
      await world.rows(`alter table engine.log detach partition ${name}`);
      await world.rows(`insert into engine.log select * from ${name}`);
      await world.rows(`drop table ${name}`);
    }
    await world.create('one-task');
    await tend(7 * DAY, 0);
    await world.create('one-task');
    expect((await world.engine.readRecords(0, 1_000)).length).toBeGreaterThan(20);
    expect(world.errors).toEqual([]);
  });
});
