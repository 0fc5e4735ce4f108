// Makes the pictures of the README from a running demo of its own: docs/images/portal.png, desk.png, studio.png.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled } from './lib/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
checkNode();
process.chdir(root);
ensureInstalled(root);
const { buildAll } = await import('./lib/compile.mjs');
await buildAll(root);
const { default: chromium } = await import('@sparticuz/chromium');
const { chromium: playwright } = await import('playwright-core');
const { parse } = await import('yaml');
const { DEMO_PASSWORD } = await import('../dist/server/demo/demo-accounts.js');

const dataDir = mkdtempSync(join(tmpdir(), 'dsc-pictures-'));
chmodSync(dataDir, 0o755);
const server = spawn(process.execPath, ['dist/server/main.js'], {
  env: { ...process.env, PORT: '0', GRPC_PORT: '0', ZEEBE_REST_PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let text = '';
await new Promise((resolve, reject) => {
  server.stdout.on('data', (chunk) => {
    text += chunk;
    if (text.includes('Stop with Ctrl-C')) resolve();
  });
  server.once('exit', () => reject(new Error('The server did not start.')));
});
const url = /Portal\s+(http\S+?)\/?\s/.exec(text)[1];

const post = (path, fields, cookie = '') =>
  fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
    body: new URLSearchParams(fields),
  });
const cookieOf = (response) => (response.headers.get('set-cookie') ?? '').split(';')[0];

/** Hands in the building application of a scenario. */
async function handIn() {
  const { start } = parse(readFileSync('processes/baugesuch/scenario/bewilligt-mit-baukommission.yaml', 'utf8'));
  const started = await post('/gemeinde/musterdorf/baugesuch/starten', {});
  const cookie = cookieOf(started);
  let location = started.headers.get('location');
  const base = location.replace(/\/\d+$/, '');
  while (/\/\d+$/.test(location)) {
    const answer = await post(location, { daten: JSON.stringify(start) }, cookie);
    location = answer.headers.get('location') ?? 'refused';
  }
  await post(`${base}/einreichen`, {}, cookie);
}

const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
});
const picture = (name) => ({ path: join('docs', 'images', `${name}.png`) });
mkdirSync(join('docs', 'images'), { recursive: true });
try {
  await handIn();
  const newPage = async () =>
    (await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'de-CH', baseURL: url })).newPage();
  const signIn = async (page, email) => {
    await page.goto('/anmelden');
    await page.getByLabel('E-Mail-Adresse').fill(email);
    await page.getByLabel('Passwort').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await page.waitForLoadState();
  };

  const portal = await newPage();
  await portal.goto('/gemeinde/musterdorf/baugesuch');
  await portal.screenshot(picture('portal'));

  const desk = await newPage();
  await signIn(desk, 'bau@musterdorf.example');
  await desk.goto('/desk?sicht=alle');
  await desk
    .getByRole('button', { name: /Übernehmen/ })
    .first()
    .click();
  await desk.waitForSelector('[data-island-root][data-ready]');
  await desk.screenshot(picture('desk'));

  const studio = await newPage();
  await signIn(studio, 'center@dsc.example');
  await studio.getByRole('link', { name: 'Bearbeiten' }).last().click();
  await studio.locator('[data-element-id="ut_pruefen"]').first().click();
  await studio.screenshot(picture('studio'));
} finally {
  await browser.close();
  const exited = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await exited;
  rmSync(dataDir, { recursive: true, force: true });
}
console.log('docs/images: portal.png, desk.png, studio.png');
