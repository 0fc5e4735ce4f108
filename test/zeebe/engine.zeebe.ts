import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ZeebeEngine } from '../../src/engine/zeebe/zeebe-engine.js';
import { oneTask, userTask } from '../engine/support/processes.js';
import { ClusterWorld, create, deploy, run, TENANT } from './support/cluster-world.js';

describe('engine on a Zeebe cluster', () => {
  let world: ClusterWorld;
  let engine: ZeebeEngine;

  beforeAll(async () => {
    world = await ClusterWorld.open();
    engine = await world.start();
    await deploy(engine, oneTask, userTask);
  });

  afterAll(() => world.close());

  it('should run an instance to its end and show it in the read models', async () => {
    const { processInstanceKey, tenantId } = await create(engine, 'one-task', { x: 1, text: 'Zürich' });
    expect(tenantId).toBe(TENANT);
    const [job] = await engine.activateJobs({
      type: 'work',
      worker: 'test',
      timeout: 10_000,
      maxJobsToActivate: 1,
      requestTimeout: 10_000,
    });
    expect(job).toMatchObject({ processInstanceKey, tenantId: TENANT, variables: { x: 1, text: 'Zürich' } });
    await run(engine, { type: 'completeJob', jobKey: job?.key ?? '', variables: { y: { z: [true, null] } } });
    const [instance] = await world.eventually(
      `select state, tenant_id, bpmn_process_id from engine.process_instance where key = $1 and ended_at is not null`,
      [processInstanceKey],
    );
    expect(instance).toEqual({ state: 'COMPLETED', tenant_id: TENANT, bpmn_process_id: 'one-task' });
    expect(
      await world.rows(`select name, value, tenant_id from engine.variable where scope_key = $1 order by name`, [
        processInstanceKey,
      ]),
    ).toEqual([
      { name: 'text', value: 'Zürich', tenant_id: TENANT },
      { name: 'x', value: 1, tenant_id: TENANT },
      { name: 'y', value: { z: [true, null] }, tenant_id: TENANT },
    ]);
    expect(await world.rows(`select 1 from engine.job where process_instance_key = $1`, [processInstanceKey])).toEqual(
      [],
    );
    const records = await engine.readRecords(0, 10_000);
    expect(records.map(({ position }) => position)).toEqual(records.map((_, index) => index + 1));
    expect(
      records
        .filter(
          ({ value }) => value['processInstanceKey'] === processInstanceKey && value['bpmnElementType'] === 'PROCESS',
        )
        .map(({ intent, value }) => [intent, value['tenantId']]),
    ).toEqual(
      ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING', 'ELEMENT_COMPLETED'].map((intent) => [
        intent,
        TENANT,
      ]),
    );
    expect(world.errors).toEqual([]);
  });

  it('should show a completed user task as completed at once, and keep it so when the records come', async () => {
    const { processInstanceKey } = await create(engine, 'user-task', {});
    const [task] = await world.eventually<{ key: string }>(
      `select key from engine.user_task where process_instance_key = $1 and state = 'CREATED'`,
      [processInstanceKey],
    );
    const key = task?.key ?? '';
    const assign = { type: 'assignUserTask', userTaskKey: key, allowOverride: false, action: 'claim' } as const;
    await run(engine, { ...assign, assignee: 'anna' });
    expect(await engine.execute({ ...assign, assignee: 'beat' })).toMatchObject({
      ok: false,
      rejection: { code: 'INVALID_STATE' },
    });
    await run(engine, { type: 'completeUserTask', userTaskKey: key, variables: { ok: true } });
    expect(await world.rows(`select state, assignee from engine.user_task where key = $1`, [key])).toEqual([
      { state: 'COMPLETED', assignee: 'anna' },
    ]);
    await world.eventually(`select 1 from engine.process_instance where key = $1 and state = 'COMPLETED'`, [
      processInstanceKey,
    ]);
    expect(await world.rows(`select state from engine.user_task where key = $1`, [key])).toEqual([
      { state: 'COMPLETED' },
    ]);
  });

  it('should answer a command that comes twice with the answer of the first', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => create(engine, 'one-task', {}, { commandId: 'the-same-command' })),
    );
    expect(second).toEqual(first);
    expect(await create(engine, 'one-task', {}, { commandId: 'the-same-command' })).toEqual(first);
  });

  it('should deploy the same files once, and tell Gemeinden with other files apart', async () => {
    const first = await deploy(engine, oneTask);
    const changed = { ...oneTask, content: oneTask.content.replace('<bpmn:process ', '<bpmn:process name="neu" ') };
    const second = await deploy(engine, changed);
    expect(second.processes[0]?.version).toBe(2);
    expect(await deploy(engine, oneTask)).toEqual(first);
    const other = await run(engine, { type: 'deployResources', tenantId: '6173', resources: [oneTask] });
    expect(other).toEqual({ ...first, tenantId: '6173' });
  });
});
