import type { EmbeddedEngine } from '../../src/engine/runtime/embedded-engine.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask } from './support/processes.js';

const isFollowing = (engine: EmbeddedEngine): boolean => engine.health().ready && !engine.health().owner;

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
    expect(second.health()).toMatchObject({ ready: true, owner: false });

    await world.stop(world.engine);
    await world.eventually(async () => second.health().owner);
    await started;
    expect(await second.execute(create)).toMatchObject({ ok: true });
  });

  it('should end the session of an owner that shows no sign of life', async () => {
    const second = world.newEngine({ owner: 'second' });
    void second.start();
    await world.eventually(async () => second.health().detail.includes('takes over'));
    await world.rows(`update engine.partition set lease_until = clock_timestamp() - interval '1 second'`);
    // Whoever is first, exactly one of them owns the engine afterwards.
    await world.eventually(async () => [world.engine, second].filter((engine) => engine.health().owner).length === 1);
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
      // Only after something went on: an engine that never gets to write refuses commands after a while, and rightly so.
      const reached = acknowledged;
      await world.eventually(async () => done || acknowledged > reached);
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

  describe('with a second process beside the owner', () => {
    let second: EmbeddedEngine;

    beforeEach(async () => {
      second = world.newEngine({ owner: 'second' });
      await second.start();
    });

    /** Stands in the queue for the engine's lock, ends the owner, and lets go when both processes follow. */
    const takeAway = async () => {
      const stranger = await world.sql.connect();
      const taken = stranger.query('select pg_advisory_lock(6173002, 1)');
      await killOwner();
      await taken;
      await world.eventually(async () => [world.engine, second].every((engine) => isFollowing(engine)));
      await stranger.query('select pg_advisory_unlock(6173002, 1)');
      stranger.release();
      await world.eventually(async () => [world.engine, second].some((engine) => engine.health().owner));
    };

    it('should execute the commands of both, and answer each where it was given', async () => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, number) => (number % 2 === 0 ? world.engine : second).execute(create)),
      );
      expect(answers.every(({ ok }) => ok)).toBe(true);
      expect(await instances()).toBe(40);
      expect(await second.execute({ type: 'completeJob', jobKey: '1', variables: {} })).toMatchObject({
        ok: false,
        rejection: { code: 'NOT_FOUND' },
      });
      expect(await second.execute({ ...create, tenantId: 'a\0' })).toMatchObject({
        ok: false,
        rejection: { code: 'INVALID_ARGUMENT' },
      });
    });

    it('should count a command once that comes to both with the same id', async () => {
      const one = await world.engine.execute(create, { commandId: 'same' });
      expect(await second.execute(create, { commandId: 'same' })).toEqual(one);
      expect(await instances()).toBe(1);
    });

    it('should tell both of commits, whoever caused them', async () => {
      const heard = { first: 0, second: 0 };
      world.engine.onCommitted((position) => (heard.first = position));
      second.onCommitted((position) => (heard.second = position));
      await second.execute(create);
      await world.eventually(async () => heard.second > 0 && heard.second === heard.first);
    });

    it('should give the owner what was stored for it while nobody owned the engine, and lose nothing when it changes', async () => {
      let acknowledged = 0;
      const clients = Array.from({ length: 10 }, async () => {
        for (let round = 0; round < 20; round += 1) if ((await second.execute(create)).ok) acknowledged += 1;
      });
      await world.eventually(async () => acknowledged > 20);
      await world.stop(world.engine);
      await Promise.all(clients);
      expect(second.health().owner).toBe(true);
      expect(acknowledged).toBe(200);
      expect(await instances()).toBe(200);
    });

    it('should hand over what an owner has queued when it loses the engine to the other process', async () => {
      let acknowledged = 0;
      const clients = Array.from({ length: 10 }, async () => {
        for (let round = 0; round < 30; round += 1) if ((await world.engine.execute(create)).ok) acknowledged += 1;
      });
      for (let round = 0; round < 3; round += 1) {
        await world.eventually(async () => acknowledged >= round * 50);
        await takeAway();
      }
      await Promise.all(clients);
      expect(acknowledged).toBe(300);
      expect(await instances()).toBe(300);
    });
  });
});
