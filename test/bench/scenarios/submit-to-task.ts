import { DEMO_PASSWORD } from '../../../src/demo/demo-accounts.js';
import { post, signInByPost, startDraftByPost } from '../../support/citizen.js';
import { moveIn } from '../../support/move-in-form.js';
import { type RunningServer, startRunningServer } from '../../support/running-server.js';
import { listTasks } from '../../support/staff.js';
import { Cluster } from '../../zeebe/support/cluster-server.js';
import type { Scenario } from '../scenario.js';

interface Load {
  perSecond: number;
  count: number;
}

const LOOK_AGAIN_MS = 10;
const PATIENCE_MS = 10_000;

/**
 * The whole product over HTTP: 20 citizens a second press «Jetzt einreichen» of a Zuzug; it ends when the desk's list shows
 * the clerk's task. In between lie the case, the engine, and the workers' calls to the (simulated) registers.
 */
export const submitToTask: Scenario = scenario('submit-to-task', 'product', { perSecond: 20, count: 300 }, () =>
  startRunningServer(),
);

/**
 * The same on a real broker, whose exporter sends once a second. Five a second: broker, server and database share the cores
 * here, and each case makes half a dozen jobs before the task.
 */
export const clusterSubmitToTask: Scenario = scenario(
  'cluster-submit-to-task',
  'zeebe',
  { perSecond: 5, count: 100 },
  async () => {
    const cluster = await Cluster.start();
    const server = await cluster.server();
    return { url: server.url, stop: () => server.stop().then(() => cluster.stop()) };
  },
);

function scenario(
  name: string,
  engine: string,
  { perSecond, count: most }: Load,
  start: () => Promise<Pick<RunningServer, 'url' | 'stop'>>,
): Scenario {
  const open: Scenario['open'] = async () => {
    const server = await start();
    const staff = await signInByPost(server.url, 'kanzlei@musterdorf.example', DEMO_PASSWORD);
    return {
      run: async (scale) => {
        const count = Math.ceil(most * scale);
        const drafts: Awaited<ReturnType<typeof startDraftByPost>>[] = [];
        for (let index = 0; index < count; index += 1) {
          drafts.push(await startDraftByPost(server.url, 'musterdorf', 'zuzug', moveIn({ hausnummer: '11' })));
        }
        const begin = performance.now();
        // Open loop: people do not wait for each other.
        const latencies = await Promise.all(
          drafts.map(async ({ base, cookie }, index) => {
            await sleep(begin + (index * 1000) / perSecond - performance.now());
            const pressed = performance.now();
            const answer = await post(`${server.url}${base}/einreichen`, {}, cookie);
            await taskOf(server.url, staff, await numberOf(server.url, answer.location), pressed);
            return performance.now() - pressed;
          }),
        );
        return { count, seconds: (performance.now() - begin) / 1000, latencies };
      },
      close: () => server.stop(),
    };
  };
  return { name, engine, open };
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

async function numberOf(url: string, receipt: string): Promise<string> {
  const page = await (await fetch(url + receipt)).text();
  return /\d{4}-\d{4}-\d{4,}/.exec(page)?.[0] ?? '';
}

async function taskOf(url: string, cookie: string, number: string, since: number): Promise<void> {
  while (performance.now() - since < PATIENCE_MS) {
    if ((await listTasks(url, cookie, number)).length > 0) return;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error(`No task for ${number} within ${PATIENCE_MS} ms`);
}
