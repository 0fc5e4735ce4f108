import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EngineCommand, Outcome } from '../../src/engine/engine.js';
import type { ZeebeEngine } from '../../src/engine/zeebe/zeebe-engine.js';
import { CuttingProxy } from '../engine/support/cutting-proxy.js';
import { messageStart, oneTask, userTask } from '../engine/support/processes.js';
import { ClusterWorld, create, deploy, run, TENANT } from './support/cluster-world.js';

describe('commands to a cluster whose answers are lost', () => {
  let world: ClusterWorld;
  let engine: ZeebeEngine;
  const gateway = new CuttingProxy();
  const rest = new CuttingProxy();

  beforeAll(async () => {
    world = await ClusterWorld.open({ partitions: 2 });
    const address = (await gateway.open(`http://${world.broker.address}`)).replace(/^http:\/\/|\/$/g, '');
    const restAddress = (await rest.open(world.broker.restAddress)).replace(/\/$/, '');
    engine = await world.start({ connection: { address, restAddress, secure: false }, settleMs: 1_000 });
    await deploy(engine, oneTask, userTask, messageStart);
  });

  afterAll(async () => {
    await gateway.close();
    await rest.close();
    await world.close();
  });

  /** Executes it while the connection breaks before the cluster gets it, or after. */
  async function cutting(
    proxy: CuttingProxy,
    moment: 'before' | 'after',
    text: string,
    command: EngineCommand,
    commandId: string,
  ): Promise<Outcome<unknown>> {
    const before = proxy.cuts;
    proxy.cutNext(moment, text);
    const outcome = await engine.execute(command, { commandId });
    expect(proxy.cuts).toBe(before + 1);
    return outcome;
  }

  const jobsOf = (processInstanceKey: string, type: string) =>
    world.eventually<{ key: string }>(`select key from engine.job where process_instance_key = $1 and type = $2`, [
      processInstanceKey,
      type,
    ]);

  it.each(['before', 'after'] as const)(
    'should create an instance once when the connection breaks %s it',
    async (moment) => {
      const commandId = `create-${moment}`;
      const command = { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId: 'one-task' } as const;
      const outcome = await cutting(
        gateway,
        moment,
        commandId,
        { ...command, variables: { id: commandId } },
        commandId,
      );
      expect(outcome).toMatchObject({ ok: true, value: { bpmnProcessId: 'one-task', version: 1, tenantId: TENANT } });
      const key = outcome.ok ? (outcome.value as { processInstanceKey: string }).processInstanceKey : '';
      await world.eventually(`select 1 from engine.process_instance where key = $1`, [key]);
      // A second one would be exported with the next records of its partition.
      await create(engine, 'one-task', {});
      await create(engine, 'one-task', {});
      const made = `select process_instance_key from engine.variable where name = 'id' and value = to_jsonb($1::text)`;
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await world.rows(made, [commandId])).toEqual([{ process_instance_key: key }]);
      expect(
        await world.rows(`select attempts from engine.command_outbox where command_id = $1`, [commandId]),
      ).not.toEqual([{ attempts: 1 }]);
    },
  );

  it.each(['before', 'after'] as const)(
    'should publish a message once when the connection breaks %s it',
    async (moment) => {
      const commandId = `publish-${moment}`;
      const outcome = await cutting(
        gateway,
        moment,
        commandId,
        {
          type: 'publishMessage',
          tenantId: TENANT,
          name: 'begin',
          correlationKey: '',
          timeToLive: 0,
          variables: { id: commandId },
        },
        commandId,
      );
      expect(outcome).toMatchObject({ ok: true, value: { tenantId: TENANT } });
      const made = `select tenant_id from engine.variable v where name = 'id' and value = to_jsonb($1::text) and scope_key = process_instance_key`;
      await world.eventually(made, [commandId]);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await world.rows(made, [commandId])).toEqual([{ tenant_id: TENANT }]);
    },
  );

  it.each(['before', 'after'] as const)(
    'should complete a job once when the connection breaks %s it',
    async (moment) => {
      const { processInstanceKey } = await create(engine, 'one-task', {});
      const [found] = await jobsOf(processInstanceKey, 'work');
      const command = { type: 'completeJob', jobKey: found?.key ?? '', variables: { done: `job-${moment}` } } as const;
      expect(await cutting(gateway, moment, `job-${moment}`, command, `job-${moment}-done`)).toMatchObject({
        ok: true,
      });
      await world.eventually(`select 1 from engine.process_instance where key = $1 and state = 'COMPLETED'`, [
        processInstanceKey,
      ]);
    },
  );

  it.each(['before', 'after'] as const)(
    'should complete a user task once when the connection breaks %s it',
    async (moment) => {
      const { processInstanceKey } = await create(engine, 'user-task', {});
      const [task] = await world.eventually<{ key: string }>(
        `select key from engine.user_task where process_instance_key = $1`,
        [processInstanceKey],
      );
      const command = { type: 'completeUserTask', userTaskKey: task?.key ?? '', variables: { by: moment } } as const;
      expect(await cutting(rest, moment, '/completion', command, `task-${moment}`)).toMatchObject({ ok: true });
      await world.eventually(`select 1 from engine.process_instance where key = $1 and state = 'COMPLETED'`, [
        processInstanceKey,
      ]);
      // Somebody else who comes later is told the truth.
      expect(await engine.execute(command)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    },
  );

  it('should tell a command of a Gemeinde that reaches for others that nothing is there', async () => {
    const { processInstanceKey } = await create(engine, 'user-task', {});
    const [task] = await world.eventually<{ key: string }>(
      `select key from engine.user_task where process_instance_key = $1`,
      [processInstanceKey],
    );
    const stored = await world.rows<{ id: string }>(
      `insert into engine.command_outbox (id, tenant_id, command, created_at)
       values (gen_random_uuid(), '6173', jsonb_build_object('type', 'completeUserTask', 'userTaskKey', $1::text, 'variables', '{}'::jsonb), 1)
       returning id`,
      [task?.key],
    );
    engine.wakeOutbox();
    const [row] = await world.eventually<{ outcome: Outcome<unknown> }>(
      `select outcome from engine.command_outbox where id = $1 and outcome is not null`,
      [stored[0]?.id],
    );
    expect(row?.outcome).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    expect(await run(engine, { type: 'completeUserTask', userTaskKey: task?.key ?? '', variables: {} })).toBeDefined();
  });
});
