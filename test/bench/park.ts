import { bpmn, end, job, process, start, timer, boundary, user } from '../../src/engine/core/testing/bpmn-text.js';
import { closedLoop, EngineLoad } from './engine-load.js';

const IN_FLIGHT = 4_000;

/** Waits in a user task, with a reminder next year on every fourth. */
const PARKED = {
  name: 'parked.bpmn',
  content: bpmn(
    process('parked', [start(), user('wait'), end()], ['start -> wait', 'wait -> end']),
    process(
      'parked-with-timer',
      [start(), user('wait'), boundary('late', 'wait', timer('duration', 'P365D')), end(), end('late-end')],
      ['start -> wait', 'wait -> end', 'late -> late-end'],
    ),
    process('parked-job', [start(), job('wait', 'nobody'), end()], ['start -> wait', 'wait -> end']),
  ),
};
const KINDS = ['parked', 'parked-with-timer', 'parked', 'parked-job'] as const;

/** Fills a database with instances that wait: half in user tasks, a quarter with a timer besides, a quarter in jobs. */
export async function park(url: string, count: number): Promise<void> {
  const load = await EngineLoad.open(url, PARKED);
  await closedLoop(count, IN_FLIGHT, async (index) => {
    await load.create(KINDS[index % KINDS.length] ?? 'parked', index);
  });
  await load.close();
}
