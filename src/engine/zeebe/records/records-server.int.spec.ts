import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { testPool } from '../../../../test/support/test-pool.js';
import { Ingest } from './ingest.js';
import { RecordsServer } from './records-server.js';

const PASSWORD = 'secret-of-the-exporter';
const KEY = '18014398509481985';

interface Change {
  position?: unknown;
  partitionId?: unknown;
  valueType?: unknown;
  intent?: string;
  key?: string;
  value?: unknown;
}

/** A record as the exporter writes it: keys are numbers with more digits than a JavaScript number has. */
const record = ({
  position = 1,
  partitionId = 8,
  valueType = 'INCIDENT',
  intent = 'CREATED',
  key = KEY,
  value,
}: Change) =>
  JSON.stringify({
    partitionId,
    value: value ?? {
      errorType: 'UNKNOWN',
      errorMessage: 'Schlüssel "jobKey":18014398509481999 fehlt',
      bpmnProcessId: 'p',
      processInstanceKey: '#18014398509481987#',
      processDefinitionKey: '#18014398509481989#',
      elementId: 'task-listener',
      elementInstanceKey: '#18014398509481991#',
      jobKey: '#-1#',
      tenantId: '6173',
    },
    key: `#${key}#`,
    position,
    timestamp: 1_700_000_000_000,
    valueType,
    recordType: 'EVENT',
    intent,
    somethingNew: { of: '9.1' },
  }).replace(/"#(-?\d+)#"/g, '$1');

const MARKER = (messageId: string) => ({ name: 'dsc.fence', correlationKey: 'x', messageId, variables: {} });
const VARIABLE = (value: object) => ({
  valueType: 'VARIABLE',
  value: { scopeKey: 73, processInstanceKey: 73, ...value },
});
const PROCESS_STARTED = (value: object) => ({
  valueType: 'PROCESS_INSTANCE',
  intent: 'ELEMENT_ACTIVATING',
  value: { processInstanceKey: 74, bpmnElementType: 'PROCESS', version: 1, ...value },
});

const bulk = (...records: string[]): string =>
  records.map((line) => `{"index":{"_index":"zeebe-record","_id":"1"}}\n${line}\n`).join('');

describe('endpoint for exported records', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let all: pg.Pool;
  let server: RecordsServer;
  let url: string;
  const errors: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = testPool(database.engineUrl, 4);
    all = testPool(database.administratorUrl, 1);
    const log = { info: () => undefined, error: (message: string) => void errors.push(message) };
    const ingest = new Ingest(pool, () => undefined, log);
    server = new RecordsServer({
      host: '127.0.0.1',
      port: 0,
      password: PASSWORD,
      take: (records) => ingest.take(records),
      log,
    });
    url = `http://127.0.0.1:${await server.start()}`;
  });

  beforeEach(() => errors.splice(0));

  afterAll(async () => {
    await server.stop();
    await pool.end();
    await all.end();
    await database.drop();
  });

  const call = async (method: string, path: string, body?: string, secret: string | null = PASSWORD) => {
    const answer = await fetch(url + path, {
      method,
      headers: secret === null ? {} : { authorization: `Basic ${Buffer.from(`zeebe:${secret}`).toString('base64')}` },
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.headers.get('x-elastic-product')).toBe('Elasticsearch');
    return { status: answer.status, headers: answer.headers, body: (await answer.json().catch(() => null)) as unknown };
  };
  const send = (...records: string[]) => call('POST', '/_bulk', bulk(...records));
  const stored = async () =>
    Number(
      (await all.query(`select coalesce(sum(last_position - first_position + 1), 0) as n from engine.log`)).rows[0].n,
    );

  it('should challenge strangers and take nothing from them', async () => {
    const before = await stored();
    for (const secret of [null, 'wrong', '']) {
      const answer = await call('POST', '/_bulk', bulk(record({ position: 900 })), secret);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    }
    expect((await call('GET', '/', undefined, null)).status).toBe(401);
    expect(await stored()).toBe(before);
  });

  it('should answer what the exporter asks for besides', async () => {
    expect((await call('GET', '/')).body).toMatchObject({ version: { number: expect.stringMatching(/^8\./) } });
    for (const path of [
      '/_ilm/policy/zeebe-record-retention-policy',
      '/_component_template/zeebe-record',
      '/_index_template/zeebe-record_job_8.5.8',
      '/zeebe-record*/_settings?allow_no_indices=true',
    ])
      expect([path, (await call('PUT', path, '{}')).body]).toEqual([path, { acknowledged: true }]);
    expect((await call('DELETE', '/zeebe-record')).status).toBe(404);
    expect((await call('GET', '/_search')).status).toBe(404);
  });

  it('should keep every digit of a key, and texts as they are', async () => {
    expect((await send(record({ position: 10 }))).status).toBe(200);
    const { rows } = await all.query(`select * from engine.incident where key = $1`, [KEY]);
    expect(rows[0]).toMatchObject({
      key: KEY,
      tenant_id: '<default>',
      error_message: 'Schlüssel "jobKey":18014398509481999 fehlt',
      process_instance_key: '18014398509481987',
      element_instance_key: '18014398509481991',
      job_key: null,
    });
  });

  it.each([
    ['', 'at least one record'],
    ['garbage', 'JSON in line 1'],
    ['{"delete":{}}\n{}\n', 'an index action in line 1'],
    ['{"index":{}}\n', 'JSON in line 2'],
    ['{"index":{}}\n[]\n', 'a record in line 2 with a partitionId'],
    [bulk(record({ position: -1 })), 'a position'],
    [bulk(record({ position: 'x' })), 'a position'],
    [bulk(record({ partitionId: 0 })), 'a partitionId'],
    [bulk(record({ valueType: 7 })), 'recordType, valueType and intent'],
    [bulk(record({ position: 500 })) + '{"index":{}}\nnull\n', 'a record in line 4'],
  ])('should refuse garbage as a whole and say where: %j', async (body, reason) => {
    const before = await stored();
    const answer = await call('POST', '/_bulk', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { reason: expect.stringContaining(reason) } } });
    expect(await stored()).toBe(before);
  });

  it('should refuse a bulk that is far too long', async () => {
    const answer = await call('POST', '/_bulk', 'x'.repeat(33 * 1024 * 1024));
    expect(answer.status).toBe(413);
  });

  it('should count a record once, by partition and position', async () => {
    const before = await stored();
    const one = record({ position: 20, key: '300' });
    const same = record({ position: 20, partitionId: 9, key: '301' });
    await Promise.all([send(one), send(one), send(one, same), send(same, one)]);
    expect(await stored()).toBe(before + 2);
  });

  it('should keep records of kinds and versions that it does not know, and show nothing of them', async () => {
    const before = await stored();
    const strange = [
      record({ position: 30, valueType: 'AGENT_INSTANCE', intent: 'THINKING', value: { a: [1] } }),
      record({ position: 31, valueType: 'USER_TASK', intent: 'DREAMT', key: '400' }),
      record({ position: 32, valueType: 'JOB', intent: 'CREATED', key: '401', value: null }),
      record({ position: 33, valueType: 'INCIDENT', key: '402' }),
    ];
    expect((await send(...strange)).status).toBe(200);
    expect(await stored()).toBe(before + 4);
    const shown = await all.query(
      `select key from engine.incident where key = 402 union select key from engine.job union select key from engine.user_task`,
    );
    expect(shown.rows).toEqual([{ key: '402' }]);
    // What cannot be shown is told to the operators, and does not keep others from coming in.
    expect(errors).toEqual([expect.stringContaining('JOB CREATED at 8-32 is kept but shown nowhere')]);
  });

  it('should keep records whose keys are none', async () => {
    const before = await stored();
    const value = { processInstanceKey: 'abc', parentProcessInstanceKey: '99999999999999999999', scopeKey: 'abc' };
    const strange = [
      record({ position: 35, valueType: 'VARIABLE', key: '403', value: { ...value, name: 'dsc', value: '{' } }),
      record({ position: 36, valueType: 'PROCESS_INSTANCE', intent: 'ELEMENT_ACTIVATING', key: '404', value }),
    ];
    expect((await send(...strange)).status).toBe(200);
    expect(await stored()).toBe(before + 2);
  });

  it('should keep texts that PostgreSQL cannot hold, with a mark for what it cannot', async () => {
    const value = {
      name: 'v',
      value: '{"a":"x\\u0000y\\ud800","b":"\\\\u0000"}',
      scopeKey: 71,
      processInstanceKey: 71,
    };
    expect((await send(record({ position: 40, valueType: 'VARIABLE', key: '500', value }))).status).toBe(200);
    const { rows } = await all.query(`select value from engine.variable where scope_key = 71`);
    expect(rows[0].value).toEqual({ a: 'x\ufffdy\ufffd', b: '\\u0000' });
    expect(errors).toEqual([]);
  });

  it('should read numbers with a fraction whose names end as those of keys do', async () => {
    const before = await stored();
    const value = { variables: { monkey: 1.5, priceKey: 1e30, parcelKey: -2 }, type: 'work', processInstanceKey: 72 };
    expect((await send(record({ position: 45, valueType: 'JOB_BATCH', key: '501', value }))).status).toBe(200);
    expect(await stored()).toBe(before + 1);
  });

  it.each([
    ['a marker of no moment', 50, { valueType: 'MESSAGE', intent: 'PUBLISHED', value: MARKER('1.5') }],
    ['a marker beyond all numbers', 51, { valueType: 'MESSAGE', intent: 'PUBLISHED', value: MARKER('Infinity') }],
    ['a tenant that no column holds', 52, PROCESS_STARTED({ tenantId: '\0' })],
    ['a name too long for an index', 53, VARIABLE({ name: randomBytes(6_000).toString('base64'), value: '1' })],
    ['lists inside of lists', 54, VARIABLE({ name: 'deep', value: '['.repeat(20_000) + ']'.repeat(20_000) })],
    [
      'lists that hold NUL',
      55,
      VARIABLE({ name: 'nul', value: `${'['.repeat(20_000)}"\\u0000"${']'.repeat(20_000)}` }),
    ],
    ['an object where a tenant is', 56, PROCESS_STARTED({ tenantId: { toString: 1 } })],
    ['an object where a text is', 57, { value: { ...PROCESS_STARTED({}).value, errorMessage: { toString: 1 } } }],
    ['an object where a list is', 58, { valueType: 'DEPLOYMENT', value: { formMetadata: { filter: 1 } } }],
    ['no text where a key is', 59, { value: {}, key: null }],
  ])('should let nobody keep others out with %s', async (_what, position, change) => {
    const before = await stored();
    const other = record({ position: position + 1_000, partitionId: 10, key: String(position + 1_000) });
    const answer = await send(record({ ...change, position, partitionId: 10, key: String(position) }), other);
    expect(answer.status).toBe(200);
    expect(await stored()).toBe(before + 2);
    const shown = await all.query(`select from engine.incident where key = $1`, [position + 1_000]);
    expect(shown.rowCount).toBe(1);
  });

  it('should say «later» when the database is not there, so that the broker sends again', async () => {
    const broken = new RecordsServer({
      host: '127.0.0.1',
      port: 0,
      password: PASSWORD,
      take: () => Promise.reject(new Error('connection refused')),
      log: { info: () => undefined, error: () => undefined },
    });
    const port = await broken.start();
    const answer = await fetch(`http://127.0.0.1:${port}/_bulk`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`zeebe:${PASSWORD}`).toString('base64')}` },
      body: bulk(record({})),
    });
    expect(answer.status).toBe(503);
    await broken.stop();
  });
});
