import pg from 'pg';
import { FIXTURE_CASE, insertCaseFixture } from '../../test/support/case-fixture.js';
import { FakeEngine } from '../../test/support/fake-engine.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { testPool } from '../../test/support/test-pool.js';
import { until } from '../../test/support/until.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { EngineRecord } from '../engine/engine.js';
import type { PackageLibrary } from '../process-package/package-library.js';
import { CaseProjection } from './case-projection.js';
import {
  allRollouts,
  leave,
  referToDefinition,
  referToLowered,
  referToMoved,
  runningCases,
} from './moved-case.store.js';

class RecordingEngine extends FakeEngine {
  readonly records: EngineRecord[] = [];

  override readRecords(from = 0): Promise<EngineRecord[]> {
    return Promise.resolve(this.records.filter(({ position }) => position > from));
  }
}

/** Knows one package: whoever enters the task reads it in the timeline. */
const library = {
  version: () =>
    Promise.resolve({
      manifest: {
        stages: [],
        outcomes: [],
        timeline: [{ element: 'ut_pruefen', on: 'entered', text: { de: 'Wir prüfen.' } }],
      },
    }),
} as unknown as PackageLibrary;

describe('a case whose process has moved to another engine', () => {
  let database: TestDatabase;
  let administrator: pg.Pool;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    await insertCaseFixture(database.administratorUrl);
    administrator = testPool(database.administratorUrl, 2);
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await administrator.query(`
      insert into app.case_process (process_instance_key, tenant_id, case_id, started_at) values (1100, '9990', '${FIXTURE_CASE}', 7);
      insert into app.rollout (tenant_id, package_id, version, process_definition_key, activated_at, activated_by)
      values ('9990', 'probe', '1.0.0', 1001, 1, 'test');
      insert into app.draft (id, tenant_id, package_id, package_version, form_id, token_hash, user_task_key, owner, created_at, updated_at)
      values (gen_random_uuid(), '9990', 'probe', '1.0.0', 'f', 'h', 1101, 'anna', 1, 1);
      insert into app.document (id, tenant_id, case_id, title, template, template_version, language, state, content, sha256, created_at, idempotency_key)
      values (gen_random_uuid(), '9990', '${FIXTURE_CASE}', 'Brief', 'brief', 1, 'de', 'entwurf', '\\x00', repeat('a', 64), 1, '${FIXTURE_CASE}/svc_brief/1102'),
             (gen_random_uuid(), '9990', '${FIXTURE_CASE}', 'Anderer', 'brief', 1, 'de', 'entwurf', '\\x00', repeat('a', 64), 1, '${FIXTURE_CASE}/svc_brief/91102')`);
  });

  afterAll(async () => {
    await owner.end();
    await administrator.end();
    await database.drop();
  });

  async function asOwner<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    await owner.query(`begin; set local dsc.moving = 'on'`);
    const result = await work(owner);
    await owner.query('commit');
    return result;
  }

  const references = async () => ({
    drafts: (await administrator.query(`select user_task_key as key from app.draft`)).rows.map(({ key }) => key),
    letters: (await administrator.query(`select idempotency_key as key from app.document order by title`)).rows.map(
      ({ key }) => key.split('/').at(-1),
    ),
    processes: (
      await administrator.query(
        `select process_instance_key as key, started_at, left_at, arrived from app.case_process order by 1`,
      )
    ).rows,
    rollouts: (await administrator.query(`select process_definition_key as key from app.rollout`)).rows.map(
      ({ key }) => key,
    ),
  });

  it('should be invisible to the owner who does not say that something moves', async () => {
    expect(await runningCases(owner)).toEqual([]);
    expect(await asOwner(runningCases)).toMatchObject([{ process_instance_key: '1100', number: '9990-2026-0001' }]);
  });

  it('should follow keys that are lowered, letters of open jobs included', async () => {
    await asOwner((client) => referToLowered(client, 1000, [{ key: '102', process_instance_key: '100' }]));
    expect(await references()).toEqual({
      drafts: ['101'],
      letters: ['91102', '102'],
      processes: [{ key: '100', started_at: '7', left_at: null, arrived: null }],
      rollouts: ['1'],
    });
  });

  it('should follow the new instance, with what was typed and what a job has made', async () => {
    const keys = {
      instance: ['100', '200'],
      elements: [['103', '203']],
      tasks: [['101', '201']],
      jobs: [['102', '202']],
    } as const;
    await asOwner((client) => leave(client, '100', 50));
    await asOwner((client) => referToMoved(client, keys, 60));
    // A second time changes nothing.
    await asOwner((client) => referToMoved(client, keys, 70));
    for (const rollout of await asOwner(allRollouts))
      await asOwner((client) => referToDefinition(client, rollout, '9'));
    expect(await references()).toEqual({
      drafts: ['201'],
      letters: ['91102', '202'],
      processes: [
        { key: '100', started_at: '7', left_at: '50', arrived: null },
        { key: '200', started_at: '7', left_at: null, arrived: ['203'] },
      ],
      rollouts: ['9'],
    });
  });

  it('should hear neither the end of the old instance nor, once more, what it had entered', async () => {
    const engine = new RecordingEngine();
    const app = testPool(database.appUrl, 2);
    const projection = new CaseProjection(new TenantDatabase(app), library, engine);
    const record = (key: string, intent: string, value: object): void => {
      const position = engine.records.length + 1;
      const shape = {
        recordType: 'EVENT',
        valueType: 'PROCESS_INSTANCE',
        intent,
        timestamp: 100 + position,
        key,
        position,
      };
      engine.records.push({ ...shape, value: { tenantId: '9990', ...value } } as unknown as EngineRecord);
    };
    const end = { processInstanceKey: '100', bpmnElementType: 'PROCESS', parentProcessInstanceKey: '-1' };
    const task = { processInstanceKey: '200', bpmnElementType: 'USER_TASK', elementId: 'ut_pruefen' };
    record('203', 'ELEMENT_ACTIVATED', task);
    record('100', 'ELEMENT_TERMINATED', end);
    record('213', 'ELEMENT_ACTIVATED', task);
    projection.start();
    try {
      await until(
        async () => (await administrator.query(`select 1 from app.projection where position = 3`)).rows.length > 0,
      );
      const events = await administrator.query(`select title, at from app.case_event where case_id = $1`, [
        FIXTURE_CASE,
      ]);
      expect(events.rows).toEqual([{ title: 'Wir prüfen.', at: '103' }]);
      const found = await administrator.query(`select closed_at from app.case_file where id = $1`, [FIXTURE_CASE]);
      expect(found.rows).toEqual([{ closed_at: null }]);
    } finally {
      await projection.stop();
      await app.end();
    }
  });
});
