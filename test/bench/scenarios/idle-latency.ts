import { setTimeout as sleep } from 'node:timers/promises';
import { bpmn, end, job, process, start } from '../../../src/engine/core/testing/bpmn-text.js';
import { EngineLoad } from '../engine-load.js';
import type { Scenario } from '../scenario.js';

const COUNT = 1_000;
const PAUSE_MS = 3;

/** One instance after the other, with pauses: from the order to create it until its job is in the worker's hand. */
export const idleLatency: Scenario = {
  name: 'idle-latency',
  engine: 'embedded',
  open: async (database) => {
    const content = bpmn(process('idle', [start(), job('task', 'idle'), end()], ['start -> task', 'task -> end']));
    const load = await EngineLoad.open(database.engine, { name: 'idle.bpmn', content });
    const stopping = new AbortController();
    const inHand = new Map<number, (moment: number) => void>();
    const done = new Map<number, () => void>();
    const working = load.work(
      'idle',
      stopping.signal,
      ({ variables }) => done.get(Number(variables['number']))?.(),
      undefined,
      ({ variables }) => inHand.get(Number(variables['number']))?.(performance.now()),
    );
    return {
      run: async (scale) => {
        const latencies: number[] = [];
        const count = Math.ceil(COUNT * scale);
        const begin = performance.now();
        for (let index = 0; index < count; index += 1) {
          const taken = new Promise<number>((resolve) => inHand.set(index, resolve));
          const ended = new Promise<void>((resolve) => done.set(index, resolve));
          const ordered = performance.now();
          void load.create('idle', index);
          latencies.push((await taken) - ordered);
          await ended;
          await sleep(PAUSE_MS);
        }
        return { count, seconds: (performance.now() - begin) / 1000, latencies };
      },
      close: async () => {
        stopping.abort();
        await working;
        await load.close();
      },
    };
  },
};
