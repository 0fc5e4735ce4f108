import { connect, type ClientHttp2Session } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { status } from '@grpc/grpc-js';
import { GatewayWorld, type RawClient } from './support/gateway-world.js';
import { oneTask } from '../engine/support/processes.js';

const CREATE = { bpmnProcessId: 'one-task', version: -1, processDefinitionKey: '-1' };
const HIGHEST = '9223372036854775807';

/** What clients may send that is wrong: clear codes, nothing lost, everybody else served. */
describe('bad input through the gateway', () => {
  let world: GatewayWorld;
  let client: RawClient;

  beforeAll(async () => {
    world = await GatewayWorld.open();
    client = world.raw();
    await world.engine.run({ type: 'deployResources', tenantId: '<default>', resources: [oneTask] });
  });

  afterAll(() => world.close());

  afterEach(() => expect(world.engine.errors).toEqual([]));

  const call = (rpc: string, request: object) => world.call(client, rpc, request);
  const create = (change: object) => call('CreateProcessInstance', { ...CREATE, ...change });

  const countInstances = async () =>
    (await world.engine.rows<{ count: string }>('select count(*) from engine.process_instance'))[0]?.count;

  it.each(['CreateProcessInstance', 'CompleteJob', 'ActivateJobs', 'StreamActivatedJobs'])(
    'should say that garbage is no message of %s',
    async (rpc) => {
      const session = connect(`http://${world.address}`);
      expect(await sendBytes(session, rpc, Buffer.from([0xff, 0xff, 0xff, 0x07, 0x00]))).toBe(
        String(status.INVALID_ARGUMENT),
      );
      session.destroy();
    },
  );

  it('should refuse 5 MB and go on with the same connection', async () => {
    const variables = JSON.stringify({ text: 'x'.repeat(5 * 1024 * 1024) });
    await expect(create({ variables })).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    expect(await create({ variables: '{"a":1}' })).toMatchObject({ bpmnProcessId: 'one-task', version: 1 });
  });

  it.each([
    ['CompleteJob', { jobKey: HIGHEST }, status.NOT_FOUND],
    ['CompleteJob', { jobKey: '-9223372036854775808' }, status.NOT_FOUND],
    ['FailJob', { jobKey: '1' }, status.NOT_FOUND],
    ['ThrowError', { jobKey: '1', errorCode: 'x' }, status.NOT_FOUND],
    ['UpdateJobRetries', { jobKey: '1', retries: 1 }, status.NOT_FOUND],
    ['UpdateJobRetries', { jobKey: '1', retries: 0 }, status.INVALID_ARGUMENT],
    ['UpdateJobTimeout', { jobKey: '1', timeout: 1 }, status.NOT_FOUND],
    ['CancelProcessInstance', { processInstanceKey: '0' }, status.NOT_FOUND],
    ['ResolveIncident', { incidentKey: HIGHEST }, status.NOT_FOUND],
    ['SetVariables', { elementInstanceKey: '5', variables: '{}' }, status.NOT_FOUND],
    ['ModifyProcessInstance', { processInstanceKey: '5' }, status.NOT_FOUND],
    ['MigrateProcessInstance', { processInstanceKey: '5', migrationPlan: {} }, status.NOT_FOUND],
    ['MigrateProcessInstance', { processInstanceKey: '5' }, status.INVALID_ARGUMENT],
    ['DeleteResource', { resourceKey: HIGHEST }, status.NOT_FOUND],
    ['CreateProcessInstance', {}, status.NOT_FOUND],
    ['CreateProcessInstance', { processDefinitionKey: '-1' }, status.INVALID_ARGUMENT],
    ['CreateProcessInstance', { ...CREATE, version: 0 }, status.NOT_FOUND],
    ['CreateProcessInstance', { ...CREATE, tenantId: '6173' }, status.NOT_FOUND],
    ['CreateProcessInstance', { ...CREATE, tenantId: 'a b' }, status.INVALID_ARGUMENT],
    ['CreateProcessInstance', { ...CREATE, startInstructions: [{ elementId: 'no' }] }, status.INVALID_ARGUMENT],
    ['CreateProcessInstanceWithResult', {}, status.INVALID_ARGUMENT],
    ['CreateProcessInstanceWithResult', { request: CREATE, requestTimeout: '50' }, status.DEADLINE_EXCEEDED],
    ['DeployResource', {}, status.INVALID_ARGUMENT],
    ['DeployResource', { resources: [{ name: 'x.bpmn', content: Buffer.from([0xc3]) }] }, status.INVALID_ARGUMENT],
    ['DeployResource', { resources: [{ name: 'x.png', content: Buffer.from('x') }] }, status.INVALID_ARGUMENT],
    ['DeployProcess', {}, status.INVALID_ARGUMENT],
    ['EvaluateDecision', {}, status.INVALID_ARGUMENT],
    ['EvaluateDecision', { decisionId: 'a', decisionKey: '5' }, status.INVALID_ARGUMENT],
    ['EvaluateDecision', { decisionId: 'unknown' }, status.INVALID_ARGUMENT],
  ])('should answer %s of %j with status %i', async (rpc, request, code) => {
    await expect(call(rpc, request)).rejects.toMatchObject({ code });
  });

  it.each([
    ['{"a":', 'JSON property was invalid'],
    ['[1]', 'an object is expected at its root, but found a list'],
    ['"text"', 'but found a string'],
    ['{"a":12345678901234567890}', 'send it as a text'],
    [`{"a":"\\u0000"}`, 'NUL'],
    [`{"a":${'['.repeat(300)}${']'.repeat(300)}}`, '200 levels'],
  ])('should refuse the variables %s without making anything', async (variables, details) => {
    const before = await countInstances();
    await expect(create({ variables })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining(details) as string,
    });
    expect(await countInstances()).toBe(before);
  });

  it.each(['', 'null', ' {} ', "{'a':1} and more"])(
    'should accept %j as variables, as Zeebe does',
    async (variables) => {
      expect(await create({ variables })).toMatchObject({ bpmnProcessId: 'one-task' });
    },
  );

  it('should take times beyond all bounds for very long ones', async () => {
    const message = { name: 'm', correlationKey: 'k', timeToLive: HIGHEST };
    expect(await call('PublishMessage', message)).toMatchObject({ tenantId: '<default>' });
    const [activated] = await world.collect(client, 'ActivateJobs', {
      type: 'work',
      worker: 'w',
      timeout: HIGHEST,
      maxJobsToActivate: 2_147_483_647,
      requestTimeout: HIGHEST,
    });
    const [job] = (activated as { jobs: { key: string; deadline: string }[] }).jobs;
    expect(Number(job?.deadline)).toBeGreaterThan(Date.now());
    await call('UpdateJobTimeout', { jobKey: job?.key, timeout: HIGHEST });
    await call('FailJob', { jobKey: job?.key, retries: 1, retryBackOff: HIGHEST });
  });

  it('should accept operation references and fields it does not know', async () => {
    expect(await create({ operationReference: '42' })).toMatchObject({ version: 1 });
    const session = connect(`http://${world.address}`);
    // Field 900, a text.
    expect(await sendBytes(session, 'Topology', Buffer.from([0xa2, 0x38, 0x01, 0x78]))).toBe('0');
    session.destroy();
  });

  it('should survive a thousand connections, and talk that is no HTTP/2', async () => {
    const port = world.port;
    const sockets = Array.from({ length: 1_000 }, () => {
      const socket = connectTcp(port, '127.0.0.1');
      socket.on('error', () => undefined);
      return socket;
    });
    for (const socket of sockets.slice(0, 100)) socket.write('GET / HTTP/1.1\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await world.call(world.raw(), 'Topology', {})).toMatchObject({ clusterSize: 1 });
    for (const socket of sockets) socket.destroy();
  });

  it('should not know other methods', async () => {
    const session = connect(`http://${world.address}`);
    expect(await sendBytes(session, 'DropEverything', Buffer.alloc(0))).toBe(String(status.UNIMPLEMENTED));
    session.destroy();
  });
});

/** Sends bytes as one message; resolves with the status of gRPC. */
function sendBytes(session: ClientHttp2Session, rpc: string, bytes: Buffer): Promise<string> {
  session.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `/gateway_protocol.Gateway/${rpc}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const read = (headers: Record<string, unknown>) => {
      if (headers['grpc-status'] !== undefined) resolve(String(headers['grpc-status']));
    };
    stream.on('response', read);
    stream.on('trailers', read);
    stream.on('error', reject);
    stream.resume();
    const frame = Buffer.alloc(5);
    frame.writeUInt32BE(bytes.length, 1);
    stream.end(Buffer.concat([frame, bytes]));
  });
}
