import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testPool } from '../../../test/support/test-pool.js';
import { ClusterWatch } from './cluster-watch.js';

const SILENCE_MS = 60;
const pause = () => new Promise((resolve) => setTimeout(resolve, SILENCE_MS + 20));

describe('what is said of a cluster', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let isThere = true;
  let probes = 0;
  let watch: ClusterWatch;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = testPool(database.engineUrl, 1);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  beforeEach(() => {
    [isThere, probes] = [true, 0];
    const topology = () =>
      isThere
        ? Promise.resolve({ gatewayVersion: '8.5.8', partitionsCount: 3 })
        : Promise.reject(Object.assign(new Error('14'), { details: 'No connection established' }));
    watch = new ClusterWatch(pool, { topology }, 'zeebe:26500', () => void (probes += 1), SILENCE_MS);
  });

  it('should name version and partitions while all is well', async () => {
    await watch.look();
    expect(watch.health()).toEqual({ ready: true, owner: true, detail: 'Zeebe 8.5.8 at zeebe:26500, 3 partition(s).' });
  });

  it('should say since when and why the gateway does not answer, and take commands all the same', async () => {
    isThere = false;
    await watch.look();
    const { ready, detail } = watch.health();
    expect(ready).toBe(true);
    expect(detail).toMatch(
      /^The Zeebe gateway at zeebe:26500 has not answered since \d\d:\d\d:\d\d \(No connection established\); commands are kept/,
    );
    isThere = true;
    await watch.look();
    expect(watch.health().detail).toContain('8.5.8');
  });

  it('should say that no records come although commands are accepted, until one does', async () => {
    await watch.look();
    watch.accepted();
    await pause();
    await watch.look();
    expect(probes).toBe(1);
    expect(watch.health().detail).toMatch(/accepts commands but no records came .* Check its exporter/);
    watch.recordsCame();
    expect(watch.health().detail).toContain('8.5.8');
    // A cluster in which nothing happens exports nothing, and nothing is wrong with that.
    await pause();
    await watch.look();
    expect([probes, watch.health().detail]).toEqual([1, expect.stringContaining('8.5.8')]);
  });

  it('should count records that other processes took', async () => {
    await watch.look();
    watch.accepted();
    await pause();
    await pool.query(`insert into engine.zeebe_partition (id, position) values (7, 1)`);
    await watch.look();
    expect(watch.health().detail).toContain('8.5.8');
  });

  it('should not be ready without its database', async () => {
    const gone = testPool('postgres://nobody:x@127.0.0.1:1/none', 1);
    const topology = () => Promise.resolve({ gatewayVersion: '8.5.8', partitionsCount: 1 });
    const lost = new ClusterWatch(gone, { topology }, 'zeebe:26500', () => undefined);
    await lost.look();
    expect(lost.health()).toMatchObject({ ready: false, detail: 'The engine cannot reach its database.' });
    await gone.end();
  });
});
