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
});
