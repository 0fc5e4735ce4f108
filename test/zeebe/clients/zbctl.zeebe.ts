import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zeebeHome } from '../../../scripts/lib/zeebe-distribution.mjs';
import { oneTask } from '../../engine/support/processes.js';
import { CERTIFICATE, PRIVATE_KEY } from '../../gateway/support/certificate.js';
import { DMN } from '../../gateway/support/decision.js';
import { GatewayWorld } from '../../gateway/support/gateway-world.js';

const SECRET = 'go-secret';
const CLIENTS = [{ id: 'go', sha256: createHash('sha256').update(SECRET).digest('hex'), tenants: ['<default>'] }];
const folder = mkdtempSync(join(tmpdir(), 'dsc-zbctl-'));

/** Runs zbctl of the Zeebe distribution; its answer as JSON. Without the address of a server it ends with an error. */
function zbctl(args: string[], environment: Record<string, string> = {}): Promise<{ ok: boolean; text: string }> {
  const program = join(zeebeHome(), 'bin', process.platform === 'darwin' ? 'zbctl.darwin' : 'zbctl');
  return new Promise((done) => {
    execFile(program, args, { env: { ...process.env, ...environment } }, (error, stdout, stderr) =>
      done({ ok: error === null, text: stdout + stderr }),
    );
  });
}

describe('zbctl of the Zeebe distribution', () => {
  let open: GatewayWorld;
  let closed: GatewayWorld;
  const process = join(folder, oneTask.name);
  const decision = join(folder, 'fees.dmn');
  const certificatePath = join(folder, 'certificate.pem');

  beforeAll(async () => {
    writeFileSync(process, oneTask.content);
    writeFileSync(decision, DMN);
    writeFileSync(certificatePath, CERTIFICATE);
    open = await GatewayWorld.open();
    const certificate = { cert: Buffer.from(CERTIFICATE), key: Buffer.from(PRIVATE_KEY) };
    closed = await GatewayWorld.open({ certificate, clients: CLIENTS });
  });

  afterAll(async () => {
    await open?.close();
    await closed?.close();
    rmSync(folder, { recursive: true });
  });

  const run = async (...args: string[]) => {
    const { ok, text } = await zbctl([...args, '--insecure', '--address', open.address]);
    if (!ok) throw new Error(text);
    return text;
  };
  const json = async <T = Record<string, unknown>>(...args: string[]) => JSON.parse(await run(...args)) as T;

  it('should show the cluster', async () => {
    expect(await run('status')).toMatch(/Gateway version: 8\.5\.8[\s\S]*Partition 1 : Leader, Healthy/);
  });

  it('should deploy, create, and work on jobs', async () => {
    expect(await json('deploy', 'resource', process, decision)).toMatchObject({
      deployments: [{ process: { bpmnProcessId: 'one-task' } }, { decision: { dmnDecisionId: 'fee' } }, {}],
    });
    const created = await json('create', 'instance', 'one-task', '--variables', '{"a":1}');
    expect(created).toMatchObject({ bpmnProcessId: 'one-task', version: 1 });
    const { jobs } = await json<{ jobs: { key: string; variables: string }[] }>('activate', 'jobs', 'work');
    expect(JSON.parse(jobs[0]?.variables ?? '')).toEqual({ a: 1 });
    const key = jobs[0]?.key ?? '';
    await run('update', 'retries', key, '--retries', '4');
    await run('fail', 'job', key, '--retries', '1', '--errorMessage', 'once more');
    const again = await json('activate', 'jobs', 'work');
    expect(again.jobs).toMatchObject([{ key, retries: 1 }]);
    await run('complete', 'job', key, '--variables', '{"done":true}');
    expect(await open.engine.instanceState(String(created['processInstanceKey']))).toBe('COMPLETED');
  });

  it('should evaluate, publish, broadcast, set variables and cancel', async () => {
    const evaluated = await json('evaluate', 'decision', 'fee', '--variables', '{"amount":50}');
    expect(evaluated).toMatchObject({ decisionOutput: '10', decisionId: 'fee' });
    expect(Number((await json('publish', 'message', 'm', '--correlationKey', 'k'))['key'])).toBeGreaterThan(0);
    expect(Number((await json('broadcast', 'signal', 's'))['key'])).toBeGreaterThan(0);
    const { processInstanceKey } = await json<{ processInstanceKey: string }>('create', 'instance', 'one-task');
    await run('set', 'variables', processInstanceKey, '--variables', '{"b":2}');
    await run('cancel', 'instance', processInstanceKey);
    expect(await open.engine.instanceState(processInstanceKey)).toBe('TERMINATED');
    await expect(run('cancel', 'instance', processInstanceKey)).rejects.toThrow('NotFound');
  });

  it('should come with a token over TLS, and not without', async () => {
    const address = ['--address', `localhost:${closed.port}`, '--certPath', certificatePath];
    const environment = { SSL_CERT_FILE: certificatePath };
    const authzUrl = `${closed.restUrl.replace('127.0.0.1', 'localhost')}/oauth/token`;
    const login = [
      '--clientId',
      'go',
      '--authzUrl',
      authzUrl,
      '--audience',
      'gateway',
      '--clientCache',
      join(folder, 'cache'),
    ];
    expect((await zbctl(['status', ...address, ...login, '--clientSecret', SECRET], environment)).text).toContain(
      '8.5.8',
    );
    const wrong = ['--clientCache', join(folder, 'other')];
    expect((await zbctl(['status', ...address, ...login, ...wrong, '--clientSecret', 'x'], environment)).ok).toBe(
      false,
    );
    const nobody = await zbctl(['status', ...address], environment);
    expect(nobody).toMatchObject({ ok: false, text: expect.stringContaining('Unauthenticated') as unknown });
  });
});
