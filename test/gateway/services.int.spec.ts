import { join } from 'node:path';
import { createRequire } from 'node:module';
import { credentials, loadPackageDefinition, makeGenericClientConstructor, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { service as healthService } from 'grpc-health-check';
import { everybody } from '../../src/engine/gateway/access/authenticate.js';
import { GatewayServer } from '../../src/engine/gateway/gateway-server.js';
import { GatewayWorld, type RawClient } from './support/gateway-world.js';
import { oneTask } from '../engine/support/processes.js';

describe('services beside the gateway', () => {
  let world: GatewayWorld;

  beforeAll(async () => {
    world = await GatewayWorld.open();
    await world.engine.run({ type: 'deployResources', tenantId: '<default>', resources: [oneTask] });
  });

  afterAll(() => world.close());

  const health = async (service: string) => {
    const Client = makeGenericClientConstructor(healthService, 'Health');
    const client = new Client(world.address, credentials.createInsecure());
    try {
      return await world.call(client as unknown as RawClient, 'check', { service });
    } finally {
      client.close();
    }
  };

  it('should say that the engine serves, to balancers and other tools', async () => {
    expect(await health('')).toEqual({ status: 'SERVING' });
    expect(await health('gateway_protocol.Gateway')).toEqual({ status: 'SERVING' });
    await expect(health('other')).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  it('should describe its service to tools that do not have the contract', async () => {
    const folder = join(createRequire(import.meta.url).resolve('@grpc/reflection'), '../../..');
    const file = join(folder, 'build/proto/grpc/reflection/v1/reflection.proto');
    const grpc = loadPackageDefinition(loadSync(file, { keepCase: true, oneofs: true })) as unknown as {
      grpc: { reflection: { v1: { ServerReflection: new (...args: unknown[]) => RawClient & { close(): void } } } };
    };
    const client = new grpc.grpc.reflection.v1.ServerReflection(world.address, credentials.createInsecure());
    const stream = client['ServerReflectionInfo']?.() as unknown as NodeJS.ReadWriteStream;
    const answered = new Promise((resolve) => stream.on('data', resolve));
    stream.write({ list_services: '' } as unknown as string);
    expect(await answered).toMatchObject({
      list_services_response: { service: expect.arrayContaining([{ name: 'gateway_protocol.Gateway' }]) as unknown },
    });
    stream.end();
    client.close();
  });

  it('should pass commands on where another process owns the engine, and leave jobs to that one', async () => {
    const follower = world.engine.newEngine();
    await follower.start();
    const report = (error: unknown) => void world.engine.errors.push(String(error));
    const gateway = new GatewayServer({
      engine: follower,
      authenticate: everybody(follower),
      host: '127.0.0.1',
      port: 0,
      report,
    });
    const client = world.raw({}, `127.0.0.1:${await gateway.start()}`);
    expect(await world.call(client, 'CreateProcessInstance', { bpmnProcessId: 'one-task', version: -1 })).toMatchObject(
      { version: 1 },
    );
    const request = { type: 'work', worker: 'w', timeout: 1_000, maxJobsToActivate: 1, requestTimeout: 5_000 };
    await expect(world.collect(client, 'ActivateJobs', request)).rejects.toMatchObject({ code: status.UNAVAILABLE });
    expect(await world.collect(world.raw(), 'ActivateJobs', request)).toHaveLength(1);
    await gateway.stop();
    await world.engine.stop(follower);
    expect(world.engine.errors).toEqual([]);
  });

  it('should say in the health service and in the topology that the engine stands still', async () => {
    await world.engine.stop(world.engine.engine);
    await world.engine.eventually(async () => (await health('')).status === 'NOT_SERVING');
    expect(await world.call(world.raw(), 'Topology', {})).toMatchObject({
      brokers: [{ partitions: [{ health: 'UNHEALTHY' }] }],
    });
    await expect(
      world.call(world.raw(), 'CreateProcessInstance', { bpmnProcessId: 'one-task', version: -1 }),
    ).rejects.toMatchObject({ code: status.UNAVAILABLE });
  });
});
