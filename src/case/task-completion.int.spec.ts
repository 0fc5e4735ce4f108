import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { FIXTURE_CASE, insertCaseFixture } from '../../test/support/case-fixture.js';
import { FakeEngine } from '../../test/support/fake-engine.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { testPool } from '../../test/support/test-pool.js';
import { until } from '../../test/support/until.js';
import { AdjustableClock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { EngineRecord, Outcome } from '../engine/engine.js';
import { PackageLibrary } from '../process-package/package-library.js';
import { CompleteTask } from '../task/complete-task.js';
import type { TaskRow } from '../task/task.store.js';
import { CaseProjection } from './case-projection.js';
import { CommandOutbox } from './command-outbox.js';

/** Pages lose patience at once: the engine's answer always comes late. */
class ImpatientOutbox extends CommandOutbox {
  override outcome(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

class RecordingEngine extends FakeEngine {
  readonly records: EngineRecord[] = [];

  override readRecords(from = 0): Promise<EngineRecord[]> {
    return Promise.resolve(this.records.filter(({ position }) => position > from));
  }
}

describe('a task whose completion is answered late', () => {
  let database: TestDatabase;
  let administrator: pg.Pool;
  let app: pg.Pool;
  let projection: CaseProjection;
  let complete: CompleteTask;
  const engine = new RecordingEngine();

  beforeAll(async () => {
    database = await createTestDatabase();
    await insertCaseFixture(database.administratorUrl);
    administrator = testPool(database.administratorUrl, 2);
    app = testPool(database.appUrl, 3);
    const tenants = new TenantDatabase(app);
    complete = new CompleteTask(tenants, new ImpatientOutbox(tenants, engine), new AdjustableClock());
    projection = new CaseProjection(tenants, new PackageLibrary(tenants), engine);
    projection.start();
  });

  afterAll(async () => {
    await projection.stop();
    await Promise.all([administrator.end(), app.end()]);
    await database.drop();
  });

  /** Sends a task with a letter to approve and an upload; the engine answers afterwards. */
  async function completeLate(key: string, outcome: Outcome<unknown>) {
    const [documentId, draftId] = [randomUUID(), randomUUID()];
    await administrator.query(
      `insert into app.document (id, tenant_id, case_id, title, template, template_version, language, state, content, sha256, created_at, idempotency_key)
       values ($1, '9990', $2, 'Bauentscheid', 'bauentscheid', 1, 'de', 'entwurf', '\\x00', repeat('a', 64), 1, $1::uuid::text)`,
      [documentId, FIXTURE_CASE],
    );
    await administrator.query(
      `insert into app.draft (id, tenant_id, package_id, package_version, form_id, token_hash, user_task_key, owner, created_at, updated_at)
       values ($1, '9990', 'probe', '1.0.0', 'f', 'h', $2, 'rat@musterdorf.example', 1, 1)`,
      [draftId, key],
    );
    await administrator.query(
      `insert into app.upload (id, tenant_id, draft_id, file_name, content_type, size, sha256, content, created_at)
       values (gen_random_uuid(), '9990', $1, 'plan.pdf', 'application/pdf', 1, repeat('a', 64), '\\x00', 1)`,
      [draftId],
    );
    const task = { key, element_id: 'ut_freigabe', case_id: FIXTURE_CASE } as TaskRow;
    const actor = 'rat@musterdorf.example';
    const completion = { tenantId: '9990', task, data: {}, actor, title: `Entscheid ${key}`, draftId };
    expect(await complete.complete({ ...completion, approves: documentId })).toEqual({ ok: true, delayed: true });
    await administrator.query(
      `update engine.command_outbox set outcome = $2 where command ->> 'userTaskKey' = $1 and outcome is null`,
      [key, JSON.stringify(outcome)],
    );
    return { documentId, draftId };
  }

  const taskCompleted = (key: string): void => {
    const position = engine.records.length + 1;
    const value = { tenantId: '9990', userTaskKey: key, processInstanceKey: '1' };
    const shape = { recordType: 'EVENT', valueType: 'USER_TASK', intent: 'COMPLETED', timestamp: 5, key, position };
    engine.records.push({ ...shape, value } as unknown as EngineRecord);
    engine.commit(position);
  };

  const waiting = async (): Promise<number> =>
    (await administrator.query('select 1 from app.task_completion')).rows.length;

  it('should approve the letter, write the timeline and close the draft with the record of the task', async () => {
    const { documentId, draftId } = await completeLate('71', { ok: true, value: {} });
    expect(await waiting()).toBe(1);
    taskCompleted('71');
    await until(async () => (await waiting()) === 0);
    expect(
      (await administrator.query('select state, released_by from app.document where id = $1', [documentId])).rows,
    ).toEqual([{ state: 'genehmigt', released_by: 'rat@musterdorf.example' }]);
    expect(
      (await administrator.query(`select kind, actor from app.case_event where title = 'Entscheid 71'`)).rows,
    ).toEqual([{ kind: 'aufgabe', actor: 'rat@musterdorf.example' }]);
    expect((await administrator.query('select 1 from app.draft where id = $1', [draftId])).rows).toEqual([]);
    expect((await administrator.query('select case_id, draft_id from app.upload')).rows).toEqual([
      { case_id: FIXTURE_CASE, draft_id: null },
    ]);
  });

  it('should leave the letter a draft and the uploads with it when the engine says no', async () => {
    const no = { ok: false, rejection: { code: 'NOT_FOUND', message: 'gone' } } as unknown as Outcome<unknown>;
    const { documentId, draftId } = await completeLate('72', no);
    taskCompleted('72');
    await until(async () => (await waiting()) === 0);
    expect((await administrator.query('select state from app.document where id = $1', [documentId])).rows).toEqual([
      { state: 'entwurf' },
    ]);
    expect((await administrator.query('select case_id from app.upload where draft_id = $1', [draftId])).rows).toEqual([
      { case_id: null },
    ]);
    expect((await administrator.query(`select action from app.audit where target = '72' order by id`)).rows).toEqual([
      { action: 'task.complete' },
      { action: 'task.complete.refused' },
    ]);
  });
});
