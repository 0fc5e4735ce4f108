import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Metadata, status } from '@grpc/grpc-js';
import { ZBClient } from 'zeebe-node-unchanged';
import { readCertificate } from '../../src/engine/gateway/access/certificate.js';
import { readClientsFile } from '../../src/engine/gateway/access/clients-file.js';
import { CERTIFICATE, PRIVATE_KEY } from './support/certificate.js';
import { GatewayWorld, type RawClient } from './support/gateway-world.js';
import { oneTask } from '../engine/support/processes.js';

const sha256 = (secret: string) => createHash('sha256').update(secret).digest('hex');
const CLIENTS = [
  { id: 'office', sha256: sha256('office-secret'), tenants: ['6173'] },
  { id: 'worker', sha256: sha256('worker-secret'), tenants: ['6173', '6153'], jobTypes: ['work'] },
  { id: 'mailer', sha256: sha256('mailer-secret'), tenants: ['6173'], jobTypes: ['mail'] },
];

const basic = (text: string): Metadata => {
  const metadata = new Metadata();
  metadata.set('authorization', `Basic ${Buffer.from(text).toString('base64')}`);
  return metadata;
};
const OFFICE = basic('office:office-secret');
const WORKER = basic('worker:worker-secret');
const MAILER = basic('mailer:mailer-secret');

const CREATE = { bpmnProcessId: 'one-task', version: -1, tenantId: '6173' };
const POLL = { type: 'work', worker: 'w', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: 2_000 };

describe('who may use the gateway', () => {
  let world: GatewayWorld;
  let client: RawClient;

  beforeAll(async () => {
    world = await GatewayWorld.open({ clients: CLIENTS });
    client = world.raw();
    for (const tenantId of ['6173', '6153', '<default>']) {
      await world.engine.run({ type: 'deployResources', tenantId, resources: [oneTask] });
    }
  });

  afterAll(() => world.close());

  const call = (rpc: string, request: object, metadata: Metadata) => world.call(client, rpc, request, metadata);

  const createFor = async (tenantId: string) =>
    (
      await world.engine.run({
        type: 'createProcessInstance',
        tenantId,
        bpmnProcessId: 'one-task',
        variables: {},
      })
    ).processInstanceKey;

  const jobOf = async (processInstanceKey: string) => {
    const rows = await world.engine.rows<{ key: string }>(
      'select key::text from engine.job where process_instance_key = $1::bigint',
      [processInstanceKey],
    );
    return rows[0]?.key;
  };

  it.each([
    ['nothing', new Metadata()],
    ['a wrong secret', basic('office:worker-secret')],
    ['a wrong name', basic('nobody:office-secret')],
    ['no name', basic(':')],
    ['no secret', basic('office')],
  ])('should refuse %s', async (_what, metadata) => {
    const refused = { code: status.UNAUTHENTICATED };
    await expect(call('CreateProcessInstance', CREATE, metadata)).rejects.toMatchObject(refused);
    await expect(world.collect(client, 'ActivateJobs', POLL, metadata)).rejects.toMatchObject(refused);
  });

  it('should let a client do everything in its Gemeinde, and nothing in others', async () => {
    expect(await call('CreateProcessInstance', CREATE, OFFICE)).toMatchObject({ tenantId: '6173' });
    for (const tenantId of ['6153', '', '<default>']) {
      await expect(call('CreateProcessInstance', { ...CREATE, tenantId }, OFFICE)).rejects.toMatchObject({
        code: status.PERMISSION_DENIED,
      });
    }
    const message = { name: 'n', correlationKey: 'k', tenantId: '6153' };
    await expect(call('PublishMessage', message, OFFICE)).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
    await expect(
      world.collect(client, 'ActivateJobs', { ...POLL, tenantIds: ['6173', '6153'] }, OFFICE),
    ).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
  });

  it('should find nothing that belongs to others', async () => {
    const foreign = await createFor('6153');
    const jobKey = await jobOf(foreign);
    const definitions = await world.engine.rows<{ key: string }>(
      `select key::text from engine.process_definition where tenant_id = '6153'`,
    );
    const missing = { code: status.NOT_FOUND };
    await expect(call('CompleteJob', { jobKey }, OFFICE)).rejects.toMatchObject(missing);
    await expect(call('SetVariables', { elementInstanceKey: foreign }, OFFICE)).rejects.toMatchObject(missing);
    await expect(call('CancelProcessInstance', { processInstanceKey: foreign }, OFFICE)).rejects.toMatchObject(missing);
    await expect(call('DeleteResource', { resourceKey: definitions[0]?.key }, OFFICE)).rejects.toMatchObject(missing);
    const byKey = { processDefinitionKey: definitions[0]?.key, tenantId: '6173' };
    await expect(call('CreateProcessInstance', byKey, OFFICE)).rejects.toMatchObject(missing);
    expect(await world.engine.instanceState(foreign)).toBe('ACTIVE');
  });

  it('should let a worker have its jobs in its Gemeinden, and do nothing else', async () => {
    const key = await createFor('6153');
    const request = { ...POLL, tenantIds: ['6173', '6153'], maxJobsToActivate: 100 };
    const messages = await world.collect(client, 'ActivateJobs', request, WORKER);
    const jobs = messages.flatMap((one) => one['jobs'] as { key: string; processInstanceKey: string }[]);
    const job = jobs.find(({ processInstanceKey }) => processInstanceKey === key);
    await call('CompleteJob', { jobKey: job?.key }, WORKER);
    expect(await world.engine.instanceState(key)).toBe('COMPLETED');

    const denied = { code: status.PERMISSION_DENIED };
    await expect(call('CreateProcessInstance', CREATE, WORKER)).rejects.toMatchObject(denied);
    await expect(call('CancelProcessInstance', { processInstanceKey: key }, WORKER)).rejects.toMatchObject(denied);
    await expect(
      world.collect(client, 'StreamActivatedJobs', { ...request, type: 'mail' }, WORKER),
    ).rejects.toMatchObject(denied);
  });

  it('should not find jobs of other types in the same Gemeinde', async () => {
    const jobKey = await jobOf(await createFor('6173'));
    for (const rpc of ['CompleteJob', 'FailJob', 'ThrowError', 'UpdateJobTimeout']) {
      await expect(call(rpc, { jobKey, timeout: 1 }, MAILER)).rejects.toMatchObject({ code: status.NOT_FOUND });
    }
    await call('CompleteJob', { jobKey }, WORKER);
  });

  it('should pass no command of a client on from a process that does not own the engine', async () => {
    const follower = world.engine.newEngine();
    await follower.start();
    const outcome = await follower.execute(
      { type: 'cancelProcessInstance', processInstanceKey: await createFor('6153') },
      { only: { tenants: ['6173'] } },
    );
    expect(outcome).toMatchObject({ ok: false, rejection: { code: 'UNAVAILABLE' } });
    await world.engine.stop(follower);
  });
});

describe('the gateway with TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dsc-gateway-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const certificate = write('certificate.pem', CERTIFICATE);
  const key = write('key.pem', PRIVATE_KEY);
  const clients = write('clients.json', JSON.stringify(CLIENTS));

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('should serve zeebe-node with Basic authentication, and nobody without TLS', async () => {
    const world = await GatewayWorld.open({
      certificate: readCertificate(certificate, key),
      clients: readClientsFile(clients),
    });
    const client = new ZBClient(`localhost:${world.port}`, {
      useTLS: true,
      customSSL: { rootCerts: Buffer.from(CERTIFICATE) },
      basicAuth: { username: 'office', password: 'office-secret' },
      tenantId: '6173',
      loglevel: 'NONE',
      retry: false,
      connectionTolerance: 50,
    });
    await client.deployResource({ name: oneTask.name, process: Buffer.from(oneTask.content) });
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'one-task', variables: {} });
    expect(await world.engine.instanceState(processInstanceKey)).toBe('ACTIVE');
    await client.close();
    await expect(world.call(world.raw(), 'Topology', {}, OFFICE)).rejects.toMatchObject({ code: status.UNAVAILABLE });
    await world.close();
  });

  it.each([
    ['[]', 'Too small'],
    ['{}', 'expected array'],
    ['x', 'it is no JSON'],
    ['[{"id":"a","sha256":"secret","tenants":["1"]}]', '64 hexadecimal digits in lower case are expected at 0.sha256'],
    [JSON.stringify([CLIENTS[0], CLIENTS[0]]), 'client "office" is there twice'],
    [JSON.stringify([{ ...CLIENTS[0], secret: 'x' }]), 'secret'],
  ])('should say what is wrong with the clients %s', (text, message) => {
    expect(() => readClientsFile(write('wrong.json', text))).toThrow(message);
  });

  it('should say which file cannot be used', () => {
    expect(() => readClientsFile(join(folder, 'none.json'))).toThrow('there is no such file');
    expect(() => readCertificate(join(folder, 'none.pem'), key)).toThrow(/^GRPC_CERTIFICATE is set to/);
    expect(() => readCertificate(certificate, certificate)).toThrow(/^GRPC_CERTIFICATE and GRPC_KEY cannot be used/);
  });
});
