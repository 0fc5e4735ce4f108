import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { javaClientJars, javaHome } from '../../../scripts/lib/zeebe-distribution.mjs';
import { oneTask, userTask } from '../../engine/support/processes.js';
import { bpmn, end, job, process as bpmnProcess, start } from '../../../src/engine/core/testing/bpmn-text.js';
import { CERTIFICATE, PRIVATE_KEY } from '../../gateway/support/certificate.js';
import { GatewayWorld } from '../../gateway/support/gateway-world.js';

const SECRET = 'java-secret';
const CLIENTS = [{ id: 'java', sha256: createHash('sha256').update(SECRET).digest('hex'), tenants: ['6173'] }];
const folder = mkdtempSync(join(tmpdir(), 'dsc-java-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** A Java program from source, with the client on its class path. */
function runJava(
  source: string,
  environment: Record<string, string>,
  flags: string[] = [],
): ChildProcessWithoutNullStreams {
  return spawn(join(javaHome(), 'bin', 'java'), [...flags, '-cp', join(javaClientJars(), '*'), resolve(source)], {
    env: { ...process.env, ...environment },
  });
}

/** The lines `name=value` it prints until it ends; `onLine` may answer on its standard input. */
async function readLines(child: ChildProcessWithoutNullStreams, onLine: (name: string) => Promise<void>) {
  const found: Record<string, string> = {};
  let text = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const [name = '', value = ''] = line.split('=');
      found[name] = value;
      void onLine(name);
    }
  });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`The program ended with ${String(code)} after ${JSON.stringify(found)}:\n${errors}`);
  return found;
}

describe('the Java client 8.5.8', () => {
  let open: GatewayWorld;
  let closed: GatewayWorld;

  beforeAll(async () => {
    open = await GatewayWorld.open();
    const certificate = { cert: Buffer.from(CERTIFICATE), key: Buffer.from(PRIVATE_KEY) };
    closed = await GatewayWorld.open({ certificate, clients: CLIENTS });
  });

  afterAll(async () => {
    await open?.close();
    await closed?.close();
    rmSync(folder, { recursive: true });
  });

  const resources = { ONE_TASK: file(oneTask.name, oneTask.content), USER_TASK: file(userTask.name, userTask.content) };

  const check = (world: GatewayWorld, environment: Record<string, string>, flags: string[] = []) => {
    const child = runJava('test/zeebe/clients/ClientCheck.java', { ...resources, ...environment }, flags);
    return readLines(child, async (name) => {
      if (name !== 'waiting') return;
      const [task] = await world.engine.rows<{ key: string }>(
        `select key::text from engine.user_task where state = 'CREATED'`,
      );
      child.stdin.write(`${task?.key}\n`);
    });
  };

  const EXPECTED = {
    version: '8.5.8',
    deployed: '2',
    polled: '1',
    streamed: '2',
    pushed: '3',
    unknownJob: 'NOT_FOUND',
    failedJob: 'FAILED_PRECONDITION',
    cancelledTwice: 'NOT_FOUND',
    publishedTwice: 'ALREADY_EXISTS',
    signal: 'true',
    noDecision: 'INVALID_ARGUMENT',
    userTask: 'completed',
    deleted: 'NOT_FOUND',
  };

  it('should do all it can on loopback', async () => {
    const environment = {
      ZEEBE_ADDRESS: `http://${open.address}`,
      ZEEBE_REST_ADDRESS: open.restUrl,
      TENANT: '<default>',
    };
    expect(await check(open, environment)).toMatchObject(EXPECTED);
    expect(open.engine.errors).toEqual([]);
  });

  it('should do the same over TLS with a token for its Gemeinde', async () => {
    const store = join(folder, 'trust.p12');
    const certificate = file('certificate.pem', CERTIFICATE);
    const keytool = spawnSync(join(javaHome(), 'bin', 'keytool'), [
      '-importcert',
      '-noprompt',
      '-alias',
      'gateway',
      '-file',
      certificate,
      '-keystore',
      store,
      '-storetype',
      'PKCS12',
      '-storepass',
      'changeit',
    ]);
    expect(keytool.status).toBe(0);
    const environment = {
      ZEEBE_ADDRESS: `https://localhost:${closed.port}`,
      ZEEBE_REST_ADDRESS: closed.restUrl.replace('127.0.0.1', 'localhost'),
      TENANT: '6173',
      CERTIFICATE: certificate,
      AUTHORIZATION_SERVER_URL: `${closed.restUrl.replace('127.0.0.1', 'localhost')}/oauth/token`,
      CLIENT_ID: 'java',
      CLIENT_SECRET: SECRET,
      CACHE_FILE: join(folder, 'credentials'),
    };
    const flags = [`-Djavax.net.ssl.trustStore=${store}`, '-Djavax.net.ssl.trustStorePassword=changeit'];
    expect(await check(closed, environment, flags)).toMatchObject(EXPECTED);
  });

  it('should work as the example says', async () => {
    const process = bpmnProcess('greeting', [start(), job('task', 'greet'), end()], ['start -> task', 'task -> end']);
    const deployment = [{ name: 'greeting.bpmn', content: bpmn(process) }];
    await open.engine.run({ type: 'deployResources', tenantId: '<default>', resources: deployment });
    const worker = runJava('examples/Worker.java', { ZEEBE_ADDRESS: open.address });
    const ended = new Promise((done) => worker.once('exit', done));
    const result = await open.engine.run({
      type: 'createProcessInstanceWithResult',
      tenantId: '<default>',
      bpmnProcessId: 'greeting',
      variables: { name: 'Anna' },
      requestTimeout: 60_000,
    });
    expect(result.variables).toEqual({ name: 'Anna', greeting: 'Grüezi Anna' });
    worker.kill('SIGTERM');
    await ended;
  });
});
