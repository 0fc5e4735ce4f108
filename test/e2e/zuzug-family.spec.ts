import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { post, signInByPost, submitByPost } from '../support/citizen.js';
import { moveIn } from '../support/move-in-form.js';
import { type RunningServer, startRunningServer } from '../support/running-server.js';
import { completeByPost, pageText, waitForTask } from '../support/staff.js';
import { until } from '../support/until.js';

const adult = { zivilstand: '2', staatsangehoerigkeit: 'CH', heimatort: 'Naters', name: 'Muster' };
const FAMILY = [
  { ...adult, vorname: 'Anna', geburtsdatum: '1985-03-15', geschlecht: '2', ahv: '756.9217.0769.85' },
  { ...adult, vorname: 'Beat', geburtsdatum: '1984-07-01', geschlecht: '1', ahv: '756.1234.5678.97' },
  { ...adult, vorname: 'Lia', zivilstand: '1', geburtsdatum: '2019-05-02', geschlecht: '2', ahv: '756.3047.5009.62' },
  // Comes from abroad and has no AHV number yet.
  {
    vorname: 'Luca',
    name: 'Rossi',
    geburtsdatum: '1950-02-03',
    geschlecht: '1',
    zivilstand: '3',
    staatsangehoerigkeit: 'EU',
    bewilligung: 'KEINE',
    ohneAhv: true,
  },
];

describe('Zuzug of a family, with a supplement, a visit and without proof of insurance', () => {
  let server: RunningServer;
  let staff: string;
  let status: string;
  let number: string;

  beforeAll(async () => {
    server = await startRunningServer();
    staff = await signInByPost(server.url, 'kanzlei@musterdorf.example', DEMO_PASSWORD);
    const form = {
      ...moveIn({ hausnummer: '11' }),
      // The family moves in today: the insurance's three months begin now.
      zuzugsdatum: new Date().toISOString().slice(0, 10),
      personen: FAMILY,
      haushalt: { kinderOhneBeideEltern: 'nein', kvgNachweisVorhanden: 'nein' },
    };
    const { statusPath } = await submitByPost(server.url, 'musterdorf', 'zuzug', form);
    status = server.url + statusPath;
    number = /\d{4}-\d{4}-\d{4,}/.exec(await pageText(status))?.[0] ?? '';
  }, 60_000);

  afterAll(() => server.stop());

  const work = async (title: string, data: Record<string, unknown>): Promise<void> => {
    const task = await waitForTask(server.url, staff, title, number);
    await completeByPost(server.url, staff, task.key, data);
  };
  const advance = (days: number): Promise<unknown> => post(`${server.url}/demo/uhr`, { tage: String(days) });
  const untilStatus = (text: string): Promise<void> => until(async () => (await pageText(status)).includes(text), 30);
  const untilMail = (subject: string): Promise<void> =>
    until(async () => (await pageText(`${server.url}/demo`)).includes(subject), 30);

  it('should go back to the family with reasons, remind it, and take the supplement', async () => {
    await work('Meldung prüfen', { pruefungMeldung: { ergebnis: 'ERGAENZEN', hinweis: 'Es fehlt der Mietvertrag.' } });
    await untilStatus('Ihre nächste Aufgabe');
    expect(await pageText(status)).toContain('Ihre Zuzugsmeldung ist noch nicht vollständig');
    await advance(18);
    await untilMail(`Erinnerung zu Ihrer Zuzugsmeldung ${number}`);
    const path = /\/aufgabe\/\d+/.exec(await (await fetch(status)).text())?.[0] ?? '';
    expect(await pageText(status + path)).toContain('Es fehlt der Mietvertrag.');
    const supplement = { ergaenzung: { angaben: 'Der Vertrag beginnt heute.', vollstaendig: true } };
    const sent = await post(status + path, { daten: JSON.stringify(supplement) });
    expect([sent.status, sent.location]).toEqual([303, expect.stringContaining('meldung=erledigt')]);
    await untilStatus('Sie haben Ihre Meldung ergänzt.');
  }, 60_000);

  it('should invite it to the counter and enter the whole household after the visit', async () => {
    await work('Meldung prüfen', {
      pruefungMeldung: { ergebnis: 'SCHALTER', hinweis: 'Bitte bringen Sie die Heimatscheine mit.' },
    });
    await untilMail(`Bitte sprechen Sie bei uns vor (${number})`);
    await work('Vorsprache am Schalter durchführen', { vorsprache: { erschienen: 'ja', identitaet: true } });
    await work('Meldung prüfen', { pruefungMeldung: { ergebnis: 'ANNEHMEN', kvgVorhanden: false } });
    await untilStatus('Meldebestätigung');
    const received = await fetch(`${server.systemsUrl}/_received?system=register&bfs=9990`);
    const messages = (await received.json()) as unknown[];
    expect(messages).toHaveLength(1);
    for (const { vorname } of FAMILY) expect(JSON.stringify(messages)).toContain(vorname);
  }, 60_000);

  it('should ask for the proof of insurance, remind, and hand the case to the office after three months', async () => {
    await untilStatus('Krankenversicherung nachweisen');
    await advance(50);
    await untilMail(`Ihr Krankenversicherungsnachweis fehlt noch (${number})`);
    await advance(35);
    await untilMail(`Krankenversicherung: Aufforderung (${number})`);
    await work('Fehlende Krankenversicherung behandeln', {
      kvgZuweisung: { ergebnis: 'ZUGEWIESEN', kasse: 'Musterkasse', datum: new Date().toISOString().slice(0, 10) },
    });
    await untilStatus('Krankenkasse zugewiesen');
  }, 90_000);
});
