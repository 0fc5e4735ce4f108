import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright, type Page } from 'playwright-core';

/**
 * A real Chromium that npm ships (nothing is downloaded, nothing of the system is used). It writes its binary to the
 * temporary folder on first use; features that look for Google's hosts are off.
 */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
    ],
  });
}

/** A window of a person here; every wait of it ends. */
export async function newWindow(browser: Browser, baseURL: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'de-CH', baseURL });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}
