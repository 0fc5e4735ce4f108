import { createTestDatabase } from '../../../test/support/test-database.js';
import { testPool } from '../../../test/support/test-pool.js';
import { ClusterHousekeeping } from './housekeeping.js';

describe('housekeeping of a cluster', () => {
  it('should forget all answered commands whose time is over, however many there are, and no others', async () => {
    const database = await createTestDatabase();
    const pool = testPool(database.engineUrl, 1);
    const all = testPool(database.administratorUrl, 1);
    await all.query(
      `insert into engine.command_outbox (id, command, created_at, outcome)
       select gen_random_uuid(), '{}', n, case when n > 5 then '{"ok":true}'::jsonb end from generate_series(1, 11000) n`,
    );
    const keeping = new ClusterHousekeeping(pool, undefined, { info: () => undefined, error: () => undefined });
    await keeping.start();
    keeping.stop();
    const { rows } = await all.query(`select count(*)::int as n from engine.command_outbox`);
    expect(rows).toEqual([{ n: 5 }]);
    await pool.end();
    await all.end();
    await database.drop();
  });
});
