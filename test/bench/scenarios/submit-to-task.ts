import { DEMO_PASSWORD } from '../../../src/demo/demo-accounts.js';
import { post, signInByPost, startDraftByPost } from '../../support/citizen.js';
import { moveIn } from '../../support/move-in-form.js';
import { startRunningServer } from '../../support/running-server.js';
import { listTasks } from '../../support/staff.js';
import type { Scenario } from '../scenario.js';

const PER_SECOND = 20;
const COUNT = 300;
const LOOK_AGAIN_MS = 10;
const PATIENCE_MS = 10_000;

/**
 * The whole product over HTTP: 20 citizens a second press «Jetzt einreichen» of a Zuzug; it ends when the desk's list shows
 * the clerk's task. In between lie the case, the engine, and the workers' calls to the (simulated) registers.
 */
export const submitToTask: Scenario = {
  name: 'submit-to-task',
  engine: 'product',
  open: async () => {
    const server = await startRunningServer();
    const staff = await signInByPost(server.url, 'kanzlei@musterdorf.example', DEMO_PASSWORD);
    return {
      run: async (scale) => {
        const count = Math.ceil(COUNT * scale);
        const drafts: Awaited<ReturnType<typeof startDraftByPost>>[] = [];
        for (let index = 0; index < count; index += 1) {
          drafts.push(await startDraftByPost(server.url, 'musterdorf', 'zuzug', moveIn({ hausnummer: '11' })));
        }
        const begin = performance.now();
        // Open loop: people do not wait for each other.
        const latencies = await Promise.all(
          drafts.map(async ({ base, cookie }, index) => {
            await sleep(begin + (index * 1000) / PER_SECOND - performance.now());
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
  },
};

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
