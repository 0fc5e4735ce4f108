import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { buildingApplication } from '../support/building-application.js';
import { post, signInByPost, submitByPost } from '../support/citizen.js';
import { moveIn } from '../support/move-in-form.js';
import { engineMove } from '../support/engine-move.js';
import { openRunningDatabase } from '../support/running-database.js';
import { newDataDir, type RunningServer, startRunningServer } from '../support/running-server.js';
import { caseIdOf, completeByPost, pageText, waitForTask } from '../support/staff.js';
import { until } from '../support/until.js';
import { Cluster } from './support/cluster-server.js';

const BITSCH = 'kanzlei@bitsch.example';
const TAESCH = 'kanzlei@taesch.example';

describe('moving the cases of a product from one engine to the other', () => {
  const dataDir = newDataDir();
  let cluster: Cluster;
  let server: RunningServer;
  /** Pages as they were before a move. */
  let before: Record<string, string[]>;
  /** Number, citizen's page and clerk of each case, by a name of ours. */
  const cases = new Map<string, { number: string; status: string; staff: string }>();

  beforeAll(async () => {
    [cluster, server] = await Promise.all([Cluster.start({ partitions: 2 }), startRunningServer({}, dataDir)]);
  });

  afterAll(async () => {
    await server?.stop();
    await cluster?.stop();
  });

  async function handIn(name: string, slug: string, service: string, staff: string, data: object): Promise<void> {
    const { receiptPath, statusPath } = await submitByPost(server.url, slug, service, data as Record<string, unknown>);
    const number = /\d{4}-\d{4}-\d{4,}/.exec(await pageText(server.url + receiptPath))?.[0] ?? '';
    cases.set(name, { number, status: statusPath, staff });
  }

  const signIn = (email: string): Promise<string> => signInByPost(server.url, email, DEMO_PASSWORD);

  async function task(name: string, title: string): Promise<{ cookie: string; key: string; row: string }> {
    const { number = '', staff = '' } = cases.get(name) ?? {};
    const cookie = await signIn(staff);
    return { cookie, ...(await waitForTask(server.url, cookie, title, number)) };
  }

  /** What staff and citizens see of each case. */
  async function pages(): Promise<Record<string, string[]>> {
    const seen: Record<string, string[]> = {};
    for (const [name, { number, status, staff }] of cases) {
      const cookie = await signIn(staff);
      const id = await caseIdOf(server.url, cookie, number);
      const texts = [
        await pageText(`${server.url}/desk/faelle/${id}`, cookie),
        await pageText(server.url + status),
        await pageText(`${server.url}/desk?sicht=alle&suche=${number}`, cookie),
      ];
      // How much there is to do is not about this case.
      seen[name] = texts.map((text) => text.replace(/\b(Aufgaben|Meine|Gruppe) \d+/g, '$1'));
    }
    return seen;
  }

  const move = (...words: string[]) => engineMove({ ...cluster.environment(), DATA_DIR: dataDir }, ...words);

  async function restart(environment: Record<string, string>): Promise<void> {
    server = await startRunningServer(environment, dataDir);
  }

  it('should list what runs on the embedded engine, and what can be moved', async () => {
    await handIn(
      'checked',
      'bitsch',
      'zuzug',
      BITSCH,
      moveIn({ strasse: 'Furkastrasse', hausnummer: '11', plz: '3982', ort: 'Bitsch' }),
    );
    await handIn('by-hand', 'taesch', 'zuzug', TAESCH, moveIn({ plz: '3929', ort: 'Täsch' }));
    await handIn('formal', 'bitsch', 'baugesuch', BITSCH, buildingApplication());
    await handIn('incomplete', 'bitsch', 'baugesuch', BITSCH, buildingApplication({ name: 'Clara Beispiel' }));
    const checked = await task('checked', 'Meldung prüfen');
    await post(`${server.url}/desk/aufgaben/${checked.key}/uebernehmen`, {}, checked.cookie);
    expect(await pageText(`${server.url}/desk/aufgaben/${checked.key}`, checked.cookie)).toContain('Meldung prüfen');
    await task('by-hand', 'Personen im Register suchen');
    await task('formal', 'Formelle Prüfung durchführen');
    const incomplete = await task('incomplete', 'Formelle Prüfung durchführen');
    await completeByPost(server.url, incomplete.cookie, incomplete.key, {
      formell: { ergebnis: 'UNVOLLSTAENDIG', unterschriften: true, fehlend: 'Der Situationsplan fehlt.' },
    });
    await until(async () =>
      (await pageText(server.url + (cases.get('incomplete')?.status ?? ''))).includes('nachreichen'),
    );
    before = await pages();
    await server.stop({ keepData: true });
    const { code, text } = await move('--to', 'zeebe');
    expect(code).toBe(0);
    expect(text).toContain('4 running: 4 can move (0 with something to know), 0 cannot.');
  });

  it('should move them to the cluster, where people see the same and go on', async () => {
    const { code, text } = await move('--to', 'zeebe', '--apply');
    expect(code).toBe(0);
    expect(text).toContain('4 moved, 0 stay where they are.');
    await expect(startRunningServer({}, dataDir)).rejects.toThrow('Start with ENGINE=zeebe, or move them first');
    await restart(cluster.environment());
    expect(await pages()).toEqual(before);
    const checked = await task('checked', 'Meldung prüfen');
    expect(checked.row).toMatch(/ ich$/);
    await completeByPost(server.url, checked.cookie, checked.key, { pruefungMeldung: { ergebnis: 'ANNEHMEN' } });
    await until(
      async () => (await pageText(server.url + (cases.get('checked')?.status ?? ''))).includes('Meldebestätigung'),
      60,
    );
    // By now the records of the arrival are told too: they are no news.
    const { checked: _changed, ...others } = await pages();
    const { checked: _before, ...same } = before;
    expect(others).toEqual(same);
  });

  it('should move them back, and new ones with them', async () => {
    await handIn('new', 'bitsch', 'baugesuch', BITSCH, buildingApplication({ name: 'Nina Neu' }));
    await task('new', 'Formelle Prüfung durchführen');
    await until(async () =>
      (await pageText(server.url + (cases.get('checked')?.status ?? ''))).includes('Krankenversicherung nachweisen'),
    );
    before = await pages();
    await server.stop({ keepData: true });
    const { code, text } = await move('--to', 'embedded', '--apply');
    expect(text).toContain('5 moved, 0 stay where they are.');
    expect(code).toBe(0);
    await restart({});
    expect(await pages()).toEqual(before);
    for (const name of ['formal', 'new']) {
      const formal = await task(name, 'Formelle Prüfung durchführen');
      await completeByPost(server.url, formal.cookie, formal.key, {
        formell: { ergebnis: 'VOLLSTAENDIG', unterschriften: true },
      });
      await task(name, 'Publikation freigeben');
    }
    const { 'by-hand': byHand, incomplete } = await pages();
    expect({ byHand, incomplete }).toEqual({ byHand: before['by-hand'], incomplete: before['incomplete'] });
    const sql = await openRunningDatabase(dataDir);
    try {
      const { rows } = await sql.query(`select 1 from engine.incident where state = 'CREATED'`);
      expect(rows).toEqual([]);
    } finally {
      await sql.end();
    }
  });
});
