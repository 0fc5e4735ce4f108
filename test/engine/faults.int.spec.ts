import type { EngineCommand } from '../../src/engine/engine.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask, userTask } from './support/processes.js';

const create: EngineCommand = {
  type: 'createProcessInstance',
  tenantId: TENANT,
  bpmnProcessId: 'one-task',
  variables: {},
};

describe('a command that nobody foresaw', () => {
  let world: EngineWorld;

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask, userTask);
  });

  afterAll(() => world.close());

  beforeEach(() => world.errors.splice(0));

  const instances = async () => (await world.rows(`select 1 from engine.process_instance`)).length;

  /** The culprit in the middle of good commands, all of them sent at once. */
  async function among(culprit: EngineCommand, commandId?: string): Promise<void> {
    const before = await instances();
    const good = Array.from({ length: 30 }, () => world.engine.execute(create));
    const bad = world.engine.execute(culprit, commandId === undefined ? {} : { commandId });
    const more = Array.from({ length: 30 }, () => world.engine.execute(create));
    for (const outcome of await Promise.all([...good, ...more])) expect(outcome).toMatchObject({ ok: true });
    expect(await bad).toMatchObject({ ok: false, rejection: { code: 'PROCESSING_ERROR' } });
    expect(await instances()).toBe(before + 60);
    expect(world.errors).not.toEqual([]);
  }

  it('should be refused alone when it breaks the step function half way', async () => {
    await among({ ...create, variables: null } as unknown as EngineCommand);
  });

  it('should be refused alone when the database does not take what it leads to', async () => {
    await world.create('one-task');
    const [job] = await world.jobs('work');
    await among({ type: 'failJob', jobKey: job?.key ?? '', retries: 3_000_000_000, errorMessage: '' });
    await world.run({ type: 'completeJob', jobKey: job?.key ?? '', variables: {} });
  });

  it('should be answered alike when it is sent again with its id', async () => {
    const culprit = { ...create, variables: null } as unknown as EngineCommand;
    await among(culprit, 'culprit');
    expect(await world.engine.execute(culprit, { commandId: 'culprit' })).toMatchObject({
      rejection: { code: 'PROCESSING_ERROR' },
    });
  });
});

describe('back pressure', () => {
  it('should refuse new work above the bound, but let work that is under way be finished', async () => {
    const world = await EngineWorld.open();
    await world.start({ maxQueued: 5 });
    await world.deploy(oneTask);
    await world.create('one-task');
    const [job] = await world.jobs('work');
    const sent = Array.from({ length: 20 }, () => world.engine.execute(create));
    const complete = world.engine.execute({ type: 'completeJob', jobKey: job?.key ?? '', variables: {} });
    const outcomes = await Promise.all(sent);
    expect(
      outcomes.filter((outcome) => !outcome.ok && outcome.rejection.code === 'RESOURCE_EXHAUSTED').length,
    ).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => outcome.ok).length).toBeGreaterThan(0);
    expect(await complete).toMatchObject({ ok: true });
    await world.close();
  });
});
