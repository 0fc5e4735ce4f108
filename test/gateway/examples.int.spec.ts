import { spawn, spawnSync } from 'node:child_process';
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

  // Java runs with the other Java clients (`npm run test:zeebe`), Python where pyzeebe is installed.
  it.each([
    { language: 'TypeScript', begin: startTypeScript, end: 0 },
    ...(hasPyzeebe() ? [{ language: 'Python', begin: startPython, end: null }] : []),
  ])(
    'should work as written: the $language one greets, throws the error, and ends when it is told',
    async (example) => {
      const world = await GatewayWorld.open();
      const process = bpmnProcess('greeting', [start(), job('task', 'greet'), end()], ['start -> task', 'task -> end']);
      const resources = [{ name: 'greeting.bpmn', content: bpmn(process) }];
      await world.engine.run({ type: 'deployResources', tenantId: '<default>', resources });
      const create = { tenantId: '<default>', bpmnProcessId: 'greeting' };
      const worker = await example.begin(world.address);

      const result = await world.engine.run({
        type: 'createProcessInstanceWithResult',
        ...create,
        variables: { name: 'Anna' },
      });
      const { processInstanceKey } = await world.engine.run({
        type: 'createProcessInstance',
        ...create,
        variables: {},
      });
      await world.engine.eventually(async () => {
        const rows = await world.engine.rows(
          `select 1 from engine.incident where process_instance_key = $1::bigint and error_type = 'UNHANDLED_ERROR_EVENT'`,
          [processInstanceKey],
        );
        return rows.length === 1;
      });

      expect(result.variables).toEqual({ name: 'Anna', greeting: 'Grüezi Anna' });
      expect(await worker.stop()).toBe(example.end);
      await world.close();
    },
  );
});

interface RunningExample {
  /** Resolves to the exit code; null when the signal ended it. */
  stop(): Promise<number | null>;
}

function hasPyzeebe(): boolean {
  return spawnSync('python3', ['-c', 'import pyzeebe']).status === 0;
}

function startPython(address: string): Promise<RunningExample> {
  return Promise.resolve(run('python3', [join(examples, 'worker.py')], { ZEEBE_ADDRESS: address }));
}

function run(command: string, words: string[], environment: Record<string, string>): RunningExample {
  const child = spawn(command, words, { env: { ...process.env, ...environment }, stdio: 'ignore' });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  return {
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Compiles the example into a folder from which Node finds the packages, and runs it there. */
async function startTypeScript(address: string): Promise<RunningExample> {
  const folder = join(root, '.cache', `example-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const source = readFileSync(join(examples, 'worker.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm' });
  writeFileSync(join(folder, 'worker.mjs'), code);
  const environment = { ZEEBE_GRPC_ADDRESS: `grpc://${address}`, CAMUNDA_AUTH_STRATEGY: 'NONE' };
  const worker = run(process.execPath, [join(folder, 'worker.mjs')], environment);
  return {
    stop: async () => {
      const exitCode = await worker.stop();
      rmSync(folder, { recursive: true, force: true });
      return exitCode;
    },
  };
}
