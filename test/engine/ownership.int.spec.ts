import type { EmbeddedEngine } from '../../src/engine/runtime/embedded-engine.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask } from './support/processes.js';

const create = { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId: 'one-task', variables: {} } as const;

describe('ownership of the engine', () => {
  let world: EngineWorld;

  beforeEach(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask);
  });

  afterEach(() => world.close());

  const killOwner = () =>
    world.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dsc-engine' and datname = current_database()`,
    );

  const instances = async () => (await world.rows(`select 1 from engine.process_instance`)).length;

  it('should make a second process wait, say so, and let it take over when the first one ends', async () => {
    const second = world.newEngine({ owner: 'second' });
    const started = second.start();
    await world.eventually(async () => second.health().detail.includes('takes over'));
    expect(second.health().ready).toBe(false);

    await world.stop(world.engine);
    await world.eventually(async () => second.health().ready);
    await started;
    expect(await second.execute(create)).toMatchObject({ ok: true });
  });

  it('should end the session of an owner that shows no sign of life', async () => {
    const second = world.newEngine({ owner: 'second' });
    void second.start();
    await world.eventually(async () => second.health().detail.includes('takes over'));
    await world.rows(`update engine.partition set lease_until = clock_timestamp() - interval '1 second'`);
    // Whoever is first, exactly one of them owns the engine afterwards.
    await world.eventually(async () => [world.engine, second].filter((engine) => engine.health().ready).length === 1);
  });

  it('should lose nothing and repeat nothing when the connection breaks again and again under load', async () => {
    const before = await instances();
    let acknowledged = 0;
    const clients = Array.from({ length: 20 }, async () => {
      for (let round = 0; round < 40; round += 1) {
        const outcome = await world.engine.execute(create);
        if (outcome.ok) acknowledged += 1;
      }
    });
    let done = false;
    const work = Promise.all(clients).then(() => (done = true));
    while (!done) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await killOwner();
    }
    await work;
    expect(acknowledged).toBe(20 * 40);
    expect((await instances()) - before).toBe(acknowledged);
    expect(world.errors.length).toBeGreaterThan(0);
  });

  it('should refuse every write of an owner whose epoch is over', async () => {
    await world.rows(`update engine.partition set epoch = epoch + 1`);
    // The engine notices with its next batch, begins a new epoch, and the caller sees nothing of it.
    expect(await world.engine.execute(create)).toMatchObject({ ok: true });
    expect(world.errors.join()).toContain('is over');
    expect(await instances()).toBe(1);
  });

  it('should keep jobs with the workers that hold them when it begins again', async () => {
    await world.create('one-task');
    const [job] = await world.jobs('work');
    await killOwner();
    await world.eventually(async () => (await world.engine.execute(create)).ok);
    const offered = await world.jobs('work');
    expect(offered.map(({ key }) => key)).not.toContain(job?.key);
    await world.run({ type: 'completeJob', jobKey: job?.key ?? '', variables: {} });
  });

  it('should refuse commands as unavailable when another process has the engine', async () => {
    const second: EmbeddedEngine = world.newEngine({ owner: 'second' });
    await second.start();
    expect(await second.execute(create)).toMatchObject({ ok: false, rejection: { code: 'UNAVAILABLE' } });
    expect(await instances()).toBe(0);
  });
});
