import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transform } from 'esbuild';
import { bpmn, end, job, process as bpmnProcess, start } from '../../src/engine/core/testing/bpmn-text.js';
import { GatewayWorld } from './support/gateway-world.js';

const root = resolve(import.meta.dirname, '../..');
const examples = join(root, 'examples');

describe('examples of workers', () => {
  it('should fit on a screen', () => {
    const files = readdirSync(examples);
    expect(files.sort()).toEqual(['Worker.java', 'worker.py', 'worker.ts']);
    for (const file of files) {
      expect(readFileSync(join(examples, file), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    }
  });

  it('should work as written: the TypeScript one greets, throws the error, and ends when it is told', async () => {
    const world = await GatewayWorld.open();
    const process = bpmnProcess('greeting', [start(), job('task', 'greet'), end()], ['start -> task', 'task -> end']);
    const resources = [{ name: 'greeting.bpmn', content: bpmn(process) }];
    await world.engine.run({ type: 'deployResources', tenantId: '<default>', resources });
    const create = { tenantId: '<default>', bpmnProcessId: 'greeting' };
    const worker = await startExample(world.address);

    const result = await world.engine.run({
      type: 'createProcessInstanceWithResult',
      ...create,
      variables: { name: 'Anna' },
    });
    const { processInstanceKey } = await world.engine.run({ type: 'createProcessInstance', ...create, variables: {} });
    await world.engine.eventually(async () => {
      const rows = await world.engine.rows(
        `select 1 from engine.incident where process_instance_key = $1::bigint and error_type = 'UNHANDLED_ERROR_EVENT'`,
        [processInstanceKey],
      );
      return rows.length === 1;
    });

    expect(result.variables).toEqual({ name: 'Anna', greeting: 'Grüezi Anna' });
    expect(await worker.stop()).toBe(0);
    await world.close();
  });
});

/** Compiles the example into a folder from which Node finds the packages, and runs it there. */
async function startExample(address: string): Promise<{ stop(): Promise<number | null> }> {
  const folder = join(root, '.cache', `example-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const source = readFileSync(join(examples, 'worker.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm' });
  writeFileSync(join(folder, 'worker.mjs'), code);
  const child = spawn(process.execPath, [join(folder, 'worker.mjs')], {
    env: { ...process.env, ZEEBE_GRPC_ADDRESS: `grpc://${address}`, CAMUNDA_AUTH_STRATEGY: 'NONE' },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  return {
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
