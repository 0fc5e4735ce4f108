import type { Sent } from '../client/sent.js';
import { lease } from './lease.store.js';
import { create, OutboxWorld, TENANT } from '../../../../test/engine/support/outbox-world.js';
import { LOST, rejected } from '../../../../test/engine/support/scripted-cluster.js';

describe('outbox whose answers are lost', () => {
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

  it('should not repeat a creation whose answer was lost while the records tell of it', async () => {
    world.cluster.answers('made', LOST);
    world.isPast = false;
    const id = await world.store(create('made'));
    world.start();
    expect(await world.outcomeOf(id, 1_500)).toBeUndefined();
    await world.all.query(`insert into engine.zeebe_effect (command_id, key) values ($1, 4711)`, [id]);
    expect(await world.outcomeOf(id, 1_000)).toBeUndefined();
    await world.all.query(
      `insert into engine.process_instance (key, tenant_id, process_definition_key, bpmn_process_id, version,
         parent_process_instance_key, parent_element_instance_key, root_process_instance_key, state, started_at)
       values (4711, $1, 12, 'made', 3, -1, -1, 4711, 'ACTIVE', 1)`,
      [TENANT],
    );
    const value = {
      processInstanceKey: '4711',
      processDefinitionKey: '12',
      bpmnProcessId: 'made',
      version: 3,
      tenantId: TENANT,
    };
    expect(await world.outcomeOf(id)).toEqual({ ok: true, value });
    expect(world.cluster.timesSent('made')).toBe(1);
  });

  it('should repeat a creation once it is sure that the first attempt had no effect', async () => {
    world.cluster.answers('not-made', LOST);
    world.isPast = false;
    const id = await world.store(create('not-made'));
    world.start();
    expect(await world.outcomeOf(id, 1_500)).toBeUndefined();
    expect(world.cluster.timesSent('not-made')).toBe(1);
    world.isPast = true;
    expect(await world.outcomeOf(id)).toMatchObject({ ok: true });
    expect(world.cluster.timesSent('not-made')).toBe(2);
  });

  it('should not miss a record that comes in just while it looks', async () => {
    world.cluster.answers('just-now', LOST);
    const id = await world.store(create('just-now'));
    world.isPast = async () => {
      await world.all.query(
        `insert into engine.zeebe_effect (command_id, key) values ($1, 4711) on conflict do nothing`,
        [id],
      );
      return true;
    };
    world.start();
    expect(await world.outcomeOf(id)).toMatchObject({ ok: true, value: { processInstanceKey: '4711' } });
    expect(world.cluster.timesSent('just-now')).toBe(1);
  });

  it('should treat what a process that died was sending as an attempt that may have succeeded', async () => {
    const id = await world.store(create('died'));
    const [row] = await lease(world.pool, 10);
    expect(row).toMatchObject({ id, isUncertain: false, attempts: 1 });
    world.start();
    expect(await world.outcomeOf(id, 700)).toBeUndefined();
    await world.all.query(`update engine.command_outbox set leased_until = now() - interval '1 second' where id = $1`, [
      id,
    ]);
    await world.all.query(`insert into engine.zeebe_effect (command_id, key) values ($1, 4711)`, [id]);
    expect(await world.outcomeOf(id)).toMatchObject({ ok: true, value: { processInstanceKey: '4711' } });
    expect(world.cluster.sent).toEqual([]);
  });

  it.each([
    ['completeJob', 'NOT_FOUND'],
    ['failJob', 'INVALID_STATE'],
    ['throwError', 'NOT_FOUND'],
  ] as const)('should count %s as done that was answered with %s after a lost answer', async (type, code) => {
    const command = {
      completeJob: { type: 'completeJob', jobKey: '31', variables: {} },
      failJob: { type: 'failJob', jobKey: '31', retries: 1, errorMessage: 'nein' },
      throwError: { type: 'throwError', jobKey: '31', errorCode: 'E', errorMessage: '' },
    } as const;
    world.cluster.answers('31', LOST, rejected(code));
    const id = await world.store(command[type]);
    world.start();
    expect(await world.outcomeOf(id)).toEqual({ ok: true, value: { jobKey: '31' } });
    world.cluster.answers('32', rejected(code));
    const other = await world.store({ ...command[type], jobKey: '32' });
    world.dispatchers[0]?.wake();
    expect(await world.outcomeOf(other)).toMatchObject({ ok: false, rejection: { code } });
  });

  it('should ask the records what became of a task whose completion was lost', async () => {
    await world.insertTask('41');
    world.cluster.answers('41', LOST, rejected('NOT_FOUND'), rejected('NOT_FOUND'), rejected('NOT_FOUND'));
    const id = await world.store({ type: 'completeUserTask', userTaskKey: '41', variables: {} }, TENANT);
    world.start();
    expect(await world.outcomeOf(id, 1_200)).toBeUndefined();
    await world.insertTask('41', 'COMPLETED');
    expect(await world.outcomeOf(id)).toEqual({ ok: true, value: { userTaskKey: '41' } });

    await world.insertTask('42', 'CANCELED');
    world.cluster.answers('42', LOST, rejected('NOT_FOUND'));
    const gone = await world.store({ type: 'completeUserTask', userTaskKey: '42', variables: {} }, TENANT);
    world.dispatchers[0]?.wake();
    expect(await world.outcomeOf(gone)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
  });

  it('should not repeat what nobody could recognise', async () => {
    world.cluster.answers('', LOST);
    const id = await world.store({ type: 'broadcastSignal', tenantId: TENANT, signalName: 's', variables: {} });
    world.start();
    expect(await world.outcomeOf(id)).toMatchObject({ ok: false, rejection: { code: 'DEADLINE_EXCEEDED' } });
    expect(world.cluster.sent).toHaveLength(1);
  });

  it('should not repeat it either when the process died that was sending it', async () => {
    const id = await world.store({ type: 'broadcastSignal', tenantId: TENANT, signalName: 'died', variables: {} });
    await lease(world.pool, 10);
    await world.all.query(`update engine.command_outbox set leased_until = now() - interval '1 second' where id = $1`, [
      id,
    ]);
    world.start();
    expect(await world.outcomeOf(id)).toMatchObject({ ok: false, rejection: { code: 'DEADLINE_EXCEEDED' } });
    expect(world.cluster.sent).toEqual([]);
  });

  it('should count attempts, not looks, before it gives up what the cluster stumbles over', async () => {
    const fault: Sent = { kind: 'unknown', reason: 'a fault', isFault: true };
    world.cluster.answers('stumbled', LOST, fault);
    world.isPast = false;
    const id = await world.store(create('stumbled'));
    world.start();
    expect(await world.outcomeOf(id, 7_000)).toBeUndefined();
    world.isPast = true;
    expect(await world.outcomeOf(id, 15_000)).toEqual({ ok: true, value: { key: 'stumbled' } });
  }, 30_000);

  it('should not let what waits for the records keep others from being sent', async () => {
    await world.all.query(
      `insert into engine.command_outbox (id, command_id, command, created_at, uncertain, tried_at)
       select gen_random_uuid(), 'old-' || n, $1::jsonb, 1, true, now() - interval '1 minute' from generate_series(1, 4000) n`,
      [JSON.stringify(create('old'))],
    );
    world.isPast = false;
    world.start();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const id = await world.store({ type: 'completeJob', jobKey: '91', variables: {} });
    expect(await world.outcomeOf(id, 5_000)).toMatchObject({ ok: true });
  }, 30_000);
});
