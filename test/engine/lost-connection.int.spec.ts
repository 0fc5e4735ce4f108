import { CuttingProxy } from './support/cutting-proxy.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask } from './support/processes.js';

describe('a connection that breaks in the middle of a commit', () => {
  let world: EngineWorld;
  let proxy: CuttingProxy;

  beforeAll(async () => {
    world = await EngineWorld.open();
    proxy = new CuttingProxy();
    await world.start({ url: await proxy.open(world.database.engineUrl) });
    await world.deploy(oneTask);
  });

  afterAll(async () => {
    await proxy.close();
    await world.close();
  });

  const create = () =>
    world.engine.execute({ type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId: 'one-task', variables: {} });
  const instances = async () => (await world.rows(`select 1 from engine.process_instance`)).length;

  it.each(['before', 'after'] as const)(
    'should execute each command once when it breaks %s the commit',
    async (moment) => {
      const before = await instances();
      const cuts = proxy.cuts;
      proxy.cutNextCommit(moment);
      const outcomes = await Promise.all(Array.from({ length: 25 }, create));
      expect(proxy.cuts).toBe(cuts + 1);
      const keys = outcomes.map((outcome) => (outcome.ok ? outcome.value.processInstanceKey : outcome.rejection.code));
      const stored = await world.rows<{ key: string }>(`select key from engine.process_instance order by key`);
      expect(keys.sort()).toEqual(stored.map(({ key }) => key).slice(before));
      expect(await instances()).toBe(before + 25);
    },
  );
});
