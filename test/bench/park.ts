import { bpmn, end, job, process, start, timer, boundary, user } from '../../src/engine/core/testing/bpmn-text.js';
import { closedLoop, EngineLoad, TENANT } from './engine-load.js';

const IN_FLIGHT = 4_000;

const file = (name: string, text: string) => ({ name: `${name}.bpmn`, content: bpmn(text) });

const WAITING = ['start -> wait', 'wait -> end'];
const PARKED = [
  file('parked', process('parked', [start(), user('wait'), end()], WAITING)),
  file(
    'parked-timer',
    process(
      'parked-timer',
      [start(), user('wait'), boundary('late', 'wait', timer('duration', 'P365D')), end(), end('too-late')],
      [...WAITING, 'late -> too-late'],
    ),
  ),
  file('parked-job', process('parked-job', [start(), job('wait', 'nobody'), end()], WAITING)),
];
const KINDS = ['parked', 'parked-timer', 'parked', 'parked-job'] as const;

/** Fills a database with instances that wait: half in user tasks, a quarter with a timer besides, a quarter in jobs. */
export async function park(url: string, count: number): Promise<void> {
  // Nobody waits here: the more at once, the better.
  const load = await EngineLoad.start(url, { latencyGoal: 60_000 });
  await load.run({ type: 'deployResources', tenantId: TENANT, resources: PARKED });
  await closedLoop(count, IN_FLIGHT, async (index) => {
    await load.create(KINDS[index % KINDS.length] ?? 'parked', index);
  });
  await load.close();
}
