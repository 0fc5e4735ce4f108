import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { formReady } from '../support/e-form.js';
import { createPortalApp, type PortalApp } from '../support/portal-app.js';

const NAME = '#feld-f_name_5';
const EMAIL = '#feld-f_email_6';
const SAVING = '**/speichern';

/** The second step of «Zuzug melden»: name and e-mail. */
describe('e-form on a bad day', () => {
  let portal: PortalApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let step: string;

  beforeAll(async () => {
    portal = await createPortalApp({ demo: true });
    await portal.app.listen(0, '127.0.0.1');
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await portal?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'de-CH', timezoneId: 'Europe/Zurich' });
    page = await context.newPage();
    const origin = (await portal.app.getUrl()).replace('[::1]', '127.0.0.1');
    await page.goto(`${origin}/gemeinde/musterdorf/zuzug`);
    await Promise.all([page.waitForURL('**/1'), page.click('text=Online starten')]);
    step = page.url().replace(/1$/, '2');
    await page.goto(step);
    await formReady(page);
  });
  afterEach(() => context.close());

  const status = (words: string) => page.waitForSelector(`[data-save-status]:has-text("${words}")`);
  const send = () => page.click('form.step-form button[type=submit]');

  it('should not take its own slow saving for another window', async () => {
    const began = new Promise<void>((resolve) => {
      void page.route(SAVING, async (route: Route) => {
        const response = await route.fetch();
        resolve();
        await new Promise((later) => setTimeout(later, 700));
        await route.fulfill({ response }).catch(() => undefined);
      });
    });
    await page.fill(NAME, 'Anna');
    await began;
    await page.fill(NAME, 'Anna Muster');
    await page.fill(EMAIL, 'anna@example.ch');
    await Promise.all([page.waitForURL('**/3'), send()]);
    await page.goto(step);
    await formReady(page);
    expect(await page.inputValue(NAME)).toBe('Anna Muster');
  }, 60_000);

  it('should keep what is typed while there is no connection, and go on afterwards', async () => {
    await page.route(SAVING, (route) => route.abort());
    await page.fill(NAME, 'Anna Muster');
    await page.fill(EMAIL, 'anna@example.ch');
    await send();
    await status('Das Speichern hat nicht geklappt');
    expect(page.url()).toBe(step);
    expect(await page.inputValue(NAME)).toBe('Anna Muster');
    await page.unroute(SAVING);
    await Promise.all([page.waitForURL('**/3'), send()]);
  }, 60_000);

  it.each([
    [401, 'Ihre Anmeldung ist abgelaufen'],
    [429, 'wir versuchen es weiter'],
    [503, 'wir versuchen es weiter'],
  ])(
    'should keep the page when saving answers %i',
    async (code, words) => {
      await page.route(SAVING, (route) => route.fulfill({ status: code, json: { ok: false, status: code } }));
      await page.fill(NAME, 'Anna Muster');
      await send();
      await status(words);
      expect(page.url()).toBe(step);
      expect(await page.inputValue(NAME)).toBe('Anna Muster');
    },
    60_000,
  );

  it('should go back and on without a conflict', async () => {
    await page.fill(NAME, 'Anna Muster');
    await page.fill(EMAIL, 'anna@example.ch');
    await Promise.all([page.waitForURL('**/3'), send()]);
    await page.goBack();
    await formReady(page);
    expect(await page.inputValue(NAME)).toBe('Anna Muster');
    await page.fill(NAME, 'Anna Muster-Meier');
    await Promise.all([page.waitForURL('**/3'), send()]);
  }, 60_000);

  it('should ask when another window has changed the same page', async () => {
    const other = await context.newPage();
    await other.goto(step);
    await formReady(other);
    await page.fill(NAME, 'Anna');
    await status('Gespeichert um');
    await other.fill(NAME, 'Berta');
    await other.fill(EMAIL, 'berta@example.ch');
    await other.click('form.step-form button[type=submit]');
    await other.waitForSelector('text=Stand aus dem anderen Fenster übernehmen');
    await formReady(other);
    expect(await other.inputValue(NAME)).toBe('Berta');
    await Promise.all([other.waitForURL('**/3'), other.click('text=Meine Eingaben hier behalten')]);
    await other.goto(step);
    await formReady(other);
    expect(await other.inputValue(NAME)).toBe('Berta');
  }, 60_000);
});
