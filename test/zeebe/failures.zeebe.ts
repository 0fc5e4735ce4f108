import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { steadyPort } from '../support/steady-port.js';
import type { ZeebeEngine } from '../../src/engine/zeebe/zeebe-engine.js';
import { oneTask, userTask } from '../engine/support/processes.js';
import { until } from '../support/until.js';
import { ClusterWorld, deploy, exporterOptions, TENANT } from './support/cluster-world.js';

/** More than the gateway's request timeout, which is 15 seconds elsewhere. */
const SETTLE_MS = 5_000;
const REQUEST_TIMEOUT = '4s';

describe('two processes of the product on a cluster that fails', () => {
  let world: ClusterWorld;
  let ports: [number, number];
  let engines: [ZeebeEngine, ZeebeEngine];
  let working = true;
  const workers: Promise<void>[] = [];
  /** Each job that a worker was told it has completed. */
  const completed: string[] = [];

  const startEngine = (port: number) => world.start({ recordsPort: port, settleMs: SETTLE_MS });

  beforeAll(async () => {
    ports = [await steadyPort(), await steadyPort()];
    // The exporter's client changes between addresses and leaves those out that do not answer.
    const exporterUrl = ports.map((port) => `http://127.0.0.1:${port}`).join(',');
    world = await ClusterWorld.open({
      partitions: 2,
      ...exporterOptions(0),
      exporterUrl,
      environment: {
        ZEEBE_BROKER_GATEWAY_CLUSTER_REQUESTTIMEOUT: REQUEST_TIMEOUT,
        ZEEBE_BROKER_BACKPRESSURE_ALGORITHM: 'fixed',
        ZEEBE_BROKER_BACKPRESSURE_FIXED_LIMIT: '8',
      },
    });
    engines = [await startEngine(ports[0]), await startEngine(ports[1])];
    await deploy(engines[0], oneTask, userTask);
    for (const index of [0, 1]) workers.push(work(index));
  });

  afterAll(async () => {
    working = false;
    await Promise.all(workers);
    await world.close();
  });

  /** A worker of one process, as long as the test runs. */
  async function work(index: number): Promise<void> {
    while (working) {
      const engine = engines[index];
      const jobs = await engine?.activateJobs({
        type: 'work',
        worker: `worker-${index}`,
        timeout: 5_000,
        maxJobsToActivate: 10,
        requestTimeout: 1_000,
      });
      await Promise.all(
        (jobs ?? []).map(async ({ key, variables }) => {
          const command = {
            type: 'completeJob',
            jobKey: key,
            variables: { seen: variables['number'] ?? null },
          } as const;
          const outcome = await engine?.execute(command, { commandId: `job-${key}-done` });
          if (outcome?.ok) completed.push(key);
        }),
      );
    }
  }

  /** What citizens send, stored as pages do; some of it through each process. */
  async function send(batch: string, count: number): Promise<void> {
    await world.sql.query(
      `insert into engine.command_outbox (id, tenant_id, command, created_at)
       select gen_random_uuid(), $1, jsonb_build_object('type', 'createProcessInstance', 'tenantId', $1::text, 'bpmnProcessId', 'one-task',
              'variables', jsonb_build_object('batch', $2::text, 'number', n)), 1
         from generate_series(1, $3::int) n`,
      [TENANT, batch, count],
    );
    for (const engine of engines) engine.wakeOutbox();
  }

  /** Instances of a batch by state, as the records tell. */
  const instancesOf = (batch: string) =>
    world.rows<{ state: string; n: number; numbers: number }>(
      `select i.state, count(*)::int as n, count(distinct b.value)::int as numbers
         from engine.variable v join engine.process_instance i on i.key = v.process_instance_key
         join engine.variable b on b.scope_key = i.key and b.name = 'number'
        where v.name = 'batch' and v.value = to_jsonb($1::text) and v.scope_key = i.key group by i.state`,
      [batch],
    );

  async function allDoneOnce(batch: string, count: number, seconds = 60): Promise<void> {
    await until(
      async () => (await instancesOf(batch)).some(({ state, n }) => state === 'COMPLETED' && n >= count),
      seconds,
    );
    // What happened twice would come with the next records.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await instancesOf(batch)).toEqual([{ state: 'COMPLETED', n: count, numbers: count }]);
    await until(
      async () => (await world.rows(`select 1 from engine.command_outbox where outcome is null`)).length === 0,
    );
    expect(await world.rows(`select outcome from engine.command_outbox where not (outcome ->> 'ok')::boolean`)).toEqual(
      [],
    );
  }

  const detail = () => engines.map((engine) => engine.health().detail);

  it('should share the work and do nothing twice, also under back pressure', async () => {
    await send('shared', 300);
    await allDoneOnce('shared', 300);
    // The cluster has refused some of it for a while.
    const [refused] = await world.rows<{ n: number }>(
      `select count(*)::int as n from engine.command_outbox where attempts > 1`,
    );
    expect(refused?.n).toBeGreaterThan(0);
    expect(new Set(completed).size).toBe(completed.length);
    const partitions = await world.rows(`select distinct key >> 51 as partition from engine.process_instance`);
    expect(partitions).toHaveLength(2);
  });

  it('should keep what is sent while the broker is killed in the middle, and go on when it is back', async () => {
    await send('killed', 200);
    await until(async () => (await world.rows(`select 1 from engine.zeebe_effect`)).length > 320);
    await world.broker.kill();
    await send('down', 30);
    await until(async () => detail().every((text) => text.includes('has not answered since')), 20);
    expect(engines.map((engine) => engine.health().ready)).toEqual([true, true]);
    await world.broker.launch();
    await allDoneOnce('killed', 200);
    await allDoneOnce('down', 30);
    await until(async () => detail().every((text) => text.startsWith('Zeebe 8.5.8')), 20);
  });

  it('should lose no record while both endpoints are down', async () => {
    const [old] = engines;
    await world.stop(engines[1]);
    engines[1] = old;
    // The first one sends commands, but takes no records.
    const deaf = await world.start({ recordsPort: 0, settleMs: SETTLE_MS });
    engines = [deaf, deaf];
    await world.stop(old);
    await send('unseen', 50);
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    expect(await instancesOf('unseen')).toEqual([]);
    expect(await world.rows(`select 1 from engine.command_outbox where outcome is null`)).toEqual([]);
    engines = [deaf, await startEngine(ports[1])];
    await allDoneOnce('unseen', 50);
  });

  it('should go on when one of the processes ends in the middle of its work', async () => {
    await send('ended', 200);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const [first, second] = engines;
    engines = [second, second];
    await world.stop(first);
    await allDoneOnce('ended', 200);
  });

  it('should start without the broker, and say so', async () => {
    await world.broker.kill();
    const engine = await startEngine(ports[0]);
    engines = [engine, engines[1]];
    await send('before', 20);
    await until(async () => engine.health().detail.includes('has not answered since'), 20);
    expect(await engine.readRecords(0, 1)).toHaveLength(1);
    await world.broker.launch();
    await allDoneOnce('before', 20);
    expect(world.errors.filter((text) => !/reset|refused|socket|UNAVAILABLE|No answer|ended/i.test(text))).toEqual([]);
  });
});
