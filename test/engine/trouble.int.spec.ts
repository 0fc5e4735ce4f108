import type { EngineCommand } from '../../src/engine/engine.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask, waiting } from './support/processes.js';

const create: EngineCommand = {
  type: 'createProcessInstance',
  tenantId: TENANT,
  bpmnProcessId: 'one-task',
  variables: {},
};

describe('a database in trouble', () => {
  let world: EngineWorld;

  beforeEach(async () => {
    world = await EngineWorld.open();
    await world.start({ maxQueued: 200 });
    await world.deploy(oneTask);
  });

  afterEach(() => world.close());

  const instances = async () => (await world.rows(`select 1 from engine.process_instance`)).length;

  /** Every batch runs into this when it writes its row of the log. */
  const trouble = async (body: string): Promise<void> => {
    await world.rows(
      `create function public.trouble() returns trigger language plpgsql as $$ begin ${body} return new; end $$`,
    );
    await world.rows(
      `create trigger trouble before insert on engine.log for each row execute function public.trouble()`,
    );
  };
  const noTrouble = () => world.rows(`drop trigger trouble on engine.log`);

  it('should keep commands while the disk is full, say why it waits, and go on when there is room', async () => {
    await trouble(`raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';`);
    const outcomes = Array.from({ length: 50 }, () => world.engine.execute(create));
    await world.eventually(async () => world.errors.some((text) => text.includes('No space left on device')));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await instances()).toBe(0);
    await noTrouble();
    expect((await Promise.all(outcomes)).filter(({ ok }) => !ok)).toEqual([]);
    expect(await instances()).toBe(50);
    // Trouble of seconds must not fill the log of the server.
    expect(world.errors.length).toBeLessThan(50);
  });

  it('should refuse commands as unavailable with the reason when the disk stays full', async () => {
    await trouble(`raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';`);
    expect(await world.engine.execute(create)).toMatchObject({
      ok: false,
      rejection: { code: 'UNAVAILABLE', reason: expect.stringContaining('No space left on device') },
    });
    expect(world.engine.health()).toMatchObject({
      ready: false,
      detail: expect.stringContaining('No space left on device'),
    });
    await noTrouble();
    await world.eventually(async () => (await world.engine.execute(create)).ok);
    expect(await instances()).toBe(1);
  }, 20_000);

  it('should refuse new work before it piles up when the database is slow, and lose nothing of what it took', async () => {
    await trouble(`perform pg_sleep(0.2);`);
    const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => world.engine.execute(create)));
    const accepted = outcomes.filter(({ ok }) => ok).length;
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.rejection.code]));
    expect(accepted).toBeGreaterThan(100);
    expect(new Set(refused)).toEqual(new Set(['RESOURCE_EXHAUSTED']));
    await noTrouble();
    expect((await world.engine.execute(create)).ok).toBe(true);
    expect(await instances()).toBe(accepted + 1);
  });

  it('should refuse new work when it would wait longer than the goal, but let work under way be finished', async () => {
    await world.restart({ maxBatch: 20, latencyGoal: 700 });
    await world.create('one-task');
    const [job] = await world.jobs('work');
    await trouble(`perform pg_sleep(0.2);`);
    // Far fewer than the bound of the queue, but more than fit into the goal at 20 in 200 ms.
    const first = Array.from({ length: 150 }, () => world.engine.execute(create));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await world.engine.execute(create)).toMatchObject({ rejection: { code: 'RESOURCE_EXHAUSTED' } });
    const complete = world.engine.execute({ type: 'completeJob', jobKey: job?.key ?? '', variables: {} });
    expect(await complete).toMatchObject({ ok: true });
    expect((await Promise.all(first)).every(({ ok }) => ok)).toBe(true);
    await noTrouble();
    await world.eventually(async () => (await world.engine.execute(create)).ok);
  }, 20_000);
});

describe('a clock that is changed', () => {
  let world: EngineWorld;
  /** Somebody sets the machine's clock. */
  let offset: number;
  let noticed: () => void;

  const clock = {
    now: () => Date.now() + offset,
    onAdvance: (listener: () => void) => {
      noticed = listener;
      return () => undefined;
    },
  };
  const move = (milliseconds: number): void => {
    offset += milliseconds;
    noticed();
  };

  beforeEach(async () => {
    offset = 0;
    world = await EngineWorld.open();
    await world.start({ clock });
    await world.deploy(oneTask, waiting);
  });

  afterEach(() => world.close());

  it('should trigger a timer when its time comes, though the clock was put back meanwhile, and only once', async () => {
    const key = await world.create('waiting');
    move(-3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await world.instanceState(key)).toBe('ACTIVE');
    move(2 * 3_600_000);
    await world.eventually(async () => (await world.instanceState(key)) === 'COMPLETED');
    const triggered = (await world.engine.readRecords(0, 1_000)).filter(
      ({ valueType, intent }) => valueType === 'TIMER' && intent === 'TRIGGERED',
    );
    expect(triggered).toHaveLength(1);
  });

  it('should keep a worker its job when the clock is put back, and positions and keys in order', async () => {
    await world.create('one-task');
    const [job] = await world.jobs('work', { timeout: 60_000 });
    move(-86_400_000);
    await world.create('one-task');
    expect((await world.jobs('work')).map(({ key }) => key)).not.toContain(job?.key);
    await world.run({ type: 'completeJob', jobKey: job?.key ?? '', variables: {} });
    const records = await world.engine.readRecords(0, 1_000);
    expect(records.map(({ position }) => position)).toEqual(records.map((_, index) => index + 1));
  });
});
