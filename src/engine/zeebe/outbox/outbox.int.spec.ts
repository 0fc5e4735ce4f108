import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { testPool } from '../../../../test/support/test-pool.js';
import type { EngineCommand, Outcome } from '../../engine.js';
import type { StoredCommand } from '../../runtime/refuse-command.js';
import { answered, type Sent } from '../client/sent.js';
import { Deliverer } from './deliver.js';
import { Dispatcher } from './dispatcher.js';
import { lease } from './lease.store.js';

const TENANT = '9990';
const LOST: Sent = { kind: 'unknown', reason: 'the connection broke' };
const BUSY: Sent = { kind: 'refused', reason: 'too much to do', isBusy: true };
const rejected = (code: 'NOT_FOUND' | 'INVALID_STATE' | 'ALREADY_EXISTS'): Sent => ({
  kind: 'answered',
  outcome: { ok: false, rejection: { code, reason: code } },
});

/** The cluster's side as a script: what each attempt is answered, by what the command is about. */
class ScriptedCluster {
  readonly sent: StoredCommand[] = [];
  private readonly script = new Map<string, Sent[]>();
  underWay = 0;
  mostUnderWay = 0;

  answers(about: string, ...answers: Sent[]): void {
    this.script.set(about, answers);
  }

  async send(command: StoredCommand): Promise<Sent> {
    this.sent.push(command);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    this.underWay -= 1;
    return this.script.get(aboutOf(command))?.shift() ?? answered({ key: aboutOf(command) });
  }

  timesSent(about: string): number {
    return this.sent.filter((command) => aboutOf(command) === about).length;
  }
}

const aboutOf = (command: StoredCommand): string => {
  const fields = command as unknown as { [name: string]: string | undefined };
  return (
    fields['userTaskKey'] ??
    fields['jobKey'] ??
    fields['incidentKey'] ??
    fields['bpmnProcessId'] ??
    fields['name'] ??
    ''
  );
};

describe('outbox of several processes on a cluster', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let all: pg.Pool;
  let cluster: ScriptedCluster;
  let dispatchers: Dispatcher[];
  /** Whether the records tell everything that was sent by now. */
  let isPast: boolean | (() => Promise<boolean>);
  const errors: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = testPool(database.engineUrl, 8);
    all = testPool(database.administratorUrl, 1);
  });

  afterAll(async () => {
    await pool.end();
    await all.end();
    await database.drop();
  });

  beforeEach(async () => {
    await all.query('truncate engine.command_outbox, engine.zeebe_effect cascade');
    [cluster, isPast] = [new ScriptedCluster(), true];
    errors.splice(0);
    dispatchers = [0, 1].map(() => {
      const fence = { isPast: () => (typeof isPast === 'function' ? isPast() : Promise.resolve(isPast)) };
      const deliverer = new Deliverer(pool, cluster, fence, () => Promise.reject(new Error('no deployment here')));
      const log = {
        info: () => undefined,
        error: (text: string, error: unknown) => void errors.push(text, String(error)),
      };
      return new Dispatcher(
        pool,
        deliverer,
        () => 5,
        () => undefined,
        log,
      );
    });
  });

  afterEach(async () => {
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
    expect(errors).toEqual([]);
  });

  const store = async (command: EngineCommand, tenantId: string | null = null): Promise<string> => {
    const id = randomUUID();
    await all.query(`insert into engine.command_outbox (id, tenant_id, command, created_at) values ($1, $2, $3, 1)`, [
      id,
      tenantId,
      JSON.stringify(command),
    ]);
    return id;
  };
  const outcomeOf = async (id: string, milliseconds = 10_000): Promise<Outcome<unknown> | undefined> => {
    const end = Date.now() + milliseconds;
    for (;;) {
      const { rows } = await all.query(`select outcome from engine.command_outbox where id = $1`, [id]);
      if (rows[0]?.outcome || Date.now() > end) return rows[0]?.outcome ?? undefined;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const start = () => dispatchers.forEach((dispatcher) => dispatcher.start());
  const create = (bpmnProcessId: string): EngineCommand => ({
    type: 'createProcessInstance',
    tenantId: TENANT,
    bpmnProcessId,
    variables: { dsc: 'forged', x: 1 },
  });
  const insertTask = (key: string, state = 'CREATED') =>
    all.query(
      `insert into engine.user_task (key, tenant_id, element_id, element_instance_key, process_instance_key, process_definition_key,
         bpmn_process_id, candidate_groups, candidate_users, priority, custom_headers, state, created_at)
       values ($1, $2, 'a', 1, 1, 1, 'p', '{}', '{}', 50, '{}', $3, 1) on conflict (key) do update set state = excluded.state, assignee = null`,
      [key, TENANT, state],
    );
  const task = async (key: string) =>
    (await all.query(`select state, assignee from engine.user_task where key = $1`, [key])).rows[0];

  it('should send each of many commands once, whoever takes it', async () => {
    const ids = await Promise.all(Array.from({ length: 300 }, (_, index) => store(create(`p${index}`))));
    start();
    for (const id of ids) expect(await outcomeOf(id)).toMatchObject({ ok: true });
    expect(cluster.sent).toHaveLength(300);
    expect(cluster.mostUnderWay).toBeGreaterThan(10);
  });

  it('should give what it makes our own context, and let nobody forge one', async () => {
    const id = await store(create('context'));
    const job = await store({ type: 'completeJob', jobKey: '7', variables: { dsc: 'forged', y: 2 } });
    start();
    await outcomeOf(id);
    await outcomeOf(job);
    expect(cluster.sent).toContainEqual(
      expect.objectContaining({
        bpmnProcessId: 'context',
        variables: { x: 1, dsc: { tenantId: TENANT, commandId: id } },
      }),
    );
    expect(cluster.sent).toContainEqual(expect.objectContaining({ jobKey: '7', variables: { y: 2 } }));
  });

  it('should send again what a busy cluster refused, as often as it takes', async () => {
    cluster.answers('busy', BUSY, BUSY, BUSY);
    const id = await store(create('busy'));
    start();
    expect(await outcomeOf(id)).toEqual({ ok: true, value: { key: 'busy' } });
    expect(cluster.timesSent('busy')).toBe(4);
  });

  it('should not repeat a creation whose answer was lost while the records tell of it', async () => {
    cluster.answers('made', LOST);
    isPast = false;
    const id = await store(create('made'));
    start();
    expect(await outcomeOf(id, 1_500)).toBeUndefined();
    await all.query(`insert into engine.zeebe_effect (command_id, key) values ($1, 4711)`, [id]);
    expect(await outcomeOf(id, 1_000)).toBeUndefined();
    await all.query(
      `insert into engine.process_instance (key, tenant_id, process_definition_key, bpmn_process_id, version,
         parent_process_instance_key, parent_element_instance_key, root_process_instance_key, state, started_at)
       values (4711, $1, 12, 'made', 3, -1, -1, 4711, 'ACTIVE', 1)`,
      [TENANT],
    );
    const value = {
      processInstanceKey: '4711',
      processDefinitionKey: '12',
      bpmnProcessId: 'made',
      version: 3,
      tenantId: TENANT,
    };
    expect(await outcomeOf(id)).toEqual({ ok: true, value });
    expect(cluster.timesSent('made')).toBe(1);
  });

  it('should repeat a creation once it is sure that the first attempt had no effect', async () => {
    cluster.answers('not-made', LOST);
    isPast = false;
    const id = await store(create('not-made'));
    start();
    expect(await outcomeOf(id, 1_500)).toBeUndefined();
    expect(cluster.timesSent('not-made')).toBe(1);
    isPast = true;
    expect(await outcomeOf(id)).toMatchObject({ ok: true });
    expect(cluster.timesSent('not-made')).toBe(2);
  });

  it('should not miss a record that comes in just while it looks', async () => {
    cluster.answers('just-now', LOST);
    const id = await store(create('just-now'));
    isPast = async () => {
      await all.query(`insert into engine.zeebe_effect (command_id, key) values ($1, 4711) on conflict do nothing`, [
        id,
      ]);
      return true;
    };
    start();
    expect(await outcomeOf(id)).toMatchObject({ ok: true, value: { processInstanceKey: '4711' } });
    expect(cluster.timesSent('just-now')).toBe(1);
  });

  it('should treat what a process that died was sending as an attempt that may have succeeded', async () => {
    const id = await store(create('died'));
    const [row] = await lease(pool, 10);
    expect(row).toMatchObject({ id, isUncertain: false, attempts: 1 });
    start();
    expect(await outcomeOf(id, 700)).toBeUndefined();
    await all.query(`update engine.command_outbox set leased_until = now() - interval '1 second' where id = $1`, [id]);
    await all.query(`insert into engine.zeebe_effect (command_id, key) values ($1, 4711)`, [id]);
    expect(await outcomeOf(id)).toMatchObject({ ok: true, value: { processInstanceKey: '4711' } });
    expect(cluster.sent).toEqual([]);
  });

  it.each([
    ['completeJob', 'NOT_FOUND'],
    ['failJob', 'INVALID_STATE'],
    ['throwError', 'NOT_FOUND'],
  ] as const)('should count %s as done that was answered with %s after a lost answer', async (type, code) => {
    const command = {
      completeJob: { type: 'completeJob', jobKey: '31', variables: {} },
      failJob: { type: 'failJob', jobKey: '31', retries: 1, errorMessage: 'nein' },
      throwError: { type: 'throwError', jobKey: '31', errorCode: 'E', errorMessage: '' },
    } as const;
    cluster.answers('31', LOST, rejected(code));
    const id = await store(command[type]);
    start();
    expect(await outcomeOf(id)).toEqual({ ok: true, value: { jobKey: '31' } });
    cluster.answers('32', rejected(code));
    const other = await store({ ...command[type], jobKey: '32' });
    dispatchers[0]?.wake();
    expect(await outcomeOf(other)).toMatchObject({ ok: false, rejection: { code } });
  });

  it('should ask the records what became of a task whose completion was lost', async () => {
    await insertTask('41');
    cluster.answers('41', LOST, rejected('NOT_FOUND'), rejected('NOT_FOUND'), rejected('NOT_FOUND'));
    const id = await store({ type: 'completeUserTask', userTaskKey: '41', variables: {} }, TENANT);
    start();
    expect(await outcomeOf(id, 1_200)).toBeUndefined();
    await insertTask('41', 'COMPLETED');
    expect(await outcomeOf(id)).toEqual({ ok: true, value: { userTaskKey: '41' } });

    await insertTask('42', 'CANCELED');
    cluster.answers('42', LOST, rejected('NOT_FOUND'));
    const gone = await store({ type: 'completeUserTask', userTaskKey: '42', variables: {} }, TENANT);
    dispatchers[0]?.wake();
    expect(await outcomeOf(gone)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
  });

  it('should send commands about one task in their order, also when the first has to wait', async () => {
    await insertTask('51');
    cluster.answers('51', BUSY, BUSY);
    const assign = { type: 'assignUserTask', userTaskKey: '51', assignee: 'anna', allowOverride: false } as const;
    await store(assign, TENANT);
    await store({ type: 'unassignUserTask', userTaskKey: '51' }, TENANT);
    const last = await store({ type: 'completeUserTask', userTaskKey: '51', variables: {} }, TENANT);
    start();
    expect(await outcomeOf(last)).toMatchObject({ ok: true });
    expect(cluster.sent.map(({ type }) => type)).toEqual([
      'assignUserTask',
      'assignUserTask',
      'assignUserTask',
      'unassignUserTask',
      'completeUserTask',
    ]);
  });

  it('should show what an answer means at once', async () => {
    await insertTask('61');
    const assign = { type: 'assignUserTask', userTaskKey: '61', assignee: 'anna', allowOverride: false } as const;
    start();
    await outcomeOf(await store(assign, TENANT));
    expect(await task('61')).toEqual({ state: 'CREATED', assignee: 'anna' });
    await outcomeOf(await store({ type: 'completeUserTask', userTaskKey: '61', variables: {} }, TENANT));
    expect(await task('61')).toEqual({ state: 'COMPLETED', assignee: 'anna' });
    await insertTask('62');
    cluster.answers('62', rejected('INVALID_STATE'));
    await outcomeOf(await store({ type: 'completeUserTask', userTaskKey: '62', variables: {} }, TENANT));
    expect(await task('62')).toEqual({ state: 'CREATED', assignee: null });
  });

  it('should find nothing of other Gemeinden, and refuse what is no command', async () => {
    await insertTask('71');
    start();
    const foreign = await store({ type: 'completeUserTask', userTaskKey: '71', variables: {} }, '6173');
    expect(await outcomeOf(foreign)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    const forged = await store(create('forged'), '6173');
    expect(await outcomeOf(forged)).toMatchObject({ ok: false, rejection: { code: 'NOT_FOUND' } });
    const strange = await store({ type: 'dance' } as unknown as EngineCommand, TENANT);
    expect(await outcomeOf(strange)).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
    expect(cluster.sent).toEqual([]);
  });

  it('should not repeat what nobody could recognise', async () => {
    cluster.answers('', LOST);
    const id = await store({ type: 'broadcastSignal', tenantId: TENANT, signalName: 's', variables: {} });
    start();
    expect(await outcomeOf(id)).toMatchObject({ ok: false, rejection: { code: 'DEADLINE_EXCEEDED' } });
    expect(cluster.sent).toHaveLength(1);
  });

  it('should not repeat it either when the process died that was sending it', async () => {
    const id = await store({ type: 'broadcastSignal', tenantId: TENANT, signalName: 'died', variables: {} });
    await lease(pool, 10);
    await all.query(`update engine.command_outbox set leased_until = now() - interval '1 second' where id = $1`, [id]);
    start();
    expect(await outcomeOf(id)).toMatchObject({ ok: false, rejection: { code: 'DEADLINE_EXCEEDED' } });
    expect(cluster.sent).toEqual([]);
  });

  it('should count attempts, not looks, before it gives up what the cluster stumbles over', async () => {
    const fault: Sent = { kind: 'unknown', reason: 'a fault', isFault: true };
    cluster.answers('stumbled', LOST, fault);
    isPast = false;
    const id = await store(create('stumbled'));
    start();
    expect(await outcomeOf(id, 7_000)).toBeUndefined();
    isPast = true;
    expect(await outcomeOf(id, 15_000)).toEqual({ ok: true, value: { key: 'stumbled' } });
  }, 30_000);

  it('should not let what waits for the records keep others from being sent', async () => {
    await all.query(
      `insert into engine.command_outbox (id, command_id, command, created_at, uncertain, tried_at)
       select gen_random_uuid(), 'old-' || n, $1::jsonb, 1, true, now() - interval '1 minute' from generate_series(1, 4000) n`,
      [JSON.stringify(create('old'))],
    );
    isPast = false;
    start();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const id = await store({ type: 'completeJob', jobKey: '91', variables: {} });
    expect(await outcomeOf(id, 5_000)).toMatchObject({ ok: true });
  }, 30_000);

  it('should answer callers in all processes with the one answer to their command id', async () => {
    start();
    const outcomes = await Promise.all(
      dispatchers.flatMap((dispatcher) => [1, 2].map(() => dispatcher.execute(create('once'), 'the-same'))),
    );
    expect(outcomes).toEqual(outcomes.map(() => ({ ok: true, value: { key: 'once' } })));
    expect(cluster.timesSent('once')).toBe(1);
  });

  it('should ask a cluster that is away with few commands, not with all that wait', async () => {
    const away: Sent = { kind: 'refused', reason: 'nobody there', isBusy: false };
    const ids = await Promise.all(Array.from({ length: 200 }, (_, index) => store(create(`away${index}`))));
    for (let index = 0; index < 200; index += 1) cluster.answers(`away${index}`, ...Array<Sent>(50).fill(away));
    start();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    // Both processes have taken what they may at once; after that they only ask. All of them in turn were 700 by now.
    expect(cluster.sent.length).toBeLessThan(300);
    for (let index = 0; index < 200; index += 1) cluster.answers(`away${index}`);
    for (const id of ids) expect(await outcomeOf(id, 30_000)).toMatchObject({ ok: true });
  }, 60_000);
});
