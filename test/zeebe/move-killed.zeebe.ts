import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { buildingApplication } from '../support/building-application.js';
import { signInByPost, submitByPost } from '../support/citizen.js';
import { engineMove, startEngineMove } from '../support/engine-move.js';
import { openRunningDatabase } from '../support/running-database.js';
import { newDataDir, type RunningServer, startRunningServer } from '../support/running-server.js';
import { completeByPost, pageText, waitForTask } from '../support/staff.js';
import { until } from '../support/until.js';
import { Cluster } from './support/cluster-server.js';

const CASES = 6;
const CHECK = 'Formelle Prüfung durchführen';
const PUBLISH = 'Publikation freigeben';

describe('a move of the product that is killed', () => {
  const dataDir = newDataDir();
  const numbers: string[] = [];
  let cluster: Cluster;
  let server: RunningServer;

  beforeAll(async () => {
    [cluster, server] = await Promise.all([Cluster.start({ partitions: 2 }), startRunningServer({}, dataDir)]);
    for (let index = 0; index < CASES; index += 1) {
      const data = buildingApplication({ name: `Nina Nummer ${index}` }) as Record<string, unknown>;
      const { receiptPath } = await submitByPost(server.url, 'bitsch', 'baugesuch', data);
      numbers.push(/\d{4}-\d{4}-\d{4,}/.exec(await pageText(server.url + receiptPath))?.[0] ?? '');
    }
    await waitForAll(CHECK);
    await server.stop({ keepData: true });
  });

  afterAll(async () => {
    await server?.stop();
    await cluster?.stop();
  });

  const signIn = () => signInByPost(server.url, 'kanzlei@bitsch.example', DEMO_PASSWORD);

  async function waitForAll(title: string): Promise<void> {
    const cookie = await signIn();
    for (const number of numbers) await waitForTask(server.url, cookie, title, number);
  }

  async function inDatabase<T>(read: (sql: pg.Pool) => Promise<T>): Promise<T> {
    const sql = await openRunningDatabase(dataDir);
    return read(sql).finally(() => sql.end());
  }

  const look = () =>
    inDatabase(async (sql) => {
      const cases = await sql.query(
        `select status, stage, closed_at, (select count(*) from app.case_event e where e.case_id = c.id) as events,
           (select count(*) from app.case_process p where p.case_id = c.id and left_at is null) as processes
           from app.case_file c order by number`,
      );
      const running = await sql.query(`select 1 from engine.process_instance where ended_at is null`);
      return { cases: cases.rows, running: running.rowCount };
    });

  it('should leave cases with which people can go on, and nothing twice when it is run again', async () => {
    const environment = { ...cluster.environment(), DATA_DIR: dataDir };
    const killed = startEngineMove(environment, '--to', 'zeebe', '--apply');
    await until(
      async () =>
        killed.text().includes(' running: ') &&
        inDatabase(async (sql) => {
          const { rowCount } = await sql.query(`select from engine.moved_instance where new_key is not null`);
          return rowCount !== null && rowCount > 1;
        }),
      60,
    );
    killed.kill();
    expect(await killed.ended).toBeNull();

    server = await startRunningServer({}, dataDir);
    const cookie = await signIn();
    for (const number of numbers) {
      const { key } = await waitForTask(server.url, cookie, CHECK, number);
      await completeByPost(server.url, cookie, key, { formell: { ergebnis: 'VOLLSTAENDIG', unterschriften: true } });
    }
    await waitForAll(PUBLISH);
    const before = await look();
    expect(before.running).toBe(CASES);
    await server.stop({ keepData: true });

    const { code, text } = await engineMove(environment, '--to', 'zeebe', '--apply');
    expect([code, text]).toEqual([0, expect.stringContaining(`${CASES} moved, 0 stay`)]);
    server = await startRunningServer(cluster.environment(), dataDir);
    await waitForAll(PUBLISH);
    // What was given up has ended by now, and no case has heard of it.
    await until(async () => (await look()).running === CASES, 60);
    expect(await look()).toEqual(before);
  });
});
