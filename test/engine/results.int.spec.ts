import { bpmn, call, end, error, process, script, start, sub } from '../../src/engine/core/testing/bpmn-text.js';
import type { EmbeddedEngine } from '../../src/engine/runtime/embedded-engine.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask } from './support/processes.js';

const files = [
  process('sum', [start(), script('s', '=a + b', 'c'), end()], ['start -> s', 's -> end']),
  process('outer', [start(), call('c', 'sum'), end()], ['start -> c', 'c -> end']),
  process(
    'local',
    [
      start(),
      sub('s', [start('s1'), script('t', '=1', 'seen'), end('e1')], ['s1 -> t', 't -> e1'], {
        inputs: { hidden: '=2' },
      }),
      end(),
    ],
    ['start -> s', 's -> end'],
  ),
  process('stuck', [start(), end('e', error('NOBODY'))], ['start -> e']),
].map((text, index) => ({ name: `results-${index}.bpmn`, content: bpmn(text) }));
const create = { type: 'createProcessInstanceWithResult', tenantId: TENANT, variables: {} } as const;

describe('creating a process instance and waiting for its result', () => {
  let world: EngineWorld;

  beforeEach(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask, ...files);
  });

  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  const follower = async (): Promise<EmbeddedEngine> => {
    const second = world.newEngine({ owner: 'second' });
    void second.start();
    await world.eventually(async () => second.health().ready && !second.health().owner);
    return second;
  };

  it('should answer with the variables of the instance when it has completed at once', async () => {
    expect(await world.run({ ...create, bpmnProcessId: 'sum', variables: { a: 1, b: 2 } })).toMatchObject({
      bpmnProcessId: 'sum',
      version: 1,
      variables: { a: 1, b: 2, c: 3 },
    });
    expect(await world.run({ ...create, bpmnProcessId: 'outer', variables: { a: 1, b: 2 } })).toMatchObject({
      variables: { c: 3 },
    });
    const { variables } = await world.run({ ...create, bpmnProcessId: 'local' });
    expect(variables).toEqual({ seen: 1 });
  });

  it('should give the variables that are asked for, and leave out those that are not there', async () => {
    const fetched = { ...create, bpmnProcessId: 'sum', variables: { a: 1, b: 2 }, fetchVariables: ['c', 'nothing'] };
    expect((await world.run(fetched)).variables).toEqual({ c: 3 });
    expect((await world.run({ ...fetched, fetchVariables: [] })).variables).toEqual({ a: 1, b: 2, c: 3 });
  });

  it.each(['owner', 'follower'])(
    'should wait until somebody has done the work, asked through the %s',
    async (through) => {
      const engine = through === 'owner' ? world.engine : await follower();
      const answer = engine.execute({ ...create, bpmnProcessId: 'one-task', requestTimeout: 60_000 });
      const [taken] = await world.jobs('work', { wait: 20_000 });
      await world.run({ type: 'completeJob', jobKey: taken?.key ?? '', variables: { done: true } });
      expect(await answer).toMatchObject({
        ok: true,
        value: { processInstanceKey: taken?.processInstanceKey, variables: { done: true } },
      });
    },
  );

  it('should say after the time that the instance goes on, also when it stands still or was cancelled', async () => {
    const waiting = ['one-task', 'stuck'].map((bpmnProcessId) =>
      world.engine.execute({ ...create, bpmnProcessId, requestTimeout: 300 }),
    );
    const cancelled = world.engine.execute({ ...create, bpmnProcessId: 'one-task', requestTimeout: 300 });
    await world.eventually(async () => (await world.rows(`select 1 from engine.process_instance`)).length === 3);
    const rows = await world.rows<{ key: string }>(`select key from engine.process_instance order by key desc limit 1`);
    await world.run({ type: 'cancelProcessInstance', processInstanceKey: rows[0]?.key ?? '' });
    for (const outcome of await Promise.all([...waiting, cancelled])) {
      expect(outcome).toMatchObject({ ok: false, rejection: { code: 'DEADLINE_EXCEEDED' } });
    }
    const [taken] = await world.jobs('work');
    expect(await world.engine.execute({ type: 'completeJob', jobKey: taken?.key ?? '', variables: {} })).toMatchObject({
      ok: true,
    });
  });

  it('should be refused like any creation', async () => {
    expect(await world.engine.execute({ ...create, bpmnProcessId: 'nowhere' })).toMatchObject({
      rejection: { code: 'NOT_FOUND' },
    });
  });

  it('should give the result of the first when the same command comes again', async () => {
    const command = { ...create, bpmnProcessId: 'sum', variables: { a: 1, b: 2 } };
    const first = await world.run(command, { commandId: 'once' });
    expect(await world.run({ ...command, variables: { a: 5, b: 5 } }, { commandId: 'once' })).toEqual(first);
  });

  it('should let nobody wait when the engine stops', async () => {
    const answer = world.engine.execute({ ...create, bpmnProcessId: 'one-task', requestTimeout: 60_000 });
    await world.eventually(async () => (await world.rows(`select 1 from engine.process_instance`)).length === 1);
    await world.stop(world.engine);
    expect(await answer).toMatchObject({ rejection: { code: 'UNAVAILABLE' } });
  });

  it('should hand tags to workers and keep them over a restart', async () => {
    const key = (
      await world.run({
        type: 'createProcessInstance',
        tenantId: TENANT,
        bpmnProcessId: 'one-task',
        variables: {},
        tags: ['priority:high', 'bau'],
      })
    ).processInstanceKey;
    await world.restart();
    const [taken] = await world.jobs('work');
    expect(taken?.tags).toEqual(['priority:high', 'bau']);
    expect(
      await world.rows(`select process_instance_key, tag, tenant_id from engine.process_instance_tag order by tag`),
    ).toEqual([
      { process_instance_key: key, tag: 'bau', tenant_id: TENANT },
      { process_instance_key: key, tag: 'priority:high', tenant_id: TENANT },
    ]);
    const records = await world.engine.readRecords(0, 1_000);
    const creation = records.find(
      ({ intent, valueType, recordType }) =>
        valueType === 'PROCESS_INSTANCE_CREATION' && intent === 'CREATED' && recordType === 'EVENT',
    );
    expect(creation?.value['tags']).toEqual(['priority:high', 'bau']);
  });
});
