import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { EngineCommand, Outcome } from '../../src/engine/engine.js';
import { bpmn, end, job, process as processOf, start, user } from '../../src/engine/core/testing/bpmn-text.js';
import { LogReader } from '../../src/engine/runtime/log/log-reader.js';
import { GraphCache } from '../../src/engine/runtime/state/graph-cache.js';
import { dump } from '../../src/engine/core/testing/dump.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { buildEngine, KillableServer, LOST } from './support/killable-server.js';
import { readStoredState, replayLog } from './support/read-engine-state.js';

const KILLS = 32;
const CLIENTS = 24;
const TENANT = '9990';
const MODEL = {
  name: 'kill.bpmn',
  content: bpmn(
    processOf(
      'kill',
      [start(), job('register'), user('decide'), job('letter'), end()],
      ['start -> register', 'register -> decide', 'decide -> letter', 'letter -> end'],
    ),
  ),
};

/** What the clients were told; the database must agree with it afterwards. */
interface Told {
  /** Token of an instance → its key. Each token was sent until it was acknowledged, always with the same id. */
  created: Map<string, string>;
  /** Tokens of instances that were asked for once only, without an id; the answer of these was lost. */
  unknown: Set<string>;
  /** Tokens of the commands that a transaction stored in the outbox. */
  stored: Set<string>;
  completedJobs: Set<string>;
  completedTasks: Set<string>;
  /** Answers that must never come. */
  wrong: string[];
}

describe('a server that is killed again and again', () => {
  let database: TestDatabase;
  let sql: pg.Pool;
  let build: ReturnType<typeof buildEngine>;
  let server: KillableServer;
  let loading = true;
  /** Ends every loop, whatever is still open: a test that fails has to end as well. */
  let over = false;
  const told: Told = {
    created: new Map(),
    unknown: new Set(),
    stored: new Set(),
    completedJobs: new Set(),
    completedTasks: new Set(),
    wrong: [],
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = new pg.Pool({ connectionString: database.administratorUrl, max: 4 });
    build = buildEngine();
    server = new KillableServer(build.directory, database.engineUrl);
    server.start();
    await until({ type: 'deployResources', tenantId: TENANT, resources: [MODEL] }, 'deployment');
    const clients = [
      ...Array.from({ length: CLIENTS }, (_, index) => client(index)),
      ...['register', 'letter'].flatMap((type) => [worker(type), worker(type)]),
      clerk(),
      clerk(),
      storing(),
    ];
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Every tenth one dies while it starts.
      await sleep(kill % 10 === 9 ? Math.random() * 400 : 350 + Math.random() * 700);
      await server.kill();
      server.start();
    }
    loading = false;
    await settled();
    over = true;
    await server.stop();
    await Promise.all(clients);
  }, 120_000);

  afterAll(async () => {
    over = true;
    loading = false;
    await server.stop();
    await sql.end();
    await database.drop();
    build.remove();
  });

  const create = (token: string): EngineCommand => ({
    type: 'createProcessInstance',
    tenantId: TENANT,
    bpmnProcessId: 'kill',
    variables: { token },
  });

  /** Sends a command with an id until it is answered. */
  async function until(command: EngineCommand, commandId: string): Promise<Outcome<unknown>> {
    for (;;) {
      const outcome = await server.execute(command, { commandId });
      if (over) return { ok: false, rejection: { code: 'UNAVAILABLE', reason: 'The test is over.' } };
      if (outcome === LOST) continue;
      if (outcome.ok || outcome.rejection.code !== 'UNAVAILABLE') return outcome;
      await sleep(50);
    }
  }

  async function client(index: number): Promise<void> {
    for (let round = 0; loading; round += 1) {
      const token = `${index}-${round}`;
      const keyOf = (outcome: Outcome<unknown>) =>
        outcome.ok ? (outcome.value as { processInstanceKey: string }).processInstanceKey : undefined;
      if (index % 3 === 0) {
        const outcome = await server.execute(create(token));
        const key = outcome === LOST ? undefined : keyOf(outcome);
        if (key === undefined) told.unknown.add(token);
        else told.created.set(token, key);
      } else {
        const outcome = await until(create(token), `create-${token}`);
        const key = keyOf(outcome);
        if (key === undefined) told.wrong.push(`create ${token}: ${JSON.stringify(outcome)}`);
        else told.created.set(token, key);
      }
      await sleep(Math.random() * 30);
    }
  }

  async function worker(type: string): Promise<void> {
    while (loading || (await anythingOpen())) {
      const jobs = await server.activateJobs({
        type,
        worker: 'w',
        timeout: 2_000,
        maxJobsToActivate: 40,
        requestTimeout: 200,
      });
      if (jobs === LOST) continue;
      await Promise.all(
        jobs.map(async ({ key }) => {
          const outcome = await until({ type: 'completeJob', jobKey: key, variables: { [type]: key } }, `job-${key}`);
          if (outcome.ok) told.completedJobs.add(key);
          else told.wrong.push(`job ${key}: ${JSON.stringify(outcome)}`);
        }),
      );
    }
  }

  async function clerk(): Promise<void> {
    while (loading || (await anythingOpen())) {
      const { rows } = await sql.query<{ key: string }>(
        `select key from engine.user_task where state = 'CREATED' order by random() limit 40`,
      );
      await Promise.all(
        rows.map(async ({ key }) => {
          const outcome = await until(
            { type: 'completeUserTask', userTaskKey: key, variables: { decided: key } },
            `task-${key}`,
          );
          if (outcome.ok) told.completedTasks.add(key);
          else told.wrong.push(`task ${key}: ${JSON.stringify(outcome)}`);
        }),
      );
      await sleep(20);
    }
  }

  async function storing(): Promise<void> {
    for (let round = 0; loading; round += 1) {
      const token = `outbox-${round}`;
      await sql.query(
        `insert into engine.command_outbox (id, tenant_id, command, created_at) values (gen_random_uuid(), $1, $2, 1)`,
        [TENANT, JSON.stringify(create(token))],
      );
      told.stored.add(token);
      await sleep(Math.random() * 20);
    }
  }

  const anythingOpen = async (): Promise<boolean> => {
    if (over) return false;
    const { rows } = await sql.query<{ open: boolean }>(
      `select exists (select 1 from engine.command_outbox where outcome is null)
           or exists (select 1 from engine.process_instance where state = 'ACTIVE') as open`,
    );
    return rows[0]?.open === true;
  };

  async function settled(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while ((await anythingOpen()) && Date.now() < deadline) await sleep(50);
  }

  const tokens = async (): Promise<Map<string, string[]>> => {
    const { rows } = await sql.query<{ token: string; keys: string[] }>(
      `select value #>> '{}' as token, array_agg(process_instance_key::text) as keys
         from engine.variable where name = 'token' group by 1`,
    );
    return new Map(rows.map(({ token, keys }) => [token, keys]));
  };

  it('should have been under load, and answered nothing wrong', () => {
    expect(told.wrong).toEqual([]);
    expect(told.created.size).toBeGreaterThan(500);
    expect(told.completedJobs.size).toBeGreaterThan(1_000);
    expect(told.stored.size).toBeGreaterThan(200);
  });

  it('should have lost no acknowledged command and done none twice', async () => {
    const found = await tokens();
    const astray = [...told.created].filter(([token, key]) => found.get(token)?.join() !== key);
    expect(astray).toEqual([]);
    expect([...told.stored].filter((token) => found.get(token)?.length !== 1)).toEqual([]);
    expect([...told.unknown].filter((token) => (found.get(token)?.length ?? 0) > 1)).toEqual([]);
    const known = told.created.size + told.stored.size;
    expect(found.size).toBe(known + [...told.unknown].filter((token) => found.has(token)).length);
  });

  it('should have completed every job and task once, with the variables it was told', async () => {
    const { rows: done } = await sql.query<{ name: string; value: string }>(
      `select name, value #>> '{}' as value from engine.variable where name in ('register', 'letter', 'decided')`,
    );
    const jobs = done.filter(({ name }) => name !== 'decided').map(({ value }) => value);
    const tasks = done.filter(({ name }) => name === 'decided').map(({ value }) => value);
    expect(jobs.sort()).toEqual([...told.completedJobs].sort());
    expect(tasks.sort()).toEqual([...told.completedTasks].sort());
  });

  it('should have left no instance stuck', async () => {
    const { rows } = await sql.query(`select state, count(*)::int as n from engine.process_instance group by state`);
    expect(rows).toEqual([{ state: 'COMPLETED', n: (await tokens()).size }]);
    for (const table of ['job', 'instance_state', 'timer']) {
      expect([table, (await sql.query(`select 1 from engine.${table}`)).rowCount]).toEqual([table, 0]);
    }
    expect((await sql.query(`select 1 from engine.element_instance where state not in ('COMPLETED')`)).rowCount).toBe(
      0,
    );
  });

  it('should have a log without gaps that leads to the stored state', async () => {
    const pool = new pg.Pool({ connectionString: database.engineUrl, max: 1 });
    const reader = new LogReader(pool, new GraphCache(pool));
    let position = 0;
    let gaps = 0;
    const completions = new Map<string, number>();
    for (;;) {
      const records = await reader.read(position, 5_000);
      if (records.length === 0) break;
      for (const record of records) {
        if (record.position !== position + 1) gaps += 1;
        position = record.position;
        if (record.recordType === 'EVENT' && record.valueType === 'JOB' && record.intent === 'COMPLETED') {
          completions.set(record.key, (completions.get(record.key) ?? 0) + 1);
        }
      }
    }
    await pool.end();
    expect(gaps).toBe(0);
    expect([...completions.values()].every((count) => count === 1)).toBe(true);
    expect(completions.size).toBe(told.completedJobs.size);
    expect(dump(await replayLog(database.engineUrl))).toEqual(dump(await readStoredState(database.engineUrl)));
  });
});
