import type pg from 'pg';
import { activatedJob } from '../../../test/support/activated-job.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testPool } from '../../../test/support/test-pool.js';
import type { ActivatedJob } from '../engine.js';
import { ClusterJobs } from './jobs.js';

const REQUEST = { type: 'work', worker: 'w', timeout: 60_000, maxJobsToActivate: 9, requestTimeout: 10 };

describe('jobs of a cluster', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  const given: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = testPool(database.engineUrl, 2);
    await pool.query(
      `insert into engine.zeebe_instance (key, tenant_id, root_key) values (1, '6173', 1), (2, '<default>', 2)`,
    );
  });

  beforeEach(() => given.splice(0));

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const jobsOf = (database: pg.Pool, jobs: ActivatedJob[], stopping = AbortSignal.timeout(30_000)) => {
    const client = {
      activateJobs: () => Promise.resolve(jobs),
      send: ({ jobKey }: { jobKey: string }) => Promise.resolve(void given.push(jobKey)),
    };
    return new ClusterJobs(database, client as never, stopping).activate(REQUEST);
  };
  const job = (processInstanceKey: string, dsc?: object): ActivatedJob =>
    activatedJob({ processInstanceKey, variables: { x: 1, ...(dsc ? { dsc } : {}) } as never });

  it('should belong to the Gemeinde of their instance, whatever context a message has brought along since', async () => {
    const foreign = { tenantId: '6153', commandId: 'c' };
    const jobs = await jobsOf(pool, [job('1', foreign), job('1'), job('2'), job('2', foreign), job('3', foreign)]);
    expect(jobs.map(({ tenantId }) => tenantId)).toEqual(['6173', '6173', '<default>', '6153', '6153']);
    expect(jobs.map(({ variables }) => variables)).toEqual(jobs.map(() => ({ x: 1 })));
  });

  it('should wait for the records that say whose they are', async () => {
    const waiting = jobsOf(pool, [job('4')]);
    await pool.query(`insert into engine.zeebe_instance (key, tenant_id, root_key) values (4, '6173', 4)`);
    expect(await waiting).toMatchObject([{ tenantId: '6173' }]);
  });

  it('should be given back when the records do not say whose they are in time', async () => {
    const stopping = AbortSignal.timeout(500);
    expect(await jobsOf(pool, [job('5'), job('1')], stopping)).toMatchObject([{ processInstanceKey: '1' }]);
    expect(given).toEqual([job('5').key]);
  });

  it('should be given back when the database cannot say whose they are', async () => {
    const away = { query: () => Promise.reject(new Error('connection refused')) } as unknown as pg.Pool;
    expect(await jobsOf(away, [job('1')])).toEqual([]);
    expect(given).toEqual([job('1').key]);
  });
});
