import { bpmn, end, job, process, start } from '../../../src/engine/core/testing/bpmn-text.js';
import { closedLoop, EngineLoad, openLoop } from '../engine-load.js';
import type { Scenario } from '../scenario.js';

const COUNT = 20_000;
const IN_FLIGHT = 2_000;
const SECONDS = 6;

/** Instances with one task at half of what this machine can do: how long people wait when there is much to do. */
export const halfLoad: Scenario = {
  name: 'half-load',
  engine: 'embedded',
  open: async (database) => {
    const content = bpmn(process('half', [start(), job('task', 'half'), end()], ['start -> task', 'task -> end']));
    const load = await EngineLoad.open(database.engine, { name: 'half.bpmn', content });
    const stopping = new AbortController();
    const waiting = new Map<number, () => void>();
    const working = load.work('half', stopping.signal, ({ variables }) => {
      const number = Number(variables['number']);
      waiting.get(number)?.();
      waiting.delete(number);
    });
    const piece = async (index: number) => {
      const ended = new Promise<void>((resolve) => waiting.set(index, resolve));
      await load.create('half', index);
      await ended;
    };
    let maximum = 0;
    return {
      run: async (scale) => {
        if (maximum === 0) {
          await closedLoop(COUNT / 4, IN_FLIGHT, piece);
          const { count, seconds } = await closedLoop(COUNT, IN_FLIGHT, piece);
          maximum = count / seconds;
        }
        return openLoop(maximum / 2, SECONDS * scale, piece);
      },
      close: async () => {
        stopping.abort();
        await working;
        await load.close();
      },
      remarks: () => ({ maximumPerSecond: Math.round(maximum) }),
    };
  },
};
