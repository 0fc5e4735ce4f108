import { calling, computing, messages, oneTask, userTask, waiting } from './support/processes.js';
import { EngineWorld, TENANT } from './support/engine-world.js';

describe('restart of the engine', () => {
  let world: EngineWorld;

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask, userTask, calling, messages, waiting, computing);
  });

  afterAll(() => world.close());

  it('should complete a job that was created before the restart, and offer it again', async () => {
    const key = await world.create('computing', { amount: 41, text: 'Müller «&» "x" \\ \n' });
    const [before] = await world.jobs('work');
    expect(before?.processInstanceKey).toBe(key);

    await world.restart();

    const [again] = await world.jobs('work');
    expect(again).toMatchObject({
      key: before?.key,
      variables: { amount: 41, total: 42, text: 'Müller «&» "x" \\ \n' },
    });
    await world.run({ type: 'completeJob', jobKey: again?.key ?? '', variables: { done: true } });
    expect(await world.instanceState(key)).toBe('COMPLETED');
  });

  it('should complete a user task of a called process after the restart, and the caller with it', async () => {
    const key = await world.create('calling', { x: 1 });
    await world.restart();
    const [task] = await world.rows<{ key: string; candidate_groups: string[] }>(
      `select key, candidate_groups from engine.user_task where state = 'CREATED'`,
    );
    expect(task?.candidate_groups).toEqual(['bau', 'kanzlei']);

    await world.run({ type: 'assignUserTask', userTaskKey: task?.key ?? '', assignee: 'anna', allowOverride: true });
    await world.restart();
    await world.run({ type: 'completeUserTask', userTaskKey: task?.key ?? '', variables: {} });

    expect(await world.instanceState(key)).toBe('COMPLETED');
    expect(await world.rows(`select assignee, state from engine.user_task`)).toEqual([
      { assignee: 'anna', state: 'COMPLETED' },
    ]);
    expect(await world.rows(`select 1 from engine.instance_state`)).toEqual([]);
    expect(await world.rows(`select 1 from engine.timer`)).toEqual([]);
  });

  it('should trigger a timer that became due while no engine ran', async () => {
    const key = await world.create('waiting');
    await world.stop(world.engine);
    world.clock.advance(600_000);
    await world.start();
    await world.eventually(async () => (await world.instanceState(key)) === 'COMPLETED');
  });

  it('should trigger a timer at once when the clock is moved', async () => {
    const key = await world.create('waiting');
    world.clock.advance(599_000);
    expect(await world.instanceState(key)).toBe('ACTIVE');
    world.clock.advance(2_000);
    await world.eventually(async () => (await world.instanceState(key)) === 'COMPLETED');
  });

  it('should correlate a message with an instance that is not in memory, and keep buffered ones', async () => {
    const waitingKey = await world.create('messages', { case: 'A-1' });
    await world.run(publish('A-2', 3_600_000));
    await world.restart();

    await world.run(publish('A-1', 0));
    const late = await world.create('messages', { case: 'A-2' });
    const jobs = await world.jobs('after');
    expect(jobs.map((job) => job.processInstanceKey)).toEqual([waitingKey, late]);
    for (const { key } of jobs) await world.run({ type: 'completeJob', jobKey: key, variables: {} });
    expect(await world.instanceState(late)).toBe('COMPLETED');
  });

  it('should forget a message when its time to live is over', async () => {
    await world.run(publish('A-3', 1_000));
    world.clock.advance(1_001);
    await world.eventually(
      async () => (await world.rows(`select 1 from engine.message where correlation_key = 'A-3'`)).length === 0,
    );
  });

  it.each([
    ['their number', { maxTrees: 2 }],
    ['their size', { maxTreeWeight: 2_000 }],
  ])('should go on with trees that had to leave memory for %s', async (_bound, options) => {
    await world.restart(options);
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, index) => world.create('one-task', { index, text: 'x'.repeat(1_000) })),
    );
    const jobs = await world.jobs('work', { count: 20 });
    expect(jobs.map((job) => job.variables['index']).sort()).toHaveLength(20);
    await Promise.all(jobs.map(({ key }) => world.run({ type: 'completeJob', jobKey: key, variables: {} })));
    for (const key of keys) expect(await world.instanceState(key)).toBe('COMPLETED');
  });

  const publish = (correlationKey: string, timeToLive: number) =>
    ({ type: 'publishMessage', tenantId: TENANT, name: 'answer', correlationKey, timeToLive, variables: {} }) as const;
});
