import type { Outcome } from '../../src/engine/engine.js';
import type { EngineSearch } from '../../src/engine/search/engine-search.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { calling, oneTask, userTask } from './support/processes.js';

const OTHER = '6173';

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.rejection.reason);
  return outcome.value;
}

describe('search', () => {
  let world: EngineWorld;
  let search: EngineSearch;
  const keys: string[] = [];

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
    ({ search } = world.engine);
    await world.deploy(oneTask, userTask, calling);
    await world.run({ type: 'deployResources', tenantId: OTHER, resources: [oneTask] });
    for (let number = 0; number < 6; number += 1)
      keys.push(await world.create('one-task', { number, name: `Nr ${number}` }));
    for (const job of await world.jobs('work', { count: 2 }))
      await world.run({ type: 'completeJob', jobKey: job.key, variables: {} });
    await world.run({ type: 'cancelProcessInstance', processInstanceKey: keys[5] ?? '' });
    for (const [index, job] of (await world.jobs('work', { count: 3 })).entries()) {
      const errorMessage = `Register ${index} antwortet nicht`;
      await world.run({ type: 'failJob', jobKey: job.key, retries: 0, errorMessage });
    }
    await world.run({
      type: 'createProcessInstance',
      tenantId: OTHER,
      bpmnProcessId: 'one-task',
      variables: {},
      tags: ['pilot'],
    });
    await world.create('calling');
    await world.create('user-task');
  });
  afterAll(() => world.close());

  const instances = async (filter: Parameters<EngineSearch['processInstances']>[0]) =>
    value(await search.processInstances(filter)).items;

  it('should find process instances by state, process, Gemeinde, tag, variable and incident', async () => {
    const inTenant = { tenantIds: [TENANT], bpmnProcessId: 'one-task' };
    expect((await instances({ ...inTenant })).map(({ key }) => key)).toEqual([...keys].reverse());
    expect(await instances({ ...inTenant, states: ['COMPLETED'] })).toHaveLength(2);
    expect((await instances({ ...inTenant, states: ['TERMINATED'] })).map(({ key }) => key)).toEqual([keys[5]]);
    expect(await instances({ ...inTenant, states: ['ACTIVE'] })).toHaveLength(3);
    expect(await instances({ hasIncident: true })).toHaveLength(3);
    expect(await instances({ ...inTenant, hasIncident: false })).toHaveLength(3);
    expect(await instances({ tenantIds: [OTHER], tag: 'pilot' })).toEqual([
      expect.objectContaining({ tenantId: OTHER, state: 'ACTIVE', endedAt: null, hasIncident: false }),
    ]);
    expect(await instances({ tag: 'nobody' })).toEqual([]);
    expect((await instances({ variable: { name: 'name', value: 'Nr 4' } })).map(({ key }) => key)).toEqual([keys[4]]);
    expect(await instances({ variable: { name: 'number', value: '4' } })).toEqual([]);
    expect(await instances({ keys: [keys[1] ?? '', keys[2] ?? ''] })).toHaveLength(2);
    expect(await instances({ tenantIds: [] })).toEqual([]);
  });

  it('should tell callers from called ones', async () => {
    const [caller] = await instances({ bpmnProcessId: 'calling' });
    const called = await instances({ parentProcessInstanceKey: caller?.key ?? '' });
    expect(called).toEqual([
      expect.objectContaining({ bpmnProcessId: 'user-task', rootProcessInstanceKey: caller?.key }),
    ]);
    expect(await instances({ bpmnProcessId: 'user-task', rootsOnly: true })).toHaveLength(1);
  });

  it('should find by time', async () => {
    const [newest] = await instances({ bpmnProcessId: 'one-task', tenantIds: [TENANT] });
    const at = newest?.startedAt ?? 0;
    expect((await instances({ started: { from: at } })).map(({ key }) => key)).toContain(newest?.key);
    expect((await instances({ started: { to: at } })).map(({ key }) => key)).not.toContain(newest?.key);
    expect((await instances({ ended: { from: 0 } })).every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  it('should go on where the last page ended', async () => {
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = value(
        await search.processInstances(
          { tenantIds: [TENANT], bpmnProcessId: 'one-task' },
          { limit: 4, ...(after === undefined ? {} : { after }) },
        ),
      );
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ key }) => key));
      after = page.next;
    }
    expect(seen).toEqual([...keys].reverse());
  });

  it('should count incidents with the same cause together', async () => {
    expect(value(await search.incidentCauses({}))).toEqual([
      {
        errorType: 'JOB_NO_RETRIES',
        bpmnProcessId: 'one-task',
        elementId: 'task',
        errorMessage: 'Register 2 antwortet nicht',
        count: 3,
        tenantIds: [TENANT],
        newestAt: expect.any(Number),
      },
    ]);
    expect(value(await search.incidents({ text: 'register 1' })).items).toHaveLength(1);
    expect(value(await search.incidents({ text: 'register_1' })).items).toEqual([]);
    expect(value(await search.incidents({ states: ['RESOLVED'] })).items).toEqual([]);
  });

  it('should find variables of an instance by scope and name', async () => {
    const processInstanceKey = keys[4] ?? '';
    const all = value(await search.variables({ processInstanceKey })).items;
    expect(all.map(({ name, value: of }) => [name, of]).sort()).toEqual([
      ['name', 'Nr 4'],
      ['number', 4],
    ]);
    expect(value(await search.variables({ processInstanceKey, names: ['name'] })).items).toHaveLength(1);
    expect(value(await search.variables({ processInstanceKey, scopeKey: '1' })).items).toEqual([]);
  });

  it('should find user tasks and jobs by who may do them and how they are', async () => {
    const open = { states: ['CREATED'] as const };
    expect(value(await search.userTasks({ ...open, candidateGroup: 'bau' })).items).toHaveLength(2);
    expect(value(await search.userTasks({ ...open, candidateGroup: 'steuern' })).items).toEqual([]);
    expect(value(await search.userTasks({ ...open, assignee: null })).items).toHaveLength(2);
    expect(value(await search.userTasks({ ...open, assignee: 'anna' })).items).toEqual([]);
    expect(value(await search.userTasks({ ...open, due: { to: Date.now() } })).items).toEqual([]);
    const failed = value(await search.jobs({ types: ['work'], withoutRetries: true })).items;
    expect(failed).toHaveLength(3);
    expect(failed[0]).toMatchObject({ state: 'FAILED', retries: 0, elementId: 'task', retryAt: null });
    expect(value(await search.jobs({ tenantIds: [OTHER] })).items).toHaveLength(1);
  });

  it('should refuse what cannot be searched for', async () => {
    const refused = { ok: false, rejection: { code: 'INVALID_ARGUMENT' } };
    expect(await search.processInstances({ keys: [`1; drop table x`] })).toMatchObject(refused);
    expect(await search.processInstances({}, { limit: 0 })).toMatchObject(refused);
    expect(await search.processInstances({}, { limit: 501 })).toMatchObject(refused);
    expect(await search.jobs({}, { after: 'x' })).toMatchObject(refused);
    expect(await search.userTasks({ due: { from: Number.NaN } })).toMatchObject(refused);
    expect(await search.incidentCauses({}, 1_000)).toMatchObject(refused);
  });
});
