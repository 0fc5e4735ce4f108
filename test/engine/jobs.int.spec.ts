import { EngineWorld, TENANT } from './support/engine-world.js';
import { computing, oneTask } from './support/processes.js';

describe('jobs', () => {
  let world: EngineWorld;

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask, computing);
    await world.run({ type: 'deployResources', tenantId: '6173', resources: [oneTask] });
  });

  afterAll(() => world.close());

  afterEach(async () => {
    world.clock.advance(3_600_000);
    await world.eventually(
      async () => (await world.rows(`select 1 from engine.job where state = 'FAILED' and retries > 0`)).length === 0,
    );
    for (const { key } of await world.jobs('work', { count: 100, wait: 200 }))
      await world.run({ type: 'completeJob', jobKey: key, variables: {} });
  });

  it('should wait for the first job of a type', async () => {
    const waiting = world.jobs('work', { wait: 5_000 });
    const key = await world.create('one-task');
    expect((await waiting).map((job) => job.processInstanceKey)).toEqual([key]);
  });

  it('should answer with nothing when the time to wait is over, or the caller hangs up', async () => {
    expect(await world.jobs('work', { wait: 30 })).toEqual([]);
    const hangUp = new AbortController();
    const waiting = world.engine.activateJobs({
      type: 'work',
      worker: 'test',
      timeout: 1_000,
      maxJobsToActivate: 1,
      requestTimeout: 60_000,
      signal: hangUp.signal,
    });
    hangUp.abort();
    expect(await waiting).toEqual([]);
  });

  it('should offer returned jobs at once, but not those that somebody else has by now', async () => {
    await world.create('one-task');
    const [first] = await world.jobs('work', { timeout: 1_000 });
    const began = performance.now();
    // It has looked, but does not wait yet, when the job comes back.
    const waiting = world.jobs('work', { wait: 5_000 });
    world.engine.returnJobs(first ? [first] : []);
    const [second] = await waiting;
    expect(second?.key).toBe(first?.key);
    expect(performance.now() - began).toBeLessThan(2_000);
    world.engine.returnJobs(first ? [first] : []);
    expect(await world.jobs('work')).toEqual([]);
  });

  it('should hand out the oldest first and each only once', async () => {
    const keys = [await world.create('one-task'), await world.create('one-task'), await world.create('one-task')];
    const first = await world.jobs('work', { count: 2 });
    const rest = await world.jobs('work', { count: 2 });
    expect([...first, ...rest].map((job) => job.processInstanceKey)).toEqual(keys);
  });

  it('should give only the variables that were asked for, and jobs of the tenants that were named', async () => {
    await world.create('computing', { amount: 1, secret: 'x' });
    const request = { type: 'work', worker: 'w', timeout: 1_000, maxJobsToActivate: 5, requestTimeout: 0 };
    expect(await world.engine.activateJobs({ ...request, tenantIds: ['6173'] })).toEqual([]);
    const [job] = await world.engine.activateJobs({
      ...request,
      tenantIds: ['6173', TENANT],
      fetchVariables: ['total'],
    });
    expect(job).toMatchObject({
      variables: { total: 2 },
      tenantId: TENANT,
      worker: 'w',
      elementId: 'task',
      retries: 3,
    });
    expect(Object.keys(job?.variables ?? {})).toEqual(['total']);
  });

  it('should offer a job again when its worker does not answer in time', async () => {
    await world.create('one-task');
    const [job] = await world.jobs('work', { timeout: 10_000 });
    world.clock.advance(9_000);
    expect(await world.jobs('work')).toEqual([]);
    const waiting = world.jobs('work', { wait: 5_000 });
    world.clock.advance(1_001);
    expect((await waiting).map(({ key }) => key)).toEqual([job?.key]);
    const records = await world.engine.readRecords(0, 10_000);
    expect(records.filter(({ intent, key }) => intent === 'TIMED_OUT' && key === job?.key)).toHaveLength(1);
  });

  it('should move the end of a lease, and refuse that for a job nobody works on', async () => {
    await world.create('one-task');
    const [open] = await world.rows<{ key: string }>(`select key from engine.job`);
    const change = { type: 'updateJobTimeout', jobKey: open?.key ?? '', timeout: 60_000 } as const;
    expect(await world.engine.execute(change)).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
    await world.jobs('work', { timeout: 10_000 });
    await world.run(change);
    world.clock.advance(50_000);
    expect(await world.jobs('work', { wait: 50 })).toEqual([]);
    world.clock.advance(10_001);
    expect(await world.jobs('work', { wait: 5_000 })).toHaveLength(1);
  });

  it('should offer a failed job again at once, or after its back-off', async () => {
    await world.create('one-task');
    const fail = { type: 'failJob', errorMessage: 'no', variables: {} } as const;
    const [first] = await world.jobs('work');
    await world.run({ ...fail, jobKey: first?.key ?? '', retries: 2 });
    const [second] = await world.jobs('work');
    expect(second).toMatchObject({ key: first?.key, retries: 2 });
    await world.run({ ...fail, jobKey: first?.key ?? '', retries: 1, retryBackOff: 30_000 });
    await world.restart();
    expect(await world.jobs('work')).toEqual([]);
    world.clock.advance(30_001);
    expect(await world.jobs('work', { wait: 5_000 })).toMatchObject([{ key: first?.key, retries: 1 }]);
  });

  it('should make an incident without retries and offer the job again when it is resolved', async () => {
    await world.create('one-task');
    const [job] = await world.jobs('work');
    const jobKey = job?.key ?? '';
    await world.run({ type: 'failJob', jobKey, retries: 0, errorMessage: 'Register antwortet nicht' });
    await world.restart();
    const [incident] = await world.rows<{ key: string }>(
      `select key, error_message, job_key, element_id, state from engine.incident where state = 'CREATED'`,
    );
    expect(incident).toMatchObject({ error_message: 'Register antwortet nicht', job_key: jobKey, element_id: 'task' });
    await world.run({ type: 'updateJobRetries', jobKey, retries: 1 });
    await world.run({ type: 'resolveIncident', incidentKey: incident?.key ?? '' });
    expect(await world.jobs('work')).toMatchObject([{ key: jobKey, retries: 1 }]);
    expect(await world.rows(`select state from engine.incident`)).toEqual([{ state: 'RESOLVED' }]);
  });
});
