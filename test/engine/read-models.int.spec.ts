import type pg from 'pg';
import { CenterDatabase, TenantDatabase } from '../../src/database/tenant-database.js';
import { visibleVariables } from '../../src/task/task.store.js';
import { EngineWorld } from './support/engine-world.js';
import { everything, oneTask, userTask } from './support/processes.js';
import { testPool } from '../support/test-pool.js';

const TABLES = [
  'process_definition',
  'process_instance',
  'element_instance',
  'variable',
  'job',
  'user_task',
  'incident',
  'command_outbox',
];

describe('read models of the engine', () => {
  let world: EngineWorld;
  let app: pg.Pool;
  let center: pg.Pool;
  let tenants: TenantDatabase;

  beforeAll(async () => {
    world = await EngineWorld.open();
    app = testPool(world.database.appUrl, 2);
    center = testPool(world.database.centerUrl, 2);
    tenants = new TenantDatabase(app);
    await world.start();
    await world.deploy(oneTask, userTask, everything);
    await world.create('everything', { items: [1, 2], name: 'x' });
    const [job] = await world.jobs('work', { count: 1 });
    await world.run({
      type: 'failJob',
      jobKey: job?.key ?? '',
      retries: 0,
      errorMessage: 'Das Register antwortet nicht.',
    });
    await tenants.withTenant('9990', (tx) =>
      tx.query(`insert into engine.command_outbox (id, tenant_id, command, created_at)
                values (gen_random_uuid(), '9990', '{"type":"nothing"}', 1)`),
    );
  });

  afterAll(async () => {
    await app.end();
    await center.end();
    await world.close();
  });

  const count = (tenantId: string, table: string) =>
    tenants.withTenant(
      tenantId,
      async (tx) => (await tx.query<{ n: number }>(`select count(*)::int as n from engine.${table}`))[0]?.n,
    );

  it('should show a Gemeinde its own rows and nothing of others', async () => {
    for (const table of TABLES) {
      expect([table, await count('9990', table)]).not.toEqual([table, 0]);
      expect([table, await count('6173', table)]).toEqual([table, 0]);
    }
  });

  it('should let nobody but the engine write, and nobody store commands for another Gemeinde', async () => {
    for (const table of TABLES) {
      const change = tenants.withTenant('9990', (tx) => tx.query(`update engine.${table} set tenant_id = tenant_id`));
      await expect(change).rejects.toThrow('permission denied');
    }
    const foreign = tenants.withTenant('6173', (tx) =>
      tx.query(
        `insert into engine.command_outbox (id, tenant_id, command, created_at) values (gen_random_uuid(), '9990', '{}', 1)`,
      ),
    );
    await expect(foreign).rejects.toThrow('row-level security');
    const forged = tenants.withTenant('9990', (tx) =>
      tx.query(
        `insert into engine.command_outbox (id, tenant_id, command, created_at, outcome) values (gen_random_uuid(), '9990', '{}', 1, '{}')`,
      ),
    );
    await expect(forged).rejects.toThrow('permission denied');
  });

  it('should hide the log, the stored state and the files from pages', async () => {
    for (const table of ['log', 'instance_state', 'resource', 'partition', 'command_outcome', 'message', 'timer']) {
      await expect(app.query(`select 1 from engine.${table}`)).rejects.toThrow('permission denied');
    }
  });

  it('should show the support center all Gemeinden, but no variables', async () => {
    const database = new CenterDatabase(center);
    const rows = await database.run((tx) => tx.query(`select tenant_id, error_type, state from engine.incident`));
    expect(rows).toEqual([{ tenant_id: '9990', error_type: 'JOB_NO_RETRIES', state: 'CREATED' }]);
    await expect(database.run((tx) => tx.query(`select 1 from engine.variable`))).rejects.toThrow('permission denied');
    await expect(database.run((tx) => tx.query(`select assignee from engine.user_task`))).rejects.toThrow(
      'permission denied',
    );
  });

  it('should show a task the variables of its own scope and of those around it', async () => {
    const [inner] = await world.rows<{ element_instance_key: string; process_instance_key: string }>(
      `select element_instance_key, process_instance_key from engine.job where element_id = 'inner' order by key desc limit 1`,
    );
    const variables = await tenants.withTenant('9990', (tx) =>
      visibleVariables(tx, inner?.element_instance_key ?? '', inner?.process_instance_key ?? ''),
    );
    expect(variables).toMatchObject({ items: [1, 2], name: 'x', item: 2, loopCounter: 2 });
  });
});
