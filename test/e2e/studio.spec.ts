import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { axeViolations } from '../support/axe.js';
import { launchBrowser, newWindow } from '../support/browser.js';
import { signInByPost } from '../support/citizen.js';
import { type RunningServer, startRunningServer } from '../support/running-server.js';

describe('the studio in a browser', () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startRunningServer();
    browser = await launchBrowser();
  }, 90_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  beforeEach(async () => {
    const [name = '', value = ''] = (await signInByPost(server.url, 'center@dsc.example', DEMO_PASSWORD)).split('=');
    page = await newWindow(browser, server.url);
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.context().addCookies([{ name, value, url: server.url }]);
    await page.goto('/studio');
  });

  afterEach(() => page.context().close());

  const openPackage = async (title: string): Promise<void> => {
    await page.getByRole('region', { name: title }).getByRole('link', { name: 'Bearbeiten' }).click();
    await page.locator('.djs-element').first().waitFor();
  };

  const openGroup = async (name: string): Promise<void> => {
    const header = page.locator('.bio-properties-panel-group-header').filter({ hasText: name });
    if (!/\bopen\b/.test((await header.getAttribute('class')) ?? '')) await header.click();
  };

  /** No violation, and nothing that scrolls sideways. */
  const expectInOrder = async (where: string): Promise<void> => {
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect([where, await axeViolations(page), scrolls]).toEqual([where, [], false]);
  };

  it('should have no violation of axe on any page at 1280 px', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectInOrder('packages');
    await openPackage('Baugesuch');
    await expectInOrder('diagram');
    await page.locator('[data-element-id="ut_formell"]').first().click();
    const closed = page.locator(
      '.bio-properties-panel-group-header:not(.open):not(.empty) .bio-properties-panel-group-header-title',
    );
    for (let left = await closed.count(); left > 0; left -= 1) await closed.nth(left - 1).click();
    expect(await closed.count()).toBe(0);
    await expectInOrder('properties of a task');
    for (const file of ['manifest.yaml', 'start.form', 'nachforderung.md']) {
      await page.getByRole('navigation').getByRole('button', { name: file }).click();
      await page.getByRole('textbox', { name: file }).waitFor();
      await expectInOrder(file);
    }
    for (const name of ['Veröffentlichen', 'In Gemeinde einsetzen']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      await expectInOrder(name);
      await page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click();
    }
  }, 60_000);

  it('should lint while one types, and lead from a fault to its element', async () => {
    await openPackage('Baugesuch');
    const problems = page.getByRole('region', { name: 'Probleme' });
    const fault = problems.getByRole('button').filter({ hasText: 'Parzelle und Zone abfragen' });
    expect(await fault.count()).toBe(0);
    await page.locator('[data-element-id="svc_parzelle"]').first().click();
    await openGroup('Auftrag an ein System');
    const type = page.locator('.bio-properties-panel').getByLabel('Art des Auftrags');
    await type.fill('');
    await type.blur();
    await fault.first().waitFor();
    await page.locator('[data-element-id="ut_formell"]').first().click();
    await fault.first().click();
    await page.locator('[data-element-id="svc_parzelle"].selected').waitFor();
  }, 60_000);

  it('should lead out of a conflict: own files go into the newest draft, or are thrown away', async () => {
    const change = async (at: Page, file: string, text: string): Promise<void> => {
      await at.getByRole('navigation').getByRole('button', { name: file }).click();
      const box = at.getByRole('textbox', { name: file });
      await box.fill(`${await box.inputValue()}${text}\n`);
      await at.getByText('● Nicht gespeichert').waitFor();
    };
    const saveDraft = (at: Page): Promise<void> => at.getByRole('button', { name: 'Entwurf speichern' }).click();
    const content = async (at: Page, file: string): Promise<string> => {
      await at.getByRole('navigation').getByRole('button', { name: file }).click();
      return at.getByRole('textbox', { name: file }).inputValue();
    };
    const notice = page.getByRole('alert').filter({ hasText: 'inzwischen gespeichert' });
    /** One changes the notes, a colleague has saved another file before. */
    const conflict = async (own: string, foreign: string): Promise<void> => {
      const colleague = await page.context().newPage();
      await colleague.goto(page.url());
      await colleague.locator('.djs-element').first().waitFor();
      await change(page, 'README.md', own);
      await change(colleague, 'rueckweisung.md', foreign);
      await saveDraft(colleague);
      await colleague.getByText('Der Entwurf ist gespeichert.').waitFor();
      await colleague.close();
      await saveDraft(page);
      await notice.waitFor();
    };
    const conflictBeforePublishing = async (): Promise<void> => {
      const colleague = await page.context().newPage();
      await colleague.goto(page.url());
      await colleague.locator('.djs-element').first().waitFor();
      await change(colleague, 'rueckweisung.md', 'Dritter Satz');
      await saveDraft(colleague);
      await colleague.getByText('Der Entwurf ist gespeichert.').waitFor();
      await colleague.close();
      await page.getByRole('button', { name: 'Veröffentlichen' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Was ist neu?').fill('Nichts');
      await dialog.getByRole('button', { name: 'Veröffentlichen' }).click();
      await dialog.getByText('inzwischen gespeichert').waitFor();
      await dialog.getByRole('button', { name: 'Abbrechen' }).click();
    };
    await openPackage('Zuzug');
    await conflict('Meine Notiz', 'Satz der Kollegin');
    expect(await notice.textContent()).toContain('Sie haben geändert: README.md.');
    await expectInOrder('conflict');
    // The way out is still there after the page was closed.
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await notice.getByRole('button', { name: 'Meine Dateien übernehmen' }).click();
    await page.getByText('Ihre Dateien stehen jetzt im neuesten Entwurf.').waitFor();
    await saveDraft(page);
    await page.getByText('Der Entwurf ist gespeichert.').waitFor();
    await page.reload();
    expect(await content(page, 'README.md')).toContain('Meine Notiz');
    expect(await content(page, 'rueckweisung.md')).toContain('Satz der Kollegin');

    await conflict('Noch eine Notiz', 'Zweiter Satz');
    await notice.getByRole('button', { name: 'Meine Änderungen verwerfen' }).click();
    await notice.waitFor({ state: 'hidden' });
    expect(await content(page, 'README.md')).not.toContain('Noch eine Notiz');
    expect(await content(page, 'rueckweisung.md')).toContain('Zweiter Satz');

    // Who has changed nothing and wants to publish what is no longer the draft loads it first.
    await conflictBeforePublishing();
    await page.getByRole('button', { name: 'Neuesten Entwurf laden' }).click();
    await notice.waitFor({ state: 'hidden' });
    expect(await content(page, 'rueckweisung.md')).toContain('Dritter Satz');
  }, 60_000);
});
