import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { Metadata, status } from '@grpc/grpc-js';
import { jest } from '@jest/globals';
import { ZBClient } from 'zeebe-node-unchanged';
import { AccessTokens } from '../../src/engine/gateway/access/access-tokens.js';
import { oneTask, userTask } from '../engine/support/processes.js';
import { CERTIFICATE, PRIVATE_KEY } from './support/certificate.js';
import { GatewayWorld } from './support/gateway-world.js';

const SECRET = 'office-secret';
const digest = (secret: string) => createHash('sha256').update(secret).digest();
const CLIENTS = [{ id: 'office', sha256: digest(SECRET).toString('hex'), tenants: ['6173'] }];

/** Secrets shown once, tokens shown afterwards: what Zeebe's clients call OAuth. */
describe('the token endpoint of the gateway', () => {
  let world: GatewayWorld;
  const folder = mkdtempSync(join(tmpdir(), 'dsc-tokens-'));
  const rootCertificate = join(folder, 'root.pem');

  beforeAll(async () => {
    writeFileSync(rootCertificate, CERTIFICATE);
    // The SDK tells the terminal what it does, whatever level is set.
    for (const level of ['info', 'error'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
    const certificate = { cert: Buffer.from(CERTIFICATE), key: Buffer.from(PRIVATE_KEY) };
    world = await GatewayWorld.open({ certificate, clients: CLIENTS });
    for (const resource of [oneTask, userTask]) {
      await world.engine.run({ type: 'deployResources', tenantId: '6173', resources: [resource] });
    }
  });

  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
    jest.restoreAllMocks();
  });

  /** Over TLS, trusting the certificate of these tests only. */
  const ask = (method: string, path: string, body: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; body: Record<string, unknown> }>((resolve, reject) => {
      const call = request(`${world.restUrl}${path}`, { method, headers, ca: CERTIFICATE }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        response.on('end', () =>
          resolve({ status: response.statusCode, body: text === '' ? {} : (JSON.parse(text) as never) }),
        );
      });
      call.on('error', reject);
      call.end(body);
    });

  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const tokenFor = (secret: string, grant = 'client_credentials') =>
    ask('POST', '/oauth/token', `grant_type=${grant}&client_id=office&client_secret=${secret}`, FORM);

  const grpc = (authorization: string) => {
    const metadata = new Metadata();
    metadata.set('authorization', authorization);
    return world.call(
      world.secure(),
      'CreateProcessInstance',
      { bpmnProcessId: 'one-task', version: -1, tenantId: '6173' },
      metadata,
    );
  };

  it('should give a token that both APIs accept', async () => {
    const { status: code, body } = await tokenFor(SECRET);
    expect(code).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const authorization = `Bearer ${String(body['access_token'])}`;
    expect(await grpc(authorization)).toMatchObject({ version: 1 });
    expect(await ask('GET', '/v1/topology', '', { authorization })).toMatchObject({ status: 200 });
  });

  it('should take the secret from a Basic header and JSON too', async () => {
    const authorization = `Basic ${Buffer.from(`office:${SECRET}`).toString('base64')}`;
    const json = { 'content-type': 'application/json', authorization };
    expect(await ask('POST', '/oauth/token', '{"grant_type":"client_credentials"}', json)).toMatchObject({
      status: 200,
    });
  });

  it('should refuse a wrong secret and other grants', async () => {
    expect(await tokenFor('wrong')).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await tokenFor(SECRET, 'password')).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    });
    expect(await ask('GET', '/v1/topology', '')).toMatchObject({ status: 401, body: { title: 'UNAUTHORIZED' } });
  });

  it('should read nothing from strangers', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await ask('POST', '/v1/user-tasks/1/completion', '{', json)).toMatchObject({ status: 401 });
  });

  it('should refuse tokens of another installation, of a changed secret, of nobody, and forged ones', async () => {
    const holder = { id: 'office', secretDigest: digest(SECRET).toString('base64url') };
    const ours = new AccessTokens('a key for these tests');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(
      JSON.stringify({ sub: 'office', ...holder, iss: 'digital-service-center', aud: 'zeebe-gateway', exp: 4e9 }),
    ).toString('base64url')}.`;
    expect(await grpc(`Bearer ${await ours.issue(holder)}`)).toMatchObject({ version: 1 });
    for (const token of [
      await new AccessTokens('another key').issue(holder),
      await ours.issue({ ...holder, secretDigest: digest('old').toString('base64url') }),
      await ours.issue({ ...holder, id: 'stranger' }),
      unsigned,
      'x',
    ]) {
      await expect(grpc(`Bearer ${token}`)).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    }
  });

  it('should serve zeebe-node with its OAuth settings', async () => {
    const client = new ZBClient(`localhost:${world.port}`, {
      useTLS: true,
      customSSL: { rootCerts: Buffer.from(CERTIFICATE) },
      oAuth: {
        url: `${world.restUrl}/oauth/token`,
        audience: 'localhost',
        clientId: 'office',
        clientSecret: SECRET,
        cacheOnDisk: false,
        customRootCert: Buffer.from(CERTIFICATE),
      },
      tenantId: '6173',
      loglevel: 'NONE',
      retry: false,
      connectionTolerance: 50,
    });
    expect(await client.createProcessInstance({ bpmnProcessId: 'one-task', variables: {} })).toMatchObject({
      version: 1,
    });
    await client.close();
  });

  it('should serve the REST client of @camunda8/sdk, which completes a user task', async () => {
    const { processInstanceKey } = await world.engine.run({
      type: 'createProcessInstance',
      tenantId: '6173',
      bpmnProcessId: 'user-task',
      variables: {},
    });
    const [task] = await world.engine.rows<{ key: string }>(
      'select key::text from engine.user_task where process_instance_key = $1::bigint',
      [processInstanceKey],
    );
    const client = new Camunda8({
      ZEEBE_REST_ADDRESS: world.restUrl,
      CAMUNDA_AUTH_STRATEGY: 'OAUTH',
      CAMUNDA_OAUTH_URL: `${world.restUrl}/oauth/token`,
      ZEEBE_CLIENT_ID: 'office',
      ZEEBE_CLIENT_SECRET: SECRET,
      CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
      CAMUNDA_CUSTOM_ROOT_CERT_PATH: rootCertificate,
      CAMUNDA_LOG_LEVEL: 'none',
    }).getCamundaRestClient();
    await client.assignUserTask({
      userTaskKey: task?.key ?? '',
      assignee: 'anna',
      allowOverride: true,
      action: 'assign',
    });
    await client.completeUserTask({ userTaskKey: task?.key ?? '', variables: { done: true } });
    expect(await world.engine.instanceState(processInstanceKey)).toBe('COMPLETED');
    expect(await client.getTopology()).toMatchObject({ gatewayVersion: '8.5.8', partitionsCount: 1 });
  });
});
