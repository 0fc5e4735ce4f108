import type { EngineCommand } from '../../engine.js';
import type { Sent } from '../client/sent.js';
import { create, OutboxWorld, TENANT } from '../../../../test/engine/support/outbox-world.js';
import { BUSY, rejected } from '../../../../test/engine/support/scripted-cluster.js';

describe('outbox of several processes on a cluster', () => {
  let world: OutboxWorld;

  beforeAll(async () => {
    world = await OutboxWorld.open();
  });

  afterAll(() => world.close());

  beforeEach(() => world.beginAnew());

  afterEach(async () => {
    await world.stop();
    expect(world.errors).toEqual([]);
  });

  it('should send each of many commands once, whoever takes it', async () => {
    const ids = await Promise.all(Array.from({ length: 300 }, (_, index) => world.store(create(`p${index}`))));
    world.start();
    for (const id of ids) expect(await world.outcomeOf(id)).toMatchObject({ ok: true });
    expect(world.cluster.sent).toHaveLength(300);
    expect(world.cluster.mostUnderWay).toBeGreaterThan(10);
  });

  it('should give what it makes our own context, and let nobody forge one', async () => {
    const id = await world.store(create('context'));
    const job = await world.store({ type: 'completeJob', jobKey: '7', variables: { dsc: 'forged', y: 2 } });
    world.start();
    await world.outcomeOf(id);
    await world.outcomeOf(job);
    expect(world.cluster.sent).toContainEqual(
      expect.objectContaining({
        bpmnProcessId: 'context',
        variables: { x: 1, dsc: { tenantId: TENANT, commandId: id } },
      }),
    );
    expect(world.cluster.sent).toContainEqual(expect.objectContaining({ jobKey: '7', variables: { y: 2 } }));
  });

  it('should send again what a busy cluster refused, as often as it takes', async () => {
    world.cluster.answers('busy', BUSY, BUSY, BUSY);
    const id = await world.store(create('busy'));
    world.start();
    expect(await world.outcomeOf(id)).toEqual({ ok: true, value: { key: 'busy' } });
    expect(world.cluster.timesSent('busy')).toBe(4);
  });

  it('should send commands about one task in their order, also when the first has to wait', async () => {
    await world.insertTask('51');
    world.cluster.answers('51', BUSY, BUSY);
    const assign = { type: 'assignUserTask', userTaskKey: '51', assignee: 'anna', allowOverride: false } as const;
    await world.store(assign, TENANT);
    await world.store({ type: 'unassignUserTask', userTaskKey: '51' }, TENANT);
    const last = await world.store({ type: 'completeUserTask', userTaskKey: '51', variables: {} }, TENANT);
    world.start();
    expect(await world.outcomeOf(last)).toMatchObject({ ok: true });
    expect(world.cluster.sent.map(({ type }) => type)).toEqual([
      'assignUserTask',
      'assignUserTask',
      'assignUserTask',
      'unassignUserTask',
      'completeUserTask',
    ]);
  });

  it('should show what an answer means at once', async () => {
    await world.insertTask('61');
    const assign = { type: 'assignUserTask', userTaskKey: '61', assignee: 'anna', allowOverride: false } as const;
    world.start();
    await world.outcomeOf(await world.store(assign, TENANT));
    expect(await world.task('61')).toEqual({ state: 'CREATED', assignee: 'anna' });
    await world.outcomeOf(await world.store({ type: 'completeUserTask', userTaskKey: '61', variables: {} }, TENANT));
    expect(await world.task('61')).toEqual({ state: 'COMPLETED', assignee: 'anna' });
    await world.insertTask('62');
    world.cluster.answers('62', rejected('INVALID_STATE'));
    await world.outcomeOf(await world.store({ type: 'completeUserTask', userTaskKey: '62', variables: {} }, TENANT));
    expect(await world.task('62')).toEqual({ state: 'CREATED', assignee: null });
  });

  it('should find nothing of other Gemeinden, and refuse what is no command', async () => {
    await world.insertTask('71');
    world.start();
    const foreign = await world.store({ type: 'completeUserTask', userTaskKey: '71', variables: {} }, '6173');
    expect(await world.outcomeOf(foreign)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    const forged = await world.store(create('forged'), '6173');
    expect(await world.outcomeOf(forged)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    const strange = await world.store({ type: 'dance' } as unknown as EngineCommand, TENANT);
    expect(await world.outcomeOf(strange)).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
    expect(world.cluster.sent).toEqual([]);
  });

  it('should answer callers in all processes with the one answer to their command id', async () => {
    world.start();
    const outcomes = await Promise.all(
      world.dispatchers.flatMap((dispatcher) => [1, 2].map(() => dispatcher.execute(create('once'), 'the-same'))),
    );
    expect(outcomes).toEqual(outcomes.map(() => ({ ok: true, value: { key: 'once' } })));
    expect(world.cluster.timesSent('once')).toBe(1);
  });

  it('should ask a cluster that is away with few commands, not with all that wait', async () => {
    const away: Sent = { kind: 'refused', reason: 'nobody there', isBusy: false };
    const ids = await Promise.all(Array.from({ length: 200 }, (_, index) => world.store(create(`away${index}`))));
    for (let index = 0; index < 200; index += 1) world.cluster.answers(`away${index}`, ...Array<Sent>(50).fill(away));
    world.start();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    // Both processes have taken what they may at once; after that they only ask. All of them in turn were 700 by now.
    expect(world.cluster.sent.length).toBeLessThan(300);
    for (let index = 0; index < 200; index += 1) world.cluster.answers(`away${index}`);
    for (const id of ids) expect(await world.outcomeOf(id, 30_000)).toMatchObject({ ok: true });
  }, 60_000);

  it('should answer what is on its way before it stops, and take nothing after', async () => {
    const [first] = world.dispatchers;
    world.start();
    const commands = Array.from({ length: 50 }, (_, index) => first?.execute(create(`late${index}`), `late-${index}`));
    await world.stop();
    expect(await Promise.all(commands)).toEqual(
      commands.map((_, index) => ({ ok: true, value: { key: `late${index}` } })),
    );
    expect(await first?.execute(create('too-late'), 'too-late')).toMatchObject({ rejection: { code: 'UNAVAILABLE' } });
    expect(world.cluster.sent).toHaveLength(50);
  });
});
