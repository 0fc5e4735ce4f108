import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { post, signInByPost, submitByPost } from '../support/citizen.js';
import { declaredRoutes } from '../support/declared-routes.js';
import { type RunningServer, startRunningServer } from '../support/running-server.js';
import { caseIdOf, pageText, waitForTask } from '../support/staff.js';

const APPLICANT = 'Zenobia Fremdling';
const MELDUNG = {
  zuzugsdatum: '2026-11-15',
  wohnsitzart: 'HAUPT',
  kontakt: { name: APPLICANT, email: 'zenobia@example.ch' },
  herkunft: { von: 'SCHWEIZ', plz: '3930', ort: 'Visp' },
  neueAdresse: { strasse: 'Dorfstrasse', hausnummer: '11', plz: '3929', ort: 'Täsch', wohnverhaeltnis: 'MIETE' },
  personen: [
    {
      vorname: 'Zenobia',
      name: 'Fremdling',
      geburtsdatum: '1985-03-15',
      geschlecht: '2',
      ahv: '7569217076985',
      zivilstand: '1',
      staatsangehoerigkeit: 'CH',
      heimatort: 'Naters',
    },
  ],
  haushalt: { kinderOhneBeideEltern: 'nein', kvgNachweisVorhanden: 'ja' },
  unterlagen: {},
  abschluss: { bestaetigung: true },
};

const routes = (): string[] => declaredRoutes('src/desk');

/** Pages that begin or end a session, for everybody. */
const PUBLIC = ['GET /anmelden', 'POST /anmelden', 'POST /abmelden', 'POST /abmelden/ueberall'];

describe('routes of the desk', () => {
  let server: RunningServer;
  let owner: string;
  let stranger: string;
  let number: string;
  let ids: Record<string, string>;

  beforeAll(async () => {
    server = await startRunningServer();
    owner = await signInByPost(server.url, 'kanzlei@taesch.example', DEMO_PASSWORD);
    stranger = await signInByPost(server.url, 'kanzlei@bitsch.example', DEMO_PASSWORD);
    const { receiptPath } = await submitByPost(server.url, 'taesch', 'zuzug', MELDUNG);
    number = /\d{4}-\d{4}-\d{4,}/.exec(await pageText(server.url + receiptPath))?.[0] ?? '';
    const task = await waitForTask(server.url, owner, 'Personen im Register suchen', number);
    await post(`${server.url}/desk/aufgaben/${task.key}/uebernehmen`, {}, owner);
    const counter = await post(`${server.url}/desk/schalter/zuzug`, {}, owner);
    const caseId = await caseIdOf(server.url, owner, number);
    const draft = counter.location.split('/').at(-1) ?? '';
    ids = {
      key: task.key,
      id: caseId,
      case: caseId,
      draft,
      file: draft,
      service: 'zuzug',
      message: 'einsprache.eingegangen',
    };
  }, 90_000);

  afterAll(() => server.stop());

  const call = (route: string, cookie: string): Promise<Response> => {
    const [method = 'GET', pattern = ''] = route.split(' ');
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'x');
    return fetch(server.url + path, {
      method,
      redirect: 'manual',
      headers: {
        cookie,
        accept: 'text/html',
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { body: new URLSearchParams({ daten: '{}', trotzdem: 'ja' }).toString() } : {}),
    });
  };

  const withId = (): string[] =>
    routes().filter((route) => route.includes(':') && route !== 'POST /desk/schalter/:service');

  it('should know many routes', () => {
    expect(routes().length).toBeGreaterThanOrEqual(25);
    expect(withId().length).toBeGreaterThanOrEqual(15);
  });

  it('should lead who is not signed in to the sign-in page, on every route', async () => {
    for (const route of routes().filter((each) => !PUBLIC.includes(each))) {
      const answer = await call(route, '');
      await answer.body?.cancel();
      expect([route, answer.status, answer.headers.get('location')?.split('?')[0]]).toEqual([route, 303, '/anmelden']);
    }
  });

  it('should show and change nothing of another Gemeinde, on every route with an id', async () => {
    const before = await pageText(`${server.url}/desk/aufgaben/${ids['key']}`, owner);
    expect(before).toContain(APPLICANT);
    for (const route of withId()) {
      const answer = await call(route, stranger);
      const body = await answer.text();
      expect([route, [303, 400, 404, 410].includes(answer.status) ? 'refused' : answer.status]).toEqual([
        route,
        'refused',
      ]);
      expect([route, body.includes(APPLICANT), body.includes(number)]).toEqual([route, false, false]);
      // Never on to the page of the foreign thing's success.
      expect([route, answer.headers.get('location') ?? '']).not.toEqual([route, `/desk/aufgaben/${ids['key']}`]);
    }
    // The same page for its owner, still in the same hands.
    const after = await pageText(`${server.url}/desk/aufgaben/${ids['key']}`, owner);
    expect(after).toContain('Zuständig ich');
    expect((await call(`GET /desk/schalter/zuzug/${ids['draft']}`, owner)).status).toBe(200);
  });

  it('should list and find nothing of another Gemeinde', async () => {
    for (const path of [
      '/desk?sicht=alle',
      `/desk?sicht=alle&suche=${number}`,
      '/desk/faelle?sicht=alle',
      '/desk/faelle?suche=Zenobia',
      '/desk/ausgang',
    ]) {
      expect([path, (await pageText(server.url + path, stranger)).includes('Zenobia Fremdling, Dorf')]).toEqual([
        path,
        false,
      ]);
      expect([
        path,
        (await pageText(server.url + path, stranger)).includes(`${number} `) && !path.includes(number),
      ]).toEqual([path, false]);
    }
  });
});
