import pg from 'pg';
import { type BenchDatabase, type BenchServer, startBenchServer } from '../bench/bench-database.js';
import type { OpenScenario } from '../bench/scenario.js';
import { jobProcess } from '../bench/scenarios/job-process.js';

const COUNT = 2_000;

/** What does not depend on the machine: an engine that gets dearer fails here, a slow day does not. */
describe('cost of an instance with one task, of two commands', () => {
  let server: BenchServer;
  let database: BenchDatabase;
  let scenario: OpenScenario;
  let administrator: pg.Client;

  beforeAll(async () => {
    // A server of its own: nobody else writes to its log.
    server = await startBenchServer();
    database = await server.database('cost');
    administrator = new pg.Client({ connectionString: database.administrator });
    await administrator.connect();
    scenario = await jobProcess('one-task', 1, COUNT, 500).open(database);
    await scenario.run(1);
  }, 60_000);

  afterAll(async () => {
    await scenario.close();
    await administrator.end();
    await server.stop();
  });

  const number = async (query: string) => Number((await administrator.query<{ n: string }>(query)).rows[0]?.n);
  const rowsWritten = () =>
    number(`select sum(n_tup_ins + n_tup_upd + n_tup_del) as n from pg_stat_user_tables where schemaname = 'engine'`);
  const logBytes = () => number('select sum(length(body)) as n from engine.log');
  /** Sessions report what they wrote when they begin something new, or have been idle for ten seconds. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 11_000));

  it('should stay within its rows, bytes, statements, commits and CPU time', async () => {
    const before = { wal: await server.walBytes(), log: await logBytes() };
    const cpu = process.cpuUsage();
    await scenario.run(1);
    const { user, system } = process.cpuUsage(cpu);
    const wal = await server.walBytes();
    await settled();
    const each = {
      // Of both runs: nobody knows when the first one was reported.
      rows: (await rowsWritten()) / (2 * COUNT),
      walBytes: (wal - before.wal) / COUNT,
      logBytes: ((await logBytes()) - before.log) / COUNT,
      cpuMicroseconds: (user + system) / COUNT,
      ...scenario.remarks?.(),
    };
    // Inserted: process 1, elements 4, variables 5, job 1, state 1. Changed: process 1, elements 2. Deleted: job, state.
    // What a busy machine spreads over more batches is changed once more on its way.
    expect(each.rows).toBeLessThan(21);
    expect(each.walBytes).toBeLessThan(5_000);
    expect(each.logBytes).toBeLessThan(250);
    expect(scenario.remarks?.()['recordsPerCommand']).toBeCloseTo(15, 1);
    expect(scenario.remarks?.()['statementsPerCommand']).toBeLessThan(0.2);
    expect(scenario.remarks?.()['commitsPerCommand']).toBeLessThan(0.02);
    // Ten times what it takes: a gate against a wrong order of growth only.
    expect(each.cpuMicroseconds).toBeLessThan(1_500);
  }, 60_000);
});
