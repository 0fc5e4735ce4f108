import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

interface TenantTable {
  name: string;
  enabled: boolean;
  forced: boolean;
  owner: string;
  /** Rights of dsc_app on the whole table or on some columns. */
  inserts: boolean;
  updates: boolean;
  deletes: boolean;
}

/** Values that satisfy checks and types of any column; what matters is whose row it is. */
const SAMPLES: Record<string, string> = {
  text: `'x'`,
  uuid: 'gen_random_uuid()',
  bigint: '4711',
  integer: '7',
  boolean: 'false',
  jsonb: `'{}'`,
  bytea: `'\\x00'`,
  'text[]': `'{}'`,
  'uuid[]': `'{}'`,
  date: `'2026-11-25'`,
  'timestamp with time zone': `now()`,
};

const OWN = '6173';
const FOREIGN = '6295';

describe('row-level security', () => {
  let database: TestDatabase;
  let app: pg.Client;
  let administrator: pg.Client;
  let tables: TenantTable[];

  beforeAll(async () => {
    database = await createTestDatabase();
    app = new pg.Client({ connectionString: database.appUrl });
    administrator = new pg.Client({ connectionString: database.administratorUrl });
    await app.connect();
    await administrator.connect();
    tables = (
      await administrator.query<TenantTable>(`
        select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
               pg_get_userbyid(c.relowner) as owner,
               has_any_column_privilege('dsc_app', c.oid, 'insert') as inserts,
               has_any_column_privilege('dsc_app', c.oid, 'update') as updates,
               has_table_privilege('dsc_app', c.oid, 'delete') as deletes
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         -- A session belongs to a person, who may work in several Gemeinden; it is found by the hash of a secret alone.
         where n.nspname in ('app', 'engine') and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'session'
           and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
           and has_any_column_privilege('dsc_app', c.oid, 'select')
         order by 1`)
    ).rows;
    // Rows of two Gemeinden in every table; keys and checks are off, because only whose row it is matters here.
    await administrator.query(`set session_replication_role = replica`);
    for (const table of tables)
      for (const tenant of [OWN, FOREIGN]) await administrator.query(await insertion(table.name, tenant));
  });

  afterAll(async () => {
    await app.end();
    await administrator.end();
    await database.drop();
  });

  async function insertion(table: string, tenant: string): Promise<string> {
    const { rows } = await administrator.query<{ column: string; type: string; check: string | null }>(
      `select a.attname as column, format_type(a.atttypid, null) as type,
              (select pg_get_constraintdef(k.oid) from pg_constraint k
                where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any(k.conkey) limit 1) as check
         from pg_attribute a
        where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = ''
          and (a.attnotnull or a.attname = 'tenant_id')`,
      [table],
    );
    const values = rows.map(({ column, type, check }) => valueOf(column, type, check, tenant));
    return `insert into ${table} (${rows.map(({ column }) => `"${column}"`).join(', ')}) values (${values.join(', ')})`;
  }

  function valueOf(column: string, type: string, check: string | null, tenant: string): string {
    if (column === 'tenant_id') return `'${tenant}'`;
    const allowed = check && /ARRAY\['([^']+)'/.exec(check)?.[1];
    if (allowed) return `'${allowed}'`;
    if (column === 'sha256') return `'${'0'.repeat(64)}'`;
    // Keys must differ between the two rows.
    if (type === 'bigint') return tenant;
    if (type === 'text') return `'${column}-${tenant}'`;
    return SAMPLES[type] ?? 'null';
  }

  /** Runs as the application inside a transaction of one Gemeinde (or of none) that is rolled back. */
  async function as<T>(tenant: string | null, work: () => Promise<T>): Promise<T> {
    await app.query(tenant === null ? 'begin' : `begin; set local app.tenant = '${tenant}'`);
    try {
      return await work();
    } finally {
      await app.query('rollback');
    }
  }

  it('should know every table of a Gemeinde, owned by nobody who serves, with security enabled and forced', () => {
    expect(tables.length).toBeGreaterThanOrEqual(15);
    for (const table of tables) expect(table).toMatchObject({ enabled: true, forced: true, owner: 'dsc_owner' });
  });

  it('should leave no table with personal data outside of it', async () => {
    const { rows } = await administrator.query<{ name: string }>(`
      select n.nspname || '.' || c.relname as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'engine') and c.relkind in ('r', 'p') and not c.relispartition and not c.relrowsecurity
         and has_any_column_privilege('dsc_app', c.oid, 'select')
       order by 1`);
    // Public lists, the library, accounts (read by e-mail at sign-in) and sessions (read by the hash of a secret).
    expect(rows.map(({ name }) => name)).toEqual([
      'app.account',
      'app.municipality',
      'app.package',
      'app.package_version',
      'app.place',
      'app.projection',
      'app.session',
    ]);
  });

  it('should show only the own rows, and none without a Gemeinde', async () => {
    for (const { name } of tables) {
      const seen = await as(OWN, () =>
        app.query<{ tenant_id: string }>(`select distinct tenant_id from ${name} where tenant_id is not null`),
      );
      expect([name, seen.rows]).toEqual([name, [{ tenant_id: OWN }]]);
      const nothing = await as(null, () => app.query(`select 1 from ${name} where tenant_id is not null`));
      expect([name, nothing.rowCount]).toEqual([name, 0]);
    }
  });

  it('should refuse to write a row for another Gemeinde', async () => {
    const writable = tables.filter(({ inserts }) => inserts);
    expect(writable.length).toBeGreaterThanOrEqual(8);
    for (const { name } of writable) {
      const sql = await insertion(name, FOREIGN);
      // 42501: refused by the policy, or no right to write these columns at all.
      await expect(as(OWN, () => app.query(sql))).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('should neither change nor delete rows of another Gemeinde', async () => {
    for (const { name, updates, deletes } of tables) {
      const count = async (sql: string): Promise<number | null> => (await as(OWN, () => app.query(sql))).rowCount;
      if (updates) {
        const { rows } = await administrator.query<{ column: string }>(
          `select a.attname as column from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
            and has_column_privilege('dsc_app', a.attrelid, a.attnum, 'update') limit 1`,
          [name],
        );
        const column = rows[0]?.column ?? '';
        expect([
          name,
          await count(`update ${name} set "${column}" = "${column}" where tenant_id = '${FOREIGN}'`),
        ]).toEqual([name, 0]);
      }
      if (deletes) expect([name, await count(`delete from ${name} where tenant_id = '${FOREIGN}'`)]).toEqual([name, 0]);
    }
  });
});
