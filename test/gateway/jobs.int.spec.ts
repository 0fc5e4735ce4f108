import { jest } from '@jest/globals';
import { connect } from 'node:http2';
import { status } from '@grpc/grpc-js';
import { GatewayWorld, type RawClient } from './support/gateway-world.js';
import { loopEvents } from '../support/loop-events.js';
import { computing, oneTask } from '../engine/support/processes.js';

const REQUEST = { type: 'work', worker: 'raw', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: 5_000 };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Job {
  key: string;
  processInstanceKey: string;
  variables: string;
  tenantId: string;
}

describe('jobs through the gateway', () => {
  let world: GatewayWorld;
  let client: RawClient;

  beforeAll(async () => {
    world = await GatewayWorld.open();
    client = world.raw();
    for (const tenantId of ['<default>', '6173']) {
      await world.engine.run({ type: 'deployResources', tenantId, resources: [oneTask, computing] });
    }
  });

  afterAll(() => world.close());

  afterEach(async () => {
    for (;;) {
      const jobs = await world.engine.jobs('work', { count: 1_000 });
      if (jobs.length === 0) return;
      await Promise.all(jobs.map(({ key }) => world.engine.run({ type: 'completeJob', jobKey: key, variables: {} })));
    }
  });

  const create = async (variables = {}, tenantId = '<default>') =>
    (await world.engine.run({ type: 'createProcessInstance', tenantId, bpmnProcessId: 'one-task', variables }))
      .processInstanceKey;

  const activate = async (change: object = {}): Promise<Job[]> => {
    const messages = await world.collect(client, 'ActivateJobs', { ...REQUEST, ...change });
    return messages.flatMap(({ jobs }) => jobs as Job[]);
  };

  const openJobs = () => world.engine.jobs('work', { count: 1_000 });

  it('should wait for the first job, and end without any when the time is over', async () => {
    const waiting = activate();
    const key = await create({ a: 1 });
    const [job] = await waiting;
    expect(job).toMatchObject({ processInstanceKey: key, variables: '{"a":1}', tenantId: '<default>' });
    expect(await activate({ requestTimeout: 50 })).toEqual([]);
    expect(await activate({ requestTimeout: -1 })).toEqual([]);
    expect(await activate({ maxJobsToActivate: 0 })).toEqual([]);
  });

  it('should give jobs of the tenants that are named, of the default one when none is', async () => {
    await create({}, '6173');
    expect(await activate({ requestTimeout: -1 })).toEqual([]);
    expect(await activate({ tenantIds: ['6173', '<default>'] })).toMatchObject([{ tenantId: '6173' }]);
  });

  it('should give many jobs in messages that a client can take', async () => {
    const large = 'x'.repeat(900_000);
    await Promise.all(Array.from({ length: 12 }, () => create({ large })));
    const messages = await world.collect(client, 'ActivateJobs', { ...REQUEST, maxJobsToActivate: 50 });
    expect(messages.map(({ jobs }) => (jobs as Job[]).length)).toEqual([4, 4, 4]);
  });

  it('should make an incident of a job that no client can take, and give the others', async () => {
    const tooLarge = await create({ part: 'x'.repeat(2_500_000) });
    await world.engine.run({
      type: 'setVariables',
      elementInstanceKey: tooLarge,
      variables: { more: 'x'.repeat(2_500_000) },
      local: false,
    });
    const fine = await create();
    expect(await activate()).toMatchObject([{ processInstanceKey: fine }]);
    const incidents = await world.engine.rows<{ error_message: string }>(
      'select error_message from engine.incident where process_instance_key = $1::bigint',
      [tooLarge],
    );
    expect(incidents).toMatchObject([{ error_message: expect.stringContaining('fetch fewer variables') as string }]);
  });

  it('should stream jobs that are there and those that come, until the client hangs up', async () => {
    const first = await create();
    const stream = client['StreamActivatedJobs']?.({ type: 'work', worker: 'stream', timeout: 60_000 });
    const seen: string[] = [];
    stream?.on('data', ({ processInstanceKey }: Job) => seen.push(processInstanceKey));
    stream?.on('error', () => undefined);
    await world.engine.eventually(() => Promise.resolve(seen.length === 1));
    const second = await create();
    await world.engine.eventually(() => Promise.resolve(seen.length === 2));
    expect(seen).toEqual([first, second]);
    stream?.cancel();
    await pause(50);
    const third = await create();
    expect((await openJobs()).map(({ processInstanceKey }) => processInstanceKey)).toEqual([third]);
  });

  it('should offer jobs again when the client is gone before they reach it', async () => {
    const slow = await idleClient(world.port, 'ActivateJobs', { ...REQUEST, requestTimeout: 60_000 });
    await pause(100);
    // More than the connection takes from a client that does not read.
    const keys = await Promise.all(Array.from({ length: 8 }, () => create({ text: 'x'.repeat(100_000) })));
    await pause(200);
    const before = (await openJobs()).length;
    slow.destroy();
    await world.engine.eventually(async () => (await openJobs()).length > 0);
    expect(before).toBeLessThan(keys.length);
  });

  it('should let a client that never reads hold back one job of a stream, not the queue', async () => {
    const slow = await idleClient(world.port, 'StreamActivatedJobs', { type: 'work', worker: 'slow', timeout: 60_000 });
    await pause(100);
    await Promise.all(Array.from({ length: 10 }, () => create({ text: 'x'.repeat(100_000) })));
    await pause(200);
    const others = await activate({ maxJobsToActivate: 100, requestTimeout: -1 });
    expect(others.length).toBeGreaterThanOrEqual(8);
    slow.destroy();
    // The one that was on its way comes back.
    await world.engine.eventually(async () => (await openJobs()).length > 0);
  });

  it('should keep a thousand polls open at no cost and still give each job to one of them', async () => {
    const asked = jest.spyOn(world.engine.engine, 'activateJobs');
    const alone = await loopEvents(1_000);
    const polls = Array.from({ length: 1_000 }, (_, index) =>
      activate({ type: index % 2 === 0 ? 'work' : `idle-${index}`, maxJobsToActivate: 1, requestTimeout: 5_000 }),
    );
    await world.engine.eventually(() => Promise.resolve(asked.mock.calls.length === 1_000));
    await pause(200);
    const beside = await loopEvents(1_000);
    const key = await create();
    const given = (await Promise.all(polls)).flat();
    expect(given.map(({ processInstanceKey }) => processInstanceKey)).toEqual([key]);
    expect(asked).toHaveBeenCalledTimes(1_000);
    asked.mockRestore();
    // One look at the queue per poll would be a thousand.
    expect(beside).toBeLessThan(alone + 200);
  });

  it('should end polls and streams without an error when the gateway stops, and serve again afterwards', async () => {
    const { port } = world;
    const poll = activate({ requestTimeout: 60_000 });
    const stream = world.collect(client, 'StreamActivatedJobs', { type: 'work', worker: 'w', timeout: 1_000 });
    await pause(100);
    const began = Date.now();
    await world.stopGateway();
    expect(await poll).toEqual([]);
    expect(await stream).toEqual([]);
    expect(Date.now() - began).toBeLessThan(2_000);
    await world.startGateway(port);
    await create();
    expect(await world.collect(world.raw(), 'ActivateJobs', REQUEST)).toHaveLength(1);
  });

  it.each([
    [{ type: ' ' }, 'type'],
    [{ timeout: 0 }, 'timeout'],
    [{ tenantIds: ['ü'] }, 'tenant'],
  ])('should refuse %j', async (change, word) => {
    const refused = { code: status.INVALID_ARGUMENT, details: expect.stringContaining(word) as string };
    await expect(activate(change)).rejects.toMatchObject(refused);
    await expect(world.collect(client, 'StreamActivatedJobs', { ...REQUEST, ...change })).rejects.toMatchObject(
      refused,
    );
  });
});

/** A connection that sends one request and reads nothing of the answer. */
async function idleClient(port: number, rpc: string, request: object): Promise<{ destroy(): void }> {
  const { gatewayService } = await import('../../src/engine/gateway/contract.js');
  const bytes = gatewayService()[rpc]?.requestSerialize(request) ?? Buffer.alloc(0);
  const session = connect(`http://127.0.0.1:${port}`);
  session.on('error', () => undefined);
  const stream = session.request({
    ':method': 'POST',
    ':path': `/gateway_protocol.Gateway/${rpc}`,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  stream.on('error', () => undefined);
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(bytes.length, 1);
  stream.end(Buffer.concat([frame, bytes]));
  return { destroy: () => session.destroy() };
}
