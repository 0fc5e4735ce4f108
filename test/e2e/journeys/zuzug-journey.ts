import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/demo/demo-accounts.js';
import { axeViolations } from '../../support/axe.js';
import { launchBrowser, newWindow } from '../../support/browser.js';
import { type Answers, fillForm, formReady, sendForm } from '../../support/e-form.js';
import { readQrCodes } from '../../support/read-pdf-qr.js';
import type { RunningServer } from '../../support/running-server.js';
import { until } from '../../support/until.js';

/** The pages of the e-form in order; people see the same labels. */
const STEPS: Answers[] = [
  { 'Zugezogen am': '2026-11-15', 'Art des Wohnsitzes': 'Hauptwohnsitz' },
  { 'Vorname und Name': 'Anna Muster', 'E-Mail': 'anna.muster@example.ch' },
  {
    'Woher ziehen Sie zu?': 'Aus der Schweiz',
    'PLZ der bisherigen Adresse': '3930',
    'Bisherige Gemeinde oder Stadt': 'Visp',
  },
  { Strasse: 'Furkastrasse', Hausnummer: '11', PLZ: '3982', Ort: 'Bitsch', 'Sie wohnen': 'zur Miete' },
  {
    Vorname: 'Anna',
    Name: 'Muster',
    Geburtsdatum: '1985-03-15',
    'Geschlecht laut Ausweis': 'weiblich',
    'AHV-Nummer': '756.9217.0769.85',
    Zivilstand: 'ledig',
    Staatsangehörigkeit: 'Schweiz',
    Heimatort: 'Naters',
  },
  {
    'Ziehen Kinder zu, deren Eltern nicht beide im Haushalt wohnen?': 'Nein',
    'Sind alle Personen in der Schweiz krankenversichert?': 'Ja',
  },
  {},
  { 'Ich bestätige, dass meine Angaben vollständig und richtig sind.': true },
];

/** The whole way of a Zuzug in the browser, on whichever engine the server runs. */
export function zuzugJourney(startServer: () => Promise<RunningServer>): void {
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

  const newPage = async (width = 1280): Promise<Page> => {
    const page = await newWindow(browser, server.url, width);
    page.on('pageerror', (error) => {
      throw error;
    });
    return page;
  };

  async function signedIn(email: string): Promise<Page> {
    const page = await newPage();
    await page.goto('/anmelden');
    await page.getByLabel('E-Mail-Adresse').fill(email);
    await page.getByLabel('Passwort').fill(DEMO_PASSWORD);
    await sendForm(page, 'Anmelden');
    return page;
  }

  /** The citizen's way at 375 px; answers case number and address of the status page. */
  async function handIn(slug: string, steps: Answers[]): Promise<{ page: Page; number: string; status: string }> {
    const page = await newPage(375);
    await page.goto(`/gemeinde/${slug}/zuzug`);
    expect(await axeViolations(page)).toEqual([]);
    await sendForm(page, 'Online starten');
    for (const [index, answers] of steps.entries()) {
      await formReady(page);
      expect(await page.locator('.progress').textContent()).toBe(`Schritt ${index + 1} von ${steps.length}`);
      await fillForm(page, answers);
      expect([index, await axeViolations(page)]).toEqual([index, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await sendForm(page, index + 1 === steps.length ? 'Zur Übersicht' : 'Weiter');
    }
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Prüfen Sie Ihre Angaben');
    expect(await axeViolations(page)).toEqual([]);
    await sendForm(page, 'Jetzt einreichen');
    const number = /\d{4}-\d{4}-\d{4,}/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? '';
    expect(await axeViolations(page)).toEqual([]);
    const status = page.url().replace(/\/eingang$/, '');
    return { page, number, status };
  }

  /** Takes the first open task of this name and opens it. */
  async function takeTask(page: Page, title: string, number: string): Promise<void> {
    await page.goto(`/desk?sicht=alle&suche=${number}`);
    const row = page.getByRole('row').filter({ hasText: title });
    // The list renews itself when the task arrives.
    await row.waitFor({ timeout: 15_000 });
    await Promise.all([page.waitForNavigation(), row.getByRole('button', { name: 'Übernehmen' }).click()]);
    await formReady(page);
  }

  it('should publish a changed model in the studio and put it to work in Bitsch only', async () => {
    const page = await signedIn('center@dsc.example');
    expect(page.url()).toContain('/studio');
    await page.getByRole('link', { name: 'Bearbeiten' }).last().click();
    await page.locator('[data-element-id="ut_pruefen"]').first().click();
    const name = page.getByLabel('Name', { exact: true });
    if (!(await name.isVisible())) await page.getByText('Allgemein', { exact: true }).click();
    await name.fill('Zuzug in Bitsch prüfen');
    await name.blur();
    await page.getByRole('button', { name: 'Entwurf speichern' }).click();
    await page.getByText('✓ Gespeichert').waitFor();
    await page.getByRole('button', { name: 'Veröffentlichen' }).click();
    const publish = page.getByRole('dialog');
    await publish.getByLabel('Versionsnummer').fill('1.1.0');
    await publish.getByLabel('Was ist neu?').fill('Der Name der Prüfung');
    await publish.getByRole('button', { name: 'Veröffentlichen' }).click();
    await publish.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'In Gemeinde einsetzen' }).click();
    const rollout = page.getByRole('dialog');
    await rollout.getByLabel('Gemeinde').selectOption('6173');
    await rollout.getByLabel('Version').selectOption('1.1.0');
    await rollout.getByRole('button', { name: /einsetzen/i }).click();
    await rollout.waitFor({ state: 'hidden' });
    await page.context().close();
  }, 60_000);

  it('should run in Bitsch through the register to the verified confirmation', async () => {
    const { page: citizen, number, status } = await handIn('bitsch', STEPS);
    const staff = await signedIn('kanzlei@bitsch.example');
    expect(await axeViolations(staff)).toEqual([]);
    await takeTask(staff, 'Zuzug in Bitsch prüfen', number);
    expect(await axeViolations(staff)).toEqual([]);
    await fillForm(staff, { Ergebnis: 'Annehmen und eintragen' });
    await sendForm(staff, 'Abschliessen');
    expect(await staff.locator('.notice').textContent()).toContain('«Zuzug in Bitsch prüfen» ist abgeschlossen.');

    // The register was called once, with the person of the form.
    const movein = await received('register', '6173');
    expect(movein).toHaveLength(1);
    expect(JSON.stringify(movein[0])).toContain('7569217076985');

    const letter = citizen.getByRole('link', { name: /Meldebestätigung/ });
    await until(async () => {
      await citizen.goto(status);
      return (await letter.count()) > 0;
    });
    expect(await axeViolations(citizen)).toEqual([]);
    const pdf = await download(citizen, await letter.first().getAttribute('href'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const address = readQrCodes(pdf).find((text) => text.includes('/pruefen/')) ?? '';
    await citizen.goto(new URL(address).pathname);
    expect(await citizen.locator('main').textContent()).toContain('Meldebestätigung');
    expect(await citizen.locator('main').textContent()).toContain('Bitsch');
    expect(await axeViolations(citizen)).toEqual([]);
    await staff.context().close();
    await citizen.context().close();
  }, 120_000);

  it('should ask staff in Täsch to enter the person by hand, on the version before', async () => {
    const steps = STEPS.map((step) => ('Strasse' in step ? { ...step, PLZ: '3929', Ort: 'Täsch' } : step));
    const { page: citizen, number, status } = await handIn('taesch', steps);
    const staff = await signedIn('kanzlei@taesch.example');
    await takeTask(staff, 'Personen im Register suchen', number);
    await fillForm(staff, { 'Im Register': 'niemand ist bekannt' });
    await sendForm(staff, 'Abschliessen');
    await takeTask(staff, 'Meldung prüfen', number);
    await fillForm(staff, { Ergebnis: 'Annehmen und eintragen' });
    await sendForm(staff, 'Abschliessen');
    await takeTask(staff, 'Personen von Hand eintragen', number);
    expect(await staff.getByLabel('Personen', { exact: true }).inputValue()).toContain('Anna Muster');
    await staff.getByRole('button', { name: 'Kopieren: Personen' }).waitFor();
    await fillForm(staff, { Registernummer: 'T-2026-1', 'Eingetragen am': '2026-11-25' });
    await sendForm(staff, 'Abschliessen');
    await until(async () => {
      await citizen.goto(status);
      return ((await citizen.locator('main').textContent()) ?? '').includes('Meldebestätigung');
    });
    // The simulated register of Täsch has heard nothing.
    expect(await received('register', '6295')).toEqual([]);
    await staff.context().close();
    await citizen.context().close();
  }, 120_000);

  async function received(system: string, bfs: string): Promise<unknown[]> {
    const response = await fetch(`${server.systemsUrl}/_received?system=${system}&bfs=${bfs}`);
    return (await response.json()) as unknown[];
  }

  async function download(page: Page, href: string | null): Promise<Buffer> {
    const response = await page.request.get(href ?? '');
    expect(response.status()).toBe(200);
    expect(response.headers()['content-type']).toContain('application/pdf');
    return response.body();
  }
}
