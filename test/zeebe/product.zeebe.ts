import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { steadyPort } from '../support/steady-port.js';
import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { buildingApplication } from '../support/building-application.js';
import { post, signInByPost, startDraftByPost, submitByPost } from '../support/citizen.js';
import { newDataDir, type RunningServer } from '../support/running-server.js';
import { caseIdOf, listTasks, pageText, waitForTask } from '../support/staff.js';
import { StandalonePostgres } from '../support/standalone-postgres.js';
import { until } from '../support/until.js';
import { Cluster } from './support/cluster-server.js';

const COMPLETE = { formell: { ergebnis: 'VOLLSTAENDIG', unterschriften: true } };

describe('two servers of the product on one cluster and one database', () => {
  let cluster: Cluster;
  let postgres: StandalonePostgres;
  let dataDir: string;
  let servers: [RunningServer, RunningServer];
  let staff: string;

  beforeAll(async () => {
    dataDir = newDataDir();
    const ports = [await steadyPort(), await steadyPort()];
    const exporterUrl = ports.map((port) => `http://127.0.0.1:${port}`).join(',');
    [cluster, postgres] = await Promise.all([
      Cluster.start({ partitions: 2, exporterUrl }),
      StandalonePostgres.start(),
    ]);
    // Not there when they start for the first time: their packages are deployed as soon as it is.
    await cluster.broker.kill();
    const starting = Promise.all(
      ports.map((port) => cluster.server({ DATABASE_URL: postgres.url, ZEEBE_RECORDS_PORT: String(port) }, dataDir)),
    );
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await cluster.broker.launch();
    servers = (await starting) as [RunningServer, RunningServer];
    staff = await signInByPost(servers[0].url, 'kanzlei@bitsch.example', DEMO_PASSWORD);
  });

  afterAll(async () => {
    await Promise.all((servers ?? []).map((server) => server.stop({ keepData: true })));
    await cluster?.stop();
    await postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const count = async (sql: string): Promise<number> => {
    const { rows } = await postgres.administrator.query<{ count: string }>(`select count(*) as count from ${sql}`);
    return Number(rows[0]?.count);
  };
  const instances = () => count(`engine.process_instance where parent_process_instance_key < 0`);
  const detail = async ({ url }: RunningServer): Promise<string> => {
    const health = (await (await fetch(`${url}/health/ready`)).json()) as {
      status: string;
      engine: { detail: string };
    };
    return `${health.status}: ${health.engine.detail}`;
  };
  const numberOn = async (receipt: string): Promise<string> =>
    /\d{4}-\d{4}-\d{4,}/.exec(await pageText(servers[0].url + receipt))?.[0] ?? '';

  it('should share the work: every case has one process and one task', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        startDraftByPost(servers[index % 2]?.url ?? '', 'bitsch', 'baugesuch', buildingApplication()),
      ),
    );
    await Promise.all(
      drafts.map(({ base, cookie }, index) => post(`${servers[index % 2]?.url}${base}/einreichen`, {}, cookie)),
    );
    await until(async () => (await listTasks(servers[1].url, staff)).length === 16, 60);
    expect(await instances()).toBe(16);
    expect(await count('engine.user_task')).toBe(16);
    // Side effects of workers: one confirmation of receipt each.
    expect(await count('app.mail')).toBe(16);
    expect(await detail(servers[0])).toMatch(/^ok: Zeebe 8\.5\.8 .* 2 partition/);
  });

  it('should say that processing is delayed, and keep what people send, while the broker is gone', async () => {
    const [{ url }] = servers;
    const { receiptPath } = await submitByPost(url, 'bitsch', 'baugesuch', buildingApplication());
    const number = await numberOn(receiptPath);
    const task = await waitForTask(url, staff, 'Formelle Prüfung durchführen', number);
    await post(`${url}/desk/aufgaben/${task.key}/uebernehmen`, {}, staff);
    await cluster.broker.kill();

    const answer = await post(`${url}/desk/aufgaben/${task.key}`, { daten: JSON.stringify(COMPLETE) }, staff);
    expect(answer.status).toBe(303);
    expect(await pageText(url + answer.location, staff)).toContain(
      'Die Verarbeitung dauert gerade länger. Ihre Eingabe ist gespeichert und wird ausgeführt.',
    );
    const sent = await submitByPost(url, 'bitsch', 'baugesuch', buildingApplication({ name: 'Dora Dauer' }));
    const later = await numberOn(sent.receiptPath);
    await until(async () => (await detail(servers[1])).startsWith('ok: The Zeebe gateway'), 20);

    await cluster.broker.launch();
    await waitForTask(url, staff, 'Formelle Prüfung durchführen', later);
    await until(async () => (await listTasks(url, staff, number)).every(({ key }) => key !== task.key), 60);
    expect(await instances()).toBe(18);
    const caseId = await caseIdOf(url, staff, number);
    // What follows from the completion is done once, although its page was shown long ago.
    await until(async () => (await count('app.task_completion')) === 0, 20);
    expect(await count(`app.case_event where case_id = '${caseId}' and kind = 'aufgabe'`)).toBe(1);
  });

  it('should show a completed task as done at once, and not a second time', async () => {
    const [{ url }] = servers;
    const [task] = await listTasks(url, staff);
    await post(`${url}/desk/aufgaben/${task?.key}/uebernehmen`, {}, staff);
    const done = await post(`${url}/desk/aufgaben/${task?.key}`, { daten: JSON.stringify(COMPLETE) }, staff);
    expect(done.location).toContain('meldung=erledigt');
    for (const server of servers)
      expect((await listTasks(server.url, staff)).map(({ key }) => key)).not.toContain(task?.key);
    const again = await post(`${url}/desk/aufgaben/${task?.key}`, { daten: JSON.stringify(COMPLETE) }, staff);
    expect(again.location).not.toContain('meldung=erledigt');
  });

  it('should go on with one server when the other is gone', async () => {
    const [gone, left] = servers;
    gone.process.kill('SIGKILL');
    servers = [left, left];
    const { receiptPath } = await submitByPost(left.url, 'bitsch', 'baugesuch', buildingApplication());
    const task = await waitForTask(left.url, staff, 'Formelle Prüfung durchführen', await numberOn(receiptPath));
    expect(task.row).toContain('Beat Beispiel');
  });
});
