import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { assertServingRole } from './roles.js';
import { TenantDatabase } from './tenant-database.js';
import { testPool } from '../../test/support/test-pool.js';

describe('roles and tenants', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = testPool(database.appUrl, 2);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('should accept the application role and refuse a superuser in its place', async () => {
    await expect(assertServingRole(pool, 'dsc_app')).resolves.toBeUndefined();
    const superuser = testPool(database.administratorUrl, 1);
    await expect(assertServingRole(superuser, 'dsc_app')).rejects.toThrow('runs as "postgres"');
    await superuser.end();
  });

  it('should show the tenant only inside its transaction', async () => {
    const tenants = new TenantDatabase(pool);
    const inside = await tenants.withTenant('6173', (tx) => tx.query('select app.current_tenant() as tenant'));
    expect(inside).toEqual([{ tenant: '6173' }]);
    const outside = await tenants.withoutTenant((tx) => tx.query('select app.current_tenant() as tenant'));
    expect(outside).toEqual([{ tenant: null }]);
  });

  it('should refuse a tenant that is no BFS number', async () => {
    await expect(new TenantDatabase(pool).withTenant("1'; drop", async () => 1)).rejects.toThrow('not a BFS number');
  });
});
