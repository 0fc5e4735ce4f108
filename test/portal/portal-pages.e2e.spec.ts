import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessHash, accessToken, casePath } from '../../src/case/access-link.js';
import { launchBrowser } from '../support/browser.js';
import { createPortalApp, type PortalApp, TEST_LINK_KEY } from '../support/portal-app.js';
import { insertBuildingCase, insertRunningElement, insertTask } from '../support/running-case.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = { handy: 375, pult: 1280 };
/** Pictures are kept only when somebody wants to look at them. */
const PICTURES = process.env['DSC_PICTURES'];

describe('portal in a real browser', () => {
  let portal: PortalApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let origin: string;
  const complaints: string[] = [];
  let scriptBytes = 0;

  beforeAll(async () => {
    portal = await createPortalApp({ demo: true });
    await portal.app.listen(0, '127.0.0.1');
    origin = (await portal.app.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await launchBrowser();
    context = await browser.newContext({ locale: 'de-CH', timezoneId: 'Europe/Zurich' });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return;
      void response.body().then((body) => (scriptBytes += gzipSync(body).length));
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await portal?.close();
  });

  /** No violation of axe at both widths, nothing that scrolls sideways. */
  async function inspect(name: string): Promise<void> {
    for (const [label, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (PICTURES) {
        mkdirSync(PICTURES, { recursive: true });
        writeFileSync(join(PICTURES, `${name}-${label}.png`), await page.screenshot({ fullPage: true }));
      }
      expect({ page: name, width, overflow }).toEqual({ page: name, width, overflow: 0 });
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
        );
      });
      expect({ page: name, width, found }).toEqual({ page: name, width, found: [] });
    }
  }

  const ready = () => page.waitForSelector('[data-island-root][data-ready]');
  const next = () => Promise.all([page.waitForNavigation(), page.click('form.step-form button[type=submit]')]);

  it('should show every page without a form with at most 10 KB of script and no violation', async () => {
    const paths = [
      ['start', '/'],
      ['suche', '/?suche=3983'],
      ['gemeinde', '/gemeinde/musterdorf'],
      ['nicht-dabei', '/gemeinde/naters'],
      ['zuzug', '/gemeinde/bitsch/zuzug'],
      ['baugesuch', '/gemeinde/graechen/baugesuch'],
      ['datenschutz', '/gemeinde/taesch/datenschutz'],
      ['pruefen', '/pruefen/AAAA-AAAA-AAAA'],
      ['fehler', '/gibt-es-nicht'],
      ['link', '/fall/unbekannt'],
    ] as const;
    scriptBytes = 0;
    for (const [name, path] of paths) {
      await page.goto(origin + path);
      await inspect(name);
    }
    expect(scriptBytes).toBeLessThan(10_000);
  }, 120_000);

  it('should lead through a form with a list, save while typing, and keep everything', async () => {
    scriptBytes = 0;
    await page.goto(`${origin}/gemeinde/musterdorf/zuzug`);
    await Promise.all([page.waitForNavigation(), page.click('text=Online starten')]);
    await ready();
    expect(scriptBytes).toBeLessThan(170_000);
    await inspect('formular-1');
    await next();
    // Nothing was typed: the summary takes the focus and each line leads to its field.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('fehler');
    await ready();
    await inspect('formular-fehler');
    await page.click('.error-summary a');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('feld-f_zuzugsdatum_2');
    await page.fill('#feld-f_zuzugsdatum_2', '2026-11-15');
    await page.check('text=Hauptwohnsitz');
    await next();

    await ready();
    await page.fill('#feld-f_name_5', 'Anna Muster');
    await page.waitForSelector('[data-save-status]:has-text("Gespeichert um")');
    await page.fill('#feld-f_email_6', 'anna@example.ch');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/3');

    await ready();
    expect(await page.isVisible('text=PLZ der bisherigen Adresse')).toBe(false);
    await page.check('text=Aus der Schweiz');
    await page.fill('#feld-f_plz_10', '3930');
    await page.fill('#feld-f_ort_11', 'Visp');
    await next();

    await ready();
    await page.fill('#feld-f_strasse_14', 'Dorfstrasse');
    await page.fill('#feld-f_plz_16', '3999');
    await page.fill('#feld-f_ort_17', 'Musterdorf');
    await page.selectOption('select', { label: 'zur Miete' });
    await inspect('formular-adresse');
    await next();

    await ready();
    await person(0, 'Anna', '7569217076985');
    await page.click('text=Eintrag hinzufügen');
    await page.waitForFunction(() => document.activeElement?.id === 'feld-f_vorname_23_1');
    await person(1, 'Beat', '7569217076984');
    await next();
    await ready();
    expect(await page.textContent('.error-summary')).toContain('AHV');
    const second = page.locator('fieldset.entry').nth(1);
    expect(await second.locator('.has-error').innerText()).toContain('Diese AHV-Nummer stimmt nicht');
    expect(await second.getByLabel('AHV-Nummer', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    // The fault goes with the value it was about, and comes back with it.
    await second.getByLabel('AHV-Nummer', { exact: true }).fill('756');
    expect(await second.locator('.has-error').count()).toBe(0);
    await second.getByLabel('AHV-Nummer', { exact: true }).fill('7569217076984');
    expect(await second.locator('.has-error').count()).toBe(1);
    await inspect('formular-personen');
    await page.click('fieldset.entry:nth-of-type(2) >> text=Entfernen');
    expect(await page.locator('fieldset.entry').count()).toBe(1);
    await next();

    await ready();
    await page.check('#feld-f_kinderOhneBeideEltern_33-1');
    await page.locator('fieldset').nth(1).locator('input').first().check();
    await next();

    await ready();
    await page.setInputFiles('input[type=file] >> nth=0', {
      name: 'Ausweis.pdf',
      mimeType: 'application/pdf',
      buffer: PDF,
    });
    await page.waitForSelector('a:has-text("Ausweis.pdf")');
    await page.setInputFiles('input[type=file] >> nth=0', {
      name: 'virus.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ'),
    });
    await page.waitForSelector('[role=alert]:has-text("kein PDF")');
    await inspect('formular-unterlagen');
    await next();

    await ready();
    await page.check('input[type=checkbox]');
    await inspect('formular-abschluss');
    await next();
    await inspect('uebersicht');
    expect(await page.textContent('main')).toContain('Ausweis.pdf');
    await Promise.all([page.waitForNavigation(), page.click('text=Jetzt einreichen')]);
    await inspect('quittung');
    expect(await page.textContent('.case-number')).toMatch(/^9990-2026-\d{4}$/);
    await Promise.all([page.waitForNavigation(), page.click('text=Stand ansehen')]);
    await inspect('status-neu');
  }, 180_000);

  async function person(index: number, firstName: string, ahv: string): Promise<void> {
    const entry = page.locator('fieldset.entry').nth(index);
    await entry.getByLabel('Vorname').fill(firstName);
    await entry.getByLabel('Name', { exact: true }).fill('Muster');
    await entry.getByLabel('Geburtsdatum').fill('1985-03-15');
    await entry.getByLabel('Geschlecht').selectOption({ index: 1 });
    await entry.getByLabel('AHV-Nummer', { exact: true }).fill(ahv);
    await entry.getByLabel('Zivilstand').selectOption({ index: 1 });
    await entry.getByLabel('Staatsangehörigkeit').selectOption({ index: 1 });
    const place = entry.getByLabel('Heimatort');
    if (await place.isVisible()) await place.fill('Naters');
  }

  it('should show a running case and its open task', async () => {
    const id = randomUUID();
    const token = accessToken(TEST_LINK_KEY, id);
    await insertBuildingCase(portal.administrator, { id, tenantId: '9990', accessHash: accessHash(token) });
    const key = await insertTask(portal.administrator, id, { due: Date.now() + 5 * 86_400_000 });
    const base = origin + casePath('9990', token);
    await page.goto(base);
    await insertRunningElement(portal.administrator, id, 'sub_einsprache', { einspracheEnde: '2099-01-05' });
    // Coming back to the window renews it, as does every half minute.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Die Einsprachefrist läuft bis 5. Januar 2099').waitFor();
    await inspect('status');
    await Promise.all([page.waitForNavigation(), page.click('text=Jetzt erledigen')]);
    await ready();
    expect(page.url()).toContain(key);
    expect(await page.textContent('.fjs-container')).toContain('Der Situationsplan fehlt.');
    await inspect('aufgabe');
    await page.goto(`${base}/rueckzug`);
    await inspect('rueckzug');
  }, 60_000);

  it('should name the other ways where scripts are off', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'de-CH' });
    const reader = await plain.newPage();
    await reader.goto(`${origin}/gemeinde/musterdorf/zuzug`);
    await Promise.all([reader.waitForNavigation(), reader.click('text=Online starten')]);
    const notice = await reader.locator('noscript').innerHTML();
    expect(await reader.locator('noscript').isVisible()).toBe(true);
    expect(notice).toContain('Dieses Formular braucht JavaScript');
    expect(notice).toContain('027 999 00 00');
    await plain.close();
  }, 60_000);

  it('should never break the content security policy', () => {
    const expected = /422|404|409|410/;
    expect(complaints.filter((line) => !expected.test(line))).toEqual([]);
  });
});

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF');
