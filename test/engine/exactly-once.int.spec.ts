import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { TenantDatabase } from '../../src/database/tenant-database.js';
import type { EngineCommand } from '../../src/engine/engine.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask, userTask } from './support/processes.js';
import { testPool } from '../support/test-pool.js';

const create: EngineCommand = {
  type: 'createProcessInstance',
  tenantId: TENANT,
  bpmnProcessId: 'one-task',
  variables: {},
};

describe('commands with an id', () => {
  let world: EngineWorld;

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask, userTask);
  });

  afterAll(() => world.close());

  const instances = async () => (await world.rows(`select 1 from engine.process_instance`)).length;

  it('should count once, however often and when they are sent', async () => {
    const before = await instances();
    const first = await Promise.all(Array.from({ length: 5 }, () => world.engine.execute(create, { commandId: 'a' })));
    const second = await world.engine.execute(create, { commandId: 'a' });
    await world.restart();
    const third = await world.engine.execute(create, { commandId: 'a' });

    expect(first[0]?.ok).toBe(true);
    expect(new Set([...first, second, third].map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await instances()).toBe(before + 1);
  });

  it('should answer a refused command with the same refusal', async () => {
    const complete: EngineCommand = { type: 'completeJob', jobKey: '4503599627370497', variables: {} };
    const first = await world.engine.execute(complete, { commandId: 'refused' });
    const second = await world.engine.execute(complete, { commandId: 'refused' });
    expect(first).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    expect(second).toEqual(first);
    const records = await world.engine.readRecords(0, 10_000);
    expect(records.filter(({ recordType }) => recordType === 'COMMAND_REJECTION')).toMatchObject([
      { valueType: 'JOB', intent: 'COMPLETE', key: '4503599627370497', rejectionType: 'NOT_FOUND' },
    ]);
  });

  it('should refuse an id that is too long, and texts that no database can hold', async () => {
    expect(await world.engine.execute(create, { commandId: 'x'.repeat(65) })).toMatchObject({
      rejection: { code: 'INVALID_ARGUMENT' },
    });
    for (const text of ['a\0b', '\ud800']) {
      const outcome = await world.engine.execute({ ...create, variables: { deep: [{ text }] } } as EngineCommand);
      expect(outcome).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
    }
  });

  it('should forget old ids only', async () => {
    const { forgetOutcomes } = await import('../../src/engine/runtime/writer/statements/commands.store.js');
    const pool = testPool(world.database.engineUrl, 1);
    await pool.query(`insert into engine.command_outcome (command_id, outcome, at) values ('old', '{}', 1)`);
    expect(await forgetOutcomes(pool, Date.now() - 8 * 86_400_000)).toBe(1);
    await pool.end();
    expect(await world.rows(`select command_id from engine.command_outcome order by 1`)).toEqual([
      { command_id: 'a' },
      { command_id: 'refused' },
    ]);
  });
});

describe('command outbox', () => {
  let world: EngineWorld;
  let pool: pg.Pool;
  let tenants: TenantDatabase;

  beforeAll(async () => {
    world = await EngineWorld.open();
    pool = testPool(world.database.appUrl, 2);
    tenants = new TenantDatabase(pool);
    await world.start();
    await world.deploy(oneTask, userTask);
  });

  afterAll(async () => {
    await pool.end();
    await world.close();
  });

  async function store(command: unknown, tenantId = TENANT, id: string = randomUUID()): Promise<string> {
    await tenants.withTenant(tenantId, (tx) =>
      tx.query(
        `insert into engine.command_outbox (id, tenant_id, command, created_at)
         values ($1::uuid, $2::text, $3::jsonb, 1) on conflict (id) do nothing`,
        [id, tenantId, JSON.stringify(command)],
      ),
    );
    return id;
  }

  const outcomeOf = async (id: string): Promise<unknown> =>
    (await world.rows<{ outcome: unknown }>(`select outcome from engine.command_outbox where id = $1::uuid`, [id]))[0]
      ?.outcome;

  async function answered(id: string): Promise<unknown> {
    await world.eventually(async () => (await outcomeOf(id)) !== null);
    return outcomeOf(id);
  }

  it('should leave alone what was sent to a cluster: there it may have had its effect', async () => {
    const sent = randomUUID();
    await world.rows(
      `insert into engine.command_outbox (id, tenant_id, command, created_at, attempts) values ($1::uuid, $2, $3::jsonb, 1, 1)`,
      [sent, TENANT, JSON.stringify(create)],
    );
    await answered(await store(create));
    expect(await outcomeOf(sent)).toBeNull();
    await world.rows(`delete from engine.command_outbox where id = $1::uuid`, [sent]);
  });

  it('should execute what a transaction stored, in order, and keep the outcome with it', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 20; index += 1) ids.push(await store({ ...create, variables: { index } }));
    world.engine.wakeOutbox();
    for (const id of ids) expect(await answered(id)).toMatchObject({ ok: true, value: { bpmnProcessId: 'one-task' } });
    const rows = await world.rows<{ value: number }>(
      `select value from engine.variable where name = 'index' order by key`,
    );
    expect(rows.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('should look by itself, also for what was stored while no engine ran', async () => {
    await world.stop(world.engine);
    const id = await store(create);
    await world.start();
    expect(await answered(id)).toMatchObject({ ok: true });
    const other = await store(create);
    expect(await answered(other)).toMatchObject({ ok: true });
  });

  it('should deploy through the outbox and refuse faulty files with the reason', async () => {
    const good = await store({ type: 'deployResources', tenantId: TENANT, resources: [userTask] });
    const faulty = await store({
      type: 'deployResources',
      tenantId: TENANT,
      resources: [{ name: 'x.bpmn', content: '<a/>' }],
    });
    world.engine.wakeOutbox();
    expect(await answered(good)).toMatchObject({ ok: true, value: { processes: [{ bpmnProcessId: 'user-task' }] } });
    expect(await answered(faulty)).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
  });

  it('should refuse what is no command, and go on', async () => {
    const nonsense = await store({ type: 'dropEverything' });
    const after = await store(create);
    world.engine.wakeOutbox();
    expect(await answered(nonsense)).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
    expect(await answered(after)).toMatchObject({ ok: true });
  });

  it('should answer a command that breaks the step function, and go on', async () => {
    const broken = await store({ type: 'completeUserTask', userTaskKey: null, variables: {} });
    const after = await store(create);
    world.engine.wakeOutbox();
    expect(await answered(broken)).toMatchObject({ ok: false });
    expect(await answered(after)).toMatchObject({ ok: true });
  });

  it('should let a Gemeinde reach nothing of another one', async () => {
    await world.create('user-task');
    const [task] = await world.rows<{ key: string }>(
      `select key from engine.user_task where state = 'CREATED' limit 1`,
    );
    const foreign = await store({ type: 'completeUserTask', userTaskKey: task?.key, variables: {} }, '6173');
    const named = await store(create, '6173');
    world.engine.wakeOutbox();
    expect(await answered(foreign)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    expect(await answered(named)).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
    const own = await store({ type: 'completeUserTask', userTaskKey: task?.key, variables: {} });
    world.engine.wakeOutbox();
    expect(await answered(own)).toMatchObject({ ok: true });
  });
});
