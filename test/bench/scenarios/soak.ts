import pg from 'pg';
import { bpmn, end, job, process, start, timer, boundary, user } from '../../../src/engine/core/testing/bpmn-text.js';
import { closedLoop, EngineLoad } from '../engine-load.js';
import { ReadBack } from '../read-back.js';
import type { Scenario } from '../scenario.js';

const SECONDS = 60;
const SLICE = 5_000;
const IN_FLIGHT = 1_000;
/** Tables whose rows come and go with running instances. */
const HOT = ['instance_state', 'job', 'timer', 'message_subscription'];

/** Minutes of load with a timer, a job and a user task each: the tables of what runs must not grow with what has ended. */
export const soak: Scenario = {
  name: 'soak',
  engine: 'embedded',
  open: async (database) => {
    const content = bpmn(
      process(
        'soak',
        [
          start(),
          job('task', 'soak'),
          user('check'),
          boundary('late', 'check', timer('duration', 'P1D'), { interrupting: false }),
          end(),
          end('reminded'),
        ],
        ['start -> task', 'task -> check', 'check -> end', 'late -> reminded'],
      ),
    );
    const load = await EngineLoad.open(database.engine, { name: 'soak.bpmn', content });
    const tasks = ReadBack.tasks(database.engine, true);
    const administrator = new pg.Client({ connectionString: database.administrator });
    await administrator.connect();
    const stopping = new AbortController();
    const working = load.work('soak', stopping.signal, () => undefined);
    const hotMb: number[] = [];
    const piece = async (index: number) => {
      const { processInstanceKey } = await load.create('soak', index);
      const userTaskKey = await tasks.of(processInstanceKey);
      await load.run({ type: 'completeUserTask', userTaskKey, variables: {} });
    };
    return {
      run: async (scale) => {
        const latencies: number[] = [];
        const begin = performance.now();
        while (performance.now() - begin < SECONDS * 1000 * scale) {
          for (const one of (await closedLoop(SLICE, IN_FLIGHT, piece)).latencies) latencies.push(one);
        }
        const seconds = (performance.now() - begin) / 1000;
        const { rows } = await administrator.query<{ bytes: string }>(
          `select sum(pg_total_relation_size(('engine.' || name)::regclass)) as bytes from unnest($1::text[]) name`,
          [HOT],
        );
        hotMb.push(Math.round(Number(rows[0]?.bytes) / 100_000) / 10);
        return { count: latencies.length, seconds, latencies };
      },
      close: async () => {
        stopping.abort();
        await working;
        await Promise.all([tasks.close(), administrator.end()]);
        await load.close();
      },
      remarks: () => ({ hotMbFirst: hotMb[1] ?? 0, hotMbLast: hotMb.at(-1) ?? 0, heldBack: load.heldBack }),
    };
  },
};
