import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bpmn, end, process, start, user } from '../../../src/engine/core/testing/bpmn-text.js';
import { closedLoop, EngineLoad, TENANT } from '../engine-load.js';
import type { Scenario } from '../scenario.js';

const COUNT = 20_000;
const IN_FLIGHT = 2_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Heap that a waiting instance takes while the engine keeps it in memory: user task, four variables. */
export const waitingMemory: Scenario = {
  name: 'waiting-memory',
  engine: 'embedded',
  open: async (database) => {
    const load = await EngineLoad.start(database.engine, { maxTrees: 1_000_000 });
    const content = bpmn(process('waiting', [start(), user('wait'), end()], ['start -> wait', 'wait -> end']));
    await load.run({ type: 'deployResources', tenantId: TENANT, resources: [{ name: 'waiting.bpmn', content }] });
    const bytes: number[] = [];
    return {
      run: async (scale) => {
        const before = await heap();
        const run = await closedLoop(Math.ceil(COUNT * scale), IN_FLIGHT, async (index) => {
          await load.create('waiting', index);
        });
        bytes.push(((await heap()) - before) / run.count);
        return run;
      },
      close: () => load.close(),
      // The first run warmed up.
      remarks: () => ({
        bytesEach: Math.round(bytes.slice(1).sort((a, b) => a - b)[Math.floor((bytes.length - 1) / 2)] ?? 0),
      }),
    };
  },
};

async function heap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    collectGarbage();
  }
  return globalThis.process.memoryUsage().heapUsed;
}
