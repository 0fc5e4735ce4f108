import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/demo/demo-accounts.js';
import { axeViolations } from '../../support/axe.js';
import { buildingApplication } from '../../support/building-application.js';
import { launchBrowser, newWindow } from '../../support/browser.js';
import { post, signInByPost, submitByPost } from '../../support/citizen.js';
import { type Answers, fillForm, formReady, sendForm } from '../../support/e-form.js';
import { readQrCodes } from '../../support/read-pdf-qr.js';
import type { RunningServer } from '../../support/running-server.js';
import { SAMPLE_PDF } from '../../support/sample-pdf.js';
import { caseIdOf, completeByPost, listTasks, pageText, waitForTask } from '../../support/staff.js';
import { until } from '../../support/until.js';
import { workingDay } from '../../support/working-day.js';

const PLAN = { name: 'Situationsplan.pdf', mimeType: 'application/pdf', buffer: SAMPLE_PDF };

const STEPS: Answers[] = [
  { 'Was möchten Sie einreichen?': 'Baugesuch' },
  {
    'Sie sind': 'eine Privatperson',
    'Name und Vorname oder Firma': 'Anna Muster',
    Strasse: 'Dorfplatz',
    Hausnummer: '3',
    PLZ: '3999',
    Ort: 'Musterdorf',
    'E-Mail': 'anna.muster@example.ch',
  },
  { 'Gehört Ihnen das Grundstück?': 'Ja' },
  { Parzellennummer: '1586', 'Steht auf dem Grundstück schon ein Gebäude, das verändert wird?': 'Ja' },
  {
    'Kurze Bezeichnung': 'Anbau Wintergarten',
    'Was wird gebaut?': 'Umbau oder Anbau',
    Beschreibung: 'Verglaster Anbau an der Südfassade',
    'Geschätzte Baukosten (CHF)': '85000',
  },
  {},
  { 'Ich bestätige, dass meine Angaben vollständig und richtig sind.': true },
];

/** The same application as data, for the Gemeinden whose pages are not the subject. */
const APPLICATION = buildingApplication();

/** The ways of a Baugesuch in the browser; `timePasses` moves the clock of an engine that has one of its own. */
export function baugesuchJourney(
  startServer: () => Promise<RunningServer>,
  timePasses: (days: number) => Promise<void> = () => Promise.resolve(),
): void {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
  }, 90_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const newPage = (width = 1280): Promise<Page> => newWindow(browser, server.url, width);
  const signIn = (email: string): Promise<string> => signInByPost(server.url, email, DEMO_PASSWORD);
  /** How far the demo's clock was moved. */
  let ahead = 0;
  const advance = async (days: number): Promise<void> => {
    await post(`${server.url}/demo/uhr`, { tage: String(days) });
    await timePasses(days);
    ahead += days;
  };
  /** A day of the demo's calendar. */
  const dayFromNow = (days: number): string =>
    new Date(Date.now() + (ahead + days) * 86_400_000).toISOString().slice(0, 10);
  const numberOn = async (receipt: string): Promise<string> =>
    /\d{4}-\d{4}-\d{4,}/.exec(await pageText(server.url + receipt))?.[0] ?? '';
  const fetchPdf = async (status: string, title: string): Promise<Buffer> => {
    const page = await (await fetch(status)).text();
    const href = [...page.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)].find(([, , text]) => text === title)?.[1];
    return Buffer.from(await (await fetch(new URL(href ?? '', status))).arrayBuffer());
  };

  it('should be granted in Musterdorf after a supplement, a publication and the commission', async () => {
    const citizen = await newPage(375);
    await citizen.goto('/gemeinde/musterdorf/baugesuch');
    await sendForm(citizen, 'Online starten');
    for (const [index, answers] of STEPS.entries()) {
      await formReady(citizen);
      await fillForm(citizen, answers);
      if (index === 5) {
        await citizen.getByLabel(/^Situationsplan/).setInputFiles(PLAN);
        await citizen.getByRole('link', { name: 'Situationsplan.pdf' }).waitFor();
      }
      expect([index, await axeViolations(citizen)]).toEqual([index, []]);
      await sendForm(citizen, index + 1 === STEPS.length ? 'Zur Übersicht' : 'Weiter');
    }
    await sendForm(citizen, 'Jetzt einreichen');
    const receipt = citizen.url();
    const status = receipt.replace(/\/eingang$/, '');
    const number = await numberOn(new URL(receipt).pathname);
    const bau = await signIn('bau@musterdorf.example');

    // The building office asks for more; the citizen's page leads straight to it.
    const first = await waitForTask(server.url, bau, 'Formelle Prüfung durchführen', number);
    await completeByPost(server.url, bau, first.key, {
      formell: { ergebnis: 'UNVOLLSTAENDIG', fehlend: 'Fassadenplan Süd' },
    });
    await until(async () => {
      await citizen.goto(status);
      return (await citizen.getByRole('heading', { name: 'Ihre nächste Aufgabe' }).count()) > 0;
    });
    expect(await axeViolations(citizen)).toEqual([]);
    await citizen.getByRole('link', { name: 'Jetzt erledigen' }).click();
    await formReady(citizen);
    expect(await citizen.locator('main').textContent()).toContain('Fassadenplan Süd');
    await citizen
      .locator('input[type=file]')
      .first()
      .setInputFiles({ ...PLAN, name: 'Fassade.pdf' });
    await citizen.getByRole('link', { name: 'Fassade.pdf' }).waitFor();
    expect(await axeViolations(citizen)).toEqual([]);
    await Promise.all([citizen.waitForNavigation(), citizen.locator('main form button[type=submit]').last().click()]);

    const work = async (cookie: string, title: string, data: Record<string, unknown>): Promise<void> => {
      const task = await waitForTask(server.url, cookie, title, number);
      await completeByPost(server.url, cookie, task.key, data);
    };
    await work(bau, 'Formelle Prüfung durchführen', { formell: { ergebnis: 'VOLLSTAENDIG', unterschriften: true } });
    const kanzlei = await signIn('kanzlei@musterdorf.example');
    await work(kanzlei, 'Publikation freigeben', {
      freigabe: { publikationsdatum: workingDay(dayFromNow(5)), geprueft: true },
    });
    await until(async () => (await pageText(status)).includes('Die Einsprachefrist läuft bis'));
    const gazette = (await (await fetch(`${server.systemsUrl}/_received?system=gazette&bfs=9990`)).json()) as unknown[];
    expect(gazette).toHaveLength(1);
    await advance(40);
    await work(bau, 'Bauentscheid vorbereiten', {
      entwurf: { antrag: 'BEWILLIGT', erwaegungen: 'Zonenkonform.' },
      auflagen: [{ zeitpunkt: 'vor Baubeginn', text: 'Farbmuster vorlegen.' }],
    });
    await work(bau, 'Antrag der Baukommission beschliessen', {
      antrag: { ergebnis: 'ZUSTIMMUNG', sitzung: dayFromNow(0) },
    });
    await work(await signIn('rat@musterdorf.example'), 'Beschluss des Gemeinderats erfassen', {
      beschluss: { ergebnis: 'BEWILLIGT', datum: dayFromNow(0), protokollNr: '2027-12' },
    });
    await signDecision(kanzlei, number);
    await until(async () => (await pageText(status)).includes('Die Gebührenrechnung liegt bereit.'));

    // 85'000 at 1.8 ‰ = 153, therefore the minimum of 300; 120 for the publication and 150 for the inspection.
    const bill = (
      readQrCodes(await fetchPdf(status, 'Gebührenrechnung')).find((text) => text.startsWith('SPC')) ?? ''
    ).split('\n');
    expect(bill.slice(0, 4).map((line) => line.trim())).toEqual(['SPC', '0200', '1', 'CH4431999123000889012']);
    expect(bill[18]?.trim()).toBe('570.00');
    expect(bill[27]?.trim()).toBe('QRR');
    await advance(60);
    await until(async () => (await pageText(status)).includes('Baubewilligung rechtskräftig'));
    await citizen.goto(status);
    expect(await axeViolations(citizen)).toEqual([]);
    await citizen.context().close();
  }, 150_000);

  /** Looks at the draft of the letter in the browser, as one does before signing. */
  async function signDecision(cookie: string, number: string): Promise<void> {
    const task = await waitForTask(server.url, cookie, 'Bauentscheid prüfen und unterzeichnen', number);
    const page = await newPage();
    const [name = '', value = ''] = cookie.split('=');
    await page.context().addCookies([{ name, value, url: server.url }]);
    await post(`${server.url}/desk/aufgaben/${task.key}/uebernehmen`, {}, cookie);
    await page.goto(`/desk/aufgaben/${task.key}`);
    await formReady(page);
    expect(await page.locator('iframe.letter-preview').getAttribute('title')).toBe('Bauentscheid');
    expect(await axeViolations(page)).toEqual([]);
    await fillForm(page, {
      Unterzeichnet: 'von Hand (kollektiv zu zweien)',
      Datum: dayFromNow(0),
      'Ich habe den Entscheid geprüft.': true,
    });
    await sendForm(page, 'Abschliessen');
    await page.context().close();
  }

  it('should be refused in Salgesch without a commission and delivered by registered letter', async () => {
    const { receiptPath, statusPath } = await submitByPost(server.url, 'salgesch', 'baugesuch', APPLICATION);
    const number = await numberOn(receiptPath);
    const staff = await signIn('kanzlei@salgesch.example');
    const work = async (title: string, data: Record<string, unknown>): Promise<void> => {
      const task = await waitForTask(server.url, staff, title, number);
      await completeByPost(server.url, staff, task.key, data);
    };
    await work('Formelle Prüfung durchführen', { formell: { ergebnis: 'VOLLSTAENDIG', unterschriften: true } });
    await work('Publikation freigeben', { freigabe: { publikationsdatum: workingDay(dayFromNow(5)), geprueft: true } });
    await until(async () => (await pageText(server.url + statusPath)).includes('Die Einsprachefrist läuft.'));
    await advance(50);
    await work('Bauentscheid vorbereiten', {
      entwurf: { antrag: 'ABGELEHNT', erwaegungen: 'Der Grenzabstand fehlt.' },
      auflagen: [],
    });
    // No building commission here: the next task is the council's.
    const next = await waitForTask(server.url, staff, 'Beschluss des Gemeinderats erfassen', number);
    expect((await listTasks(server.url, staff, number)).map(({ title }) => title)).toEqual([next.title]);
    await work(next.title, { beschluss: { ergebnis: 'ABGELEHNT', datum: dayFromNow(0), protokollNr: '2027-40' } });
    await work('Bauentscheid prüfen und unterzeichnen', {
      unterschrift: { art: 'HAND', datum: dayFromNow(0), geprueft: true },
    });
    await work('Bauentscheid versenden und Zustellung erfassen', {
      zustellung: { art: 'EINSCHREIBEN', datum: dayFromNow(0), sendungsnummer: '98.00.1' },
    });
    await until(async () => (await pageText(server.url + statusPath)).includes('Die Gebührenrechnung liegt bereit.'));
    // Salgesch has no QR-IBAN: the reference is a creditor reference.
    const bill = readQrCodes(await fetchPdf(server.url + statusPath, 'Gebührenrechnung')).find((text) =>
      text.startsWith('SPC'),
    );
    expect(bill).toMatch(/\nSCOR\r?\n/);
    await advance(60);
    await until(async () => (await pageText(server.url + statusPath)).includes('Baugesuch abgelehnt'));
  }, 120_000);

  it('should send applicants of Grächen to eConstruction and offer only what is possible here', async () => {
    const page = await newPage(375);
    await page.goto('/gemeinde/graechen/baugesuch');
    expect(await page.locator('main').textContent()).toContain('Nur dort ist die Eingabe rechtsgültig');
    expect(await axeViolations(page)).toEqual([]);
    await sendForm(page, 'Meldung oder Voranfrage beginnen');
    await formReady(page);
    expect(await page.getByLabel('Baugesuch', { exact: true }).count()).toBe(0);
    expect(await page.getByLabel('Voranfrage', { exact: true }).count()).toBe(1);
    await page.context().close();
    await expect(submitByPost(server.url, 'graechen', 'baugesuch', APPLICATION)).rejects.toThrow('422');
  }, 60_000);

  it('should end at once when the applicant withdraws', async () => {
    const { receiptPath, statusPath } = await submitByPost(server.url, 'taesch', 'baugesuch', APPLICATION);
    const number = await numberOn(receiptPath);
    const staff = await signIn('kanzlei@taesch.example');
    await waitForTask(server.url, staff, 'Formelle Prüfung durchführen', number);
    const page = await newPage(375);
    await page.goto(statusPath);
    await page.getByRole('link', { name: 'Gesuch zurückziehen' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel(/Grund/).fill('Wir bauen nicht.');
    await sendForm(page, 'Gesuch zurückziehen');
    await until(async () => (await pageText(server.url + statusPath)).includes('zurückgezogen'));
    expect(await listTasks(server.url, staff, number)).toEqual([]);
    const id = await caseIdOf(server.url, staff, number);
    expect(await pageText(`${server.url}/desk/faelle/${id}`, staff)).toContain('zurückgezogen');
    await page.context().close();
  }, 60_000);
}
