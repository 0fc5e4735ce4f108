import {
  boundary,
  bpmn,
  job,
  message,
  process,
  signal,
  start,
  timer,
  user,
} from '../../src/engine/core/testing/bpmn-text.js';
import type { Resource } from '../../src/engine/engine.js';
import { comparable } from './support/comparable-state.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { readStoredState, replayLog } from './support/read-engine-state.js';

const HOUR = 3_600_000;

/** start → task (timer, message and signal at it) → check */
const guarded = (id: string, task: string, check: string): Resource => ({
  name: `${id}.bpmn`,
  content: bpmn(
    process(
      id,
      [
        start(),
        job(task, 'work'),
        boundary(`late-${id}`, task, timer('duration', 'PT1H')),
        boundary(`told-${id}`, task, message('news', '=name'), { interrupting: false }),
        boundary(`heard-${id}`, task, signal('alarm')),
        user(check),
        job(`reminded-${id}`, 'reminder'),
      ],
      [
        `start -> ${task}`,
        `${task} -> ${check}`,
        `late-${id} -> reminded-${id}`,
        `told-${id} -> ${check}`,
        `heard-${id} -> reminded-${id}`,
      ],
    ),
  ),
});

describe('commands about whole instances on PostgreSQL', () => {
  let world: EngineWorld;
  const keyOf = async (id: string): Promise<string> =>
    (
      await world.rows<{ key: string }>(
        `select key from engine.process_definition where bpmn_process_id = $1 order by version desc limit 1`,
        [id],
      )
    )[0]?.key ?? '';

  beforeEach(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(guarded('old', 'task', 'check'), guarded('new', 'job', 'look'));
  });

  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  async function expectStoredIsReplayed(): Promise<void> {
    const { engineUrl } = world.database;
    expect(comparable(await readStoredState(engineUrl))).toEqual(comparable(await replayLog(engineUrl)));
  }

  it('should store a migrated instance so that it goes on in the other process after a restart', async () => {
    const key = await world.create('old', { name: 'a' });
    const [taken] = await world.jobs('work');
    await world.run({ type: 'failJob', jobKey: taken?.key ?? '', retries: 0, errorMessage: 'Das Register schweigt.' });
    await world.run({
      type: 'publishMessage',
      tenantId: TENANT,
      name: 'news',
      correlationKey: 'a',
      timeToLive: 0,
      variables: {},
    });
    const names = ['late', 'told', 'heard'].map((name) => ({
      sourceElementId: `${name}-old`,
      targetElementId: `${name}-new`,
    }));
    await world.run({
      type: 'migrateProcessInstance',
      processInstanceKey: key,
      targetProcessDefinitionKey: await keyOf('new'),
      mappingInstructions: [
        ...names,
        { sourceElementId: 'task', targetElementId: 'job' },
        { sourceElementId: 'check', targetElementId: 'look' },
      ],
    });
    const target = await keyOf('new');
    for (const [table, ids] of [
      ['element_instance', ['new', 'job', 'look']],
      ['job', ['job']],
      ['user_task', ['look']],
      ['incident', ['job']],
    ] as const) {
      const rows = await world.rows<{ element_id: string; process_definition_key: string; state: string }>(
        `select element_id, process_definition_key, state from engine.${table}
          where process_instance_key = $1::bigint ${table === 'element_instance' ? 'and ended_at is null' : ''} order by key`,
        [key],
      );
      expect([table, rows.map(({ element_id: id }) => id)]).toEqual([table, ids]);
      expect(rows.every(({ process_definition_key: definition }) => definition === target)).toBe(true);
      expect(rows.map(({ state }) => state)).not.toContain('MIGRATED');
    }
    expect(
      await world.rows(`select bpmn_process_id, version, state from engine.process_instance where key = $1`, [key]),
    ).toEqual([{ bpmn_process_id: 'new', version: 1, state: 'ACTIVE' }]);
    await world.restart();
    await expectStoredIsReplayed();
    await world.run({ type: 'updateJobRetries', jobKey: taken?.key ?? '', retries: 1 });
    const [incident] = await world.rows<{ key: string }>(`select key from engine.incident where state = 'CREATED'`);
    await world.run({ type: 'resolveIncident', incidentKey: incident?.key ?? '' });
    const [offered] = await world.jobs('work');
    expect([offered?.elementId, offered?.bpmnProcessId]).toEqual(['job', 'new']);
    world.clock.advance(HOUR);
    await world.eventually(async () =>
      (await world.jobs('reminder')).some(({ elementId }) => elementId === 'reminded-new'),
    );
    await expectStoredIsReplayed();
    const records = await world.engine.readRecords(0, 10_000);
    const migration = records.find(
      ({ valueType, recordType }) => valueType === 'PROCESS_INSTANCE_MIGRATION' && recordType === 'EVENT',
    );
    expect(migration).toMatchObject({
      intent: 'MIGRATED',
      key,
      value: { processInstanceKey: key, targetProcessDefinitionKey: target, mappingInstructions: expect.any(Array) },
    });
  });

  it('should keep deleted versions out of use after a restart, and number the next one as if they were there', async () => {
    const form = { name: 'a.form', content: '{"id":"a"}' };
    await world.deploy(guarded('old', 'changed', 'check'), form);
    const running = await world.create('old', { name: 'a' });
    const newest = await keyOf('old');
    const [formRow] = await world.rows<{ key: string }>(`select key from engine.form`);
    const remove = { type: 'deleteResource', resourceKey: newest } as const;
    // Found in the database too, when nothing of it is in memory.
    await world.restart();
    expect(await world.engine.execute(remove)).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
    await world.run({ type: 'cancelProcessInstance', processInstanceKey: running });
    await world.run(remove);
    await world.run({ type: 'deleteResource', resourceKey: formRow?.key ?? '' });
    await world.restart();
    await expectStoredIsReplayed();
    const create = { type: 'createProcessInstance', tenantId: TENANT, variables: {} } as const;
    expect(await world.engine.execute({ ...create, processDefinitionKey: newest })).toMatchObject({
      rejection: { code: 'NOT_FOUND' },
    });
    expect(await world.run({ ...create, bpmnProcessId: 'old', variables: { name: 'b' } })).toMatchObject({
      version: 1,
    });
    const deployed = await world.run({
      type: 'deployResources',
      tenantId: TENANT,
      resources: [guarded('old', 'changed', 'check'), form],
    });
    expect(deployed).toMatchObject({ processes: [{ version: 3 }], forms: [{ version: 1 }] });
    const records = await world.engine.readRecords(0, 10_000);
    expect(
      records
        .filter(({ valueType }) => valueType === 'RESOURCE_DELETION')
        .map(({ recordType, intent }) => `${recordType} ${intent}`),
    ).toEqual([
      'COMMAND DELETE',
      'COMMAND_REJECTION DELETE',
      'COMMAND DELETE',
      'EVENT DELETING',
      'EVENT DELETED',
      'COMMAND DELETE',
      'EVENT DELETING',
      'EVENT DELETED',
    ]);
  });

  it('should not let the outbox of a Gemeinde delete what belongs to another', async () => {
    const resourceKey = await keyOf('old');
    for (const tenant of ['6113', TENANT]) {
      await world.sql.query(
        `insert into engine.command_outbox (id, tenant_id, command, created_at) values (gen_random_uuid(), $1, $2, 1)`,
        [tenant, { type: 'deleteResource', resourceKey }],
      );
    }
    world.engine.wakeOutbox();
    const outcomes = () =>
      world.rows<{ tenant_id: string; ok: boolean }>(
        `select tenant_id, (outcome->>'ok')::boolean as ok from engine.command_outbox where outcome is not null order by seq`,
      );
    await world.eventually(async () => (await outcomes()).length === 2);
    expect(await outcomes()).toEqual([
      { tenant_id: '6113', ok: false },
      { tenant_id: TENANT, ok: true },
    ]);
  });

  it('should take these commands through a process that does not own the engine', async () => {
    const second = world.newEngine({ owner: 'second' });
    void second.start();
    await world.eventually(async () => second.health().ready && !second.health().owner);
    const processInstanceKey = await world.create('old', { name: 'a' });
    const begin = (elementId: string) =>
      second.execute({
        type: 'modifyProcessInstance',
        processInstanceKey,
        activateInstructions: [{ elementId }],
        terminateInstructions: [],
      });
    expect(await begin('check')).toMatchObject({
      ok: true,
    });
    const outcome = await second.execute({
      type: 'migrateProcessInstance',
      processInstanceKey,
      targetProcessDefinitionKey: await keyOf('new'),
      mappingInstructions: [
        { sourceElementId: 'task', targetElementId: 'job' },
        { sourceElementId: 'check', targetElementId: 'look' },
      ],
    });
    expect(outcome).toEqual({ ok: true, value: { processInstanceKey } });
    expect(await begin('check')).toMatchObject({
      rejection: { code: 'INVALID_ARGUMENT' },
    });
    expect(await second.execute({ type: 'deleteResource', resourceKey: await keyOf('old') })).toMatchObject({
      ok: true,
    });
    await expectStoredIsReplayed();
  });

  it('should store a modified instance and show the modification in the log', async () => {
    const key = await world.create('old', { name: 'a' });
    const [element] = await world.rows<{ key: string }>(
      `select key from engine.element_instance where element_id = 'task' and process_instance_key = $1::bigint`,
      [key],
    );
    await world.run({
      type: 'modifyProcessInstance',
      processInstanceKey: key,
      activateInstructions: [{ elementId: 'check', variableInstructions: [{ variables: { by: 'hand' } }] }],
      terminateInstructions: [{ elementInstanceKey: element?.key ?? '' }],
    });
    await world.restart();
    await expectStoredIsReplayed();
    const records = await world.engine.readRecords(0, 10_000);
    const seen = records.filter(({ valueType }) => valueType === 'PROCESS_INSTANCE_MODIFICATION');
    expect(seen.map(({ recordType, intent }) => `${recordType} ${intent}`)).toEqual([
      'COMMAND MODIFY',
      'EVENT MODIFIED',
    ]);
    expect(seen[1]).toMatchObject({
      key,
      value: {
        activateInstructions: [
          {
            elementId: 'check',
            ancestorScopeKey: '-1',
            variableInstructions: [{ elementId: '', variables: { by: 'hand' } }],
          },
        ],
        terminateInstructions: [{ elementInstanceKey: element?.key }],
      },
    });
    const [task] = await world.rows<{ key: string }>(`select key from engine.user_task where state = 'CREATED'`);
    await world.run({ type: 'completeUserTask', userTaskKey: task?.key ?? '', variables: {} });
    expect(await world.instanceState(key)).toBe('COMPLETED');
  });
});
