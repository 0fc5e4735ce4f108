import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { loopEvents } from '../../../../test/support/loop-events.js';
import { oneTask, userTask } from '../../../../test/engine/support/processes.js';
import { CERTIFICATE, PRIVATE_KEY } from '../../../../test/gateway/support/certificate.js';
import { GatewayWorld } from '../../../../test/gateway/support/gateway-world.js';
import type { CreatedInstance, Deployment } from '../../engine.js';
import type { ZeebeConnection } from './connection.js';
import type { Sent } from './sent.js';
import { ZeebeClient } from './zeebe-client.js';

const SECRET = 'secret of the product';
const TENANT = '<default>';
const TOKEN_MS = 6_000;

/** Our own gateway speaks as a cluster does, with TLS and every way to sign in; the real one is for `npm run test:zeebe`. */
describe('client of a cluster', () => {
  let world: GatewayWorld;
  const clients: ZeebeClient[] = [];

  beforeAll(async () => {
    const sha256 = createHash('sha256').update(SECRET).digest('hex');
    world = await GatewayWorld.open({
      certificate: { cert: Buffer.from(CERTIFICATE), key: Buffer.from(PRIVATE_KEY) },
      clients: [{ id: 'product', sha256, tenants: [TENANT] }],
    });
  });

  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await world.close();
  });

  const connect = (change: Partial<ZeebeConnection>): ZeebeClient => {
    const client = new ZeebeClient({
      address: `localhost:${world.port}`,
      restAddress: world.restUrl,
      secure: true,
      rootCertificates: Buffer.from(CERTIFICATE),
      ...change,
    });
    clients.push(client);
    return client;
  };

  const valueOf = <T>(sent: Sent): T => {
    if (sent.kind !== 'answered' || !sent.outcome.ok) throw new Error(JSON.stringify(sent));
    return sent.outcome.value as T;
  };

  const oauth = (clientSecret: string) => ({
    oauth: { url: `${world.restUrl}/oauth/token`, audience: 'zeebe', clientId: 'product', clientSecret },
  });
  const basic = (password: string) => ({ basic: { username: 'product', password } });

  it.each([
    ['name and password', basic],
    ['tokens', oauth],
  ])('should do the work of the product over TLS with %s', async (_, credentials) => {
    const client = connect(credentials(SECRET));
    expect(await client.topology()).toMatchObject({ partitionsCount: 1 });
    const deployment = valueOf<Deployment>(
      await client.send({ type: 'deployResources', tenantId: TENANT, resources: [oneTask, userTask] }),
    );
    expect(deployment.processes.map(({ bpmnProcessId }) => bpmnProcessId)).toEqual(['one-task', 'user-task']);
    const [oneTaskKey, userTaskProcess] = deployment.processes.map(({ processDefinitionKey }) => processDefinitionKey);
    const create = async (processDefinitionKey = '') =>
      valueOf<CreatedInstance>(
        await client.send({
          type: 'createProcessInstance',
          tenantId: TENANT,
          processDefinitionKey,
          variables: { x: 1 },
        }),
      );
    const { processInstanceKey } = await create(oneTaskKey);
    const poll = { type: 'work', worker: 'w', timeout: 5_000, maxJobsToActivate: 5, requestTimeout: 5_000 };
    const [job] = await client.activateJobs(poll);
    expect(job).toMatchObject({ processInstanceKey, variables: { x: 1 }, worker: 'w' });
    const jobKey = job?.key ?? '';
    valueOf(await client.send({ type: 'failJob', jobKey, retries: 2, errorMessage: 'noch nicht' }));
    valueOf(await client.send({ type: 'updateJobRetries', jobKey, retries: 3 }));
    expect(await client.activateJobs(poll)).toHaveLength(1);
    valueOf(await client.send({ type: 'updateJobTimeout', jobKey, timeout: 9_000 }));
    valueOf(await client.send({ type: 'completeJob', jobKey, variables: { y: null } }));
    expect(await client.send({ type: 'completeJob', jobKey, variables: {} })).toMatchObject({
      kind: 'answered',
      outcome: { ok: false, rejection: { code: 'NOT_FOUND' } },
    });
    expect(await client.activateJobs({ ...poll, requestTimeout: 300 })).toEqual([]);

    const task = await create(userTaskProcess);
    const [row] = await world.engine.rows<{ key: string }>(
      `select key from engine.user_task where process_instance_key = $1`,
      [task.processInstanceKey],
    );
    const userTaskKey = row?.key ?? '';
    const assign = { type: 'assignUserTask', userTaskKey, allowOverride: false } as const;
    valueOf(await client.send({ ...assign, assignee: 'anna' }));
    expect(await client.send({ ...assign, assignee: 'beat' })).toMatchObject({
      outcome: { ok: false, rejection: { code: 'INVALID_STATE' } },
    });
    valueOf(await client.send({ type: 'unassignUserTask', userTaskKey }));
    valueOf(await client.send({ type: 'updateUserTask', userTaskKey, changes: { candidateGroups: ['bau'] } }));
    valueOf(await client.send({ type: 'completeUserTask', userTaskKey, variables: { ok: true } }));
    expect(await world.engine.instanceState(task.processInstanceKey)).toBe('COMPLETED');
  });

  it.each([
    ['a wrong password', () => basic('wrong')],
    ['no credentials', () => ({})],
  ])('should know for sure that nothing happened with %s', async (_, credentials) => {
    const client = connect(credentials());
    for (const command of [
      { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId: 'one-task', variables: {} },
      { type: 'completeUserTask', userTaskKey: '1', variables: {} },
    ] as const)
      expect([command.type, await client.send(command)]).toMatchObject([
        command.type,
        { kind: 'refused', isBusy: false },
      ]);
  });

  it('should know for sure that nothing happened when nobody is there, or somebody else', async () => {
    const away = connect({ ...basic(SECRET), address: 'localhost:1', restAddress: 'http://localhost:1' });
    const task = { type: 'completeUserTask', userTaskKey: '1', variables: {} } as const;
    expect(await away.send({ type: 'resolveIncident', incidentKey: '1' })).toMatchObject({ kind: 'refused' });
    expect(await away.send(task)).toMatchObject({ kind: 'refused', isBusy: false });
    const elsewhere = connect({ ...basic(SECRET), restAddress: `${world.restUrl}/somewhere` });
    expect(await elsewhere.send(task)).not.toMatchObject({ outcome: { rejection: { code: 'NOT_FOUND' } } });
    await expect(away.topology()).rejects.toThrow();
  });

  /** The token endpoint, but it takes its time. */
  async function slowTokens(milliseconds: number): Promise<{ url: string; close: () => void }> {
    const server = createServer((asked, answer) => {
      setTimeout(() => {
        const { method, headers } = asked;
        const options = { method, headers, ca: CERTIFICATE };
        asked.pipe(request(`${world.restUrl}/oauth/token`, options, (given) => given.pipe(answer)));
      }, milliseconds);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
  }

  it('should not send anything any more when its token has come too late', async () => {
    const { url, close } = await slowTokens(TOKEN_MS);
    const client = connect({ oauth: { ...oauth(SECRET).oauth, url } });
    const command = {
      type: 'createProcessInstance',
      tenantId: TENANT,
      bpmnProcessId: 'one-task',
      variables: {},
    } as const;
    const instances = () => world.engine.rows(`select key from engine.process_instance`);
    const before = await instances();
    expect(await client.send(command)).toMatchObject({ kind: 'refused', isBusy: false });
    await new Promise((resolve) => setTimeout(resolve, TOKEN_MS));
    expect(await instances()).toEqual(before);
    expect(await client.send(command)).toMatchObject({ kind: 'answered' });
    close();
  }, 30_000);

  it('should not burn the processor while nobody is there', async () => {
    const client = connect({ address: '127.0.0.1:1', secure: false });
    await expect(client.topology()).rejects.toThrow('UNAVAILABLE');
    // Half a core went into connecting again and again, before: tens of thousands of events.
    expect(await loopEvents(1_000)).toBeLessThan(200);
  });

  it('should give up a poll at once when it is told so', async () => {
    const client = connect(basic(SECRET));
    const stop = new AbortController();
    const begun = Date.now();
    const poll = client.activateJobs({
      type: 'never',
      worker: 'w',
      timeout: 1_000,
      maxJobsToActivate: 1,
      requestTimeout: 20_000,
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 100);
    expect(await poll).toEqual([]);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});
