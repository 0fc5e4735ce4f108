import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { buildingApplication } from '../support/building-application.js';
import { signInByPost, startDraftByPost } from '../support/citizen.js';
import { newDataDir, type RunningServer, startRunningServer } from '../support/running-server.js';
import { completeByPost, listTasks, waitForTask } from '../support/staff.js';
import { StandalonePostgres } from '../support/standalone-postgres.js';
import { until } from '../support/until.js';
import { BehindProxy } from '../support/behind-proxy.js';

interface Health {
  status: string;
  engine: { ready: boolean; owner: boolean };
}

const healthOf = async ({ url }: RunningServer): Promise<Health> =>
  (await (await fetch(`${url}/health/ready`)).json()) as Health;

describe('two servers on one database', () => {
  let postgres: StandalonePostgres;
  let dataDir: string;
  let servers: RunningServer[];

  const startAnother = () => startRunningServer({ DATABASE_URL: postgres.url }, dataDir);

  beforeAll(async () => {
    postgres = await StandalonePostgres.start();
    dataDir = newDataDir();
    // At the same moment, on an empty database: one of them migrates and seeds, the other waits for it.
    servers = await Promise.all([startAnother(), startAnother()]);
  }, 90_000);

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop({ keepData: true })));
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 30_000);

  const ownerAndFollower = async (): Promise<[RunningServer, RunningServer]> => {
    const [one, other] = servers as [RunningServer, RunningServer];
    return (await healthOf(one)).engine.owner ? [one, other] : [other, one];
  };

  const instances = async (): Promise<number> => {
    const { rows } = await postgres.administrator.query(
      `select count(*) as count from engine.process_instance where parent_process_instance_key < 0`,
    );
    return Number(rows[0].count);
  };

  const cases = async (): Promise<number> => {
    const { rows } = await postgres.administrator.query('select count(*) as count from app.case_file');
    return Number(rows[0].count);
  };

  /** Drafts that only need to be sent. */
  const drafts = (url: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, () => startDraftByPost(url, 'bitsch', 'baugesuch', buildingApplication())),
    );

  it('should both be ready, and one of them own the engine', async () => {
    const health = await Promise.all(servers.map(healthOf));
    expect(health.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(health.filter(({ engine }) => engine.owner)).toHaveLength(1);
  });

  it('should do the whole work through the server that does not own the engine', async () => {
    const [, follower] = await ownerAndFollower();
    const staff = await signInByPost(follower.url, 'kanzlei@bitsch.example', DEMO_PASSWORD);
    const proxy = new BehindProxy([follower.url]);
    const [draft] = await drafts(follower.url, 1);
    const sent = await proxy.post(`${draft?.base}/einreichen`, draft?.cookie ?? '');
    expect(sent.status).toBe(303);
    const task = await waitForTask(follower.url, staff, 'Formelle Prüfung durchführen');
    await completeByPost(follower.url, staff, task.key, {
      formell: { ergebnis: 'VOLLSTAENDIG', unterschriften: true },
    });
    await until(async () => (await listTasks(follower.url, staff)).every(({ key }) => key !== task.key));
  }, 30_000);

  it('should hand the engine over within 10 s when its owner is killed, and lose and repeat nothing', async () => {
    const [owner, follower] = await ownerAndFollower();
    const staff = await signInByPost(follower.url, 'kanzlei@bitsch.example', DEMO_PASSWORD);
    const prepared = await drafts(follower.url, 30);
    const before = { instances: await instances(), cases: await cases() };
    const proxy = new BehindProxy([follower.url]);
    const sending = prepared.map(async ({ base, cookie }, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 40));
      return proxy.post(`${base}/einreichen`, cookie);
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const exited = once(owner.process, 'exit');
    owner.process.kill('SIGKILL');
    await exited;
    const killed = Date.now();
    await until(async () => (await healthOf(follower)).engine.owner);
    expect(Date.now() - killed).toBeLessThan(10_000);
    const answers = await Promise.all(sending);
    expect(answers.map(({ status }) => status)).toEqual(prepared.map(() => 303));
    expect((await cases()) - before.cases).toBe(30);
    // Each case has its one process, none was lost and none begun twice.
    await until(async () => (await instances()) - before.instances === 30);
    await until(async () => (await listTasks(follower.url, staff)).length >= 25);
    expect(proxy.failures).toEqual([]);
    servers = [follower, await startAnother()];
  }, 60_000);

  it('should serve every request while one after the other is restarted', async () => {
    const proxy = new BehindProxy(servers.map(({ url }) => url));
    const [draft] = await drafts(servers[0]?.url ?? '', 1);
    let going = true;
    const citizens = Array.from({ length: 4 }, async (_, number) => {
      for (let round = 0; going; round += 1) {
        const path = number === 0 && round % 5 === 0 ? `${draft?.base}/1` : '/gemeinde/bitsch/baugesuch';
        await proxy.get(path, draft?.cookie ?? '');
      }
    });
    for (const old of await ownerAndFollower()) {
      await old.stop({ keepData: true });
      const fresh = await startAnother();
      servers = [...servers.filter((server) => server !== old), fresh];
      proxy.replace(old.url, fresh.url);
    }
    going = false;
    await Promise.all(citizens);
    expect(proxy.answered).toBeGreaterThan(100);
    expect(proxy.failures).toEqual([]);
    expect((await healthOf(servers[0] as RunningServer)).status).toBe('ok');
  }, 90_000);
});
