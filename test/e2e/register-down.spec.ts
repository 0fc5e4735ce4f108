import { DEMO_PASSWORD } from '../../src/demo/demo-accounts.js';
import { post, signInByPost, submitByPost } from '../support/citizen.js';
import { moveIn } from '../support/move-in-form.js';
import { type RunningServer, startRunningServer } from '../support/running-server.js';
import { caseIdOf, completeByPost, pageText, waitForTask } from '../support/staff.js';
import { until } from '../support/until.js';

describe('the residents’ register is down', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startRunningServer();
  }, 60_000);

  afterAll(() => server.stop());

  const fault = (kind: 'down' | 'none'): Promise<Response> =>
    fetch(`${server.systemsUrl}/_faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ system: 'register', mode: kind }),
    });

  it('should try again by itself, then stop with a sentence and a button, and register once', async () => {
    const staff = await signInByPost(server.url, 'kanzlei@bitsch.example', DEMO_PASSWORD);
    const { receiptPath } = await submitByPost(
      server.url,
      'bitsch',
      'zuzug',
      moveIn({ strasse: 'Furkastrasse', hausnummer: '11', plz: '3982', ort: 'Bitsch' }),
    );
    const number = /\d{4}-\d{4}-\d{4,}/.exec(await pageText(server.url + receiptPath))?.[0] ?? '';
    const task = await waitForTask(server.url, staff, 'Meldung prüfen', number);
    expect((await fault('down')).status).toBe(200);
    await completeByPost(server.url, staff, task.key, {
      pruefungMeldung: { ergebnis: 'ANNEHMEN', kvgVorhanden: true },
    });
    const page = `${server.url}/desk/faelle/${await caseIdOf(server.url, staff, number)}`;
    // Each step of the clock is longer than the longest pause between two tries.
    await until(async () => {
      const text = await pageText(page, staff);
      if (text.includes('Dieser Fall steht still')) return true;
      await post(`${server.url}/demo/uhr`, { tage: '1' });
      return false;
    }, 60);
    const text = await pageText(page, staff);
    expect(text).toContain('Schritt neu starten');
    expect(text).not.toMatch(/ECONN|fetch failed|Error|undefined/);
    expect(await pageText(`${server.url}/desk/faelle`, staff)).toContain('steht still');

    // Up again: the button starts the step, the case goes on, the register heard of the household once.
    expect((await fault('none')).status).toBe(200);
    const key = /stoerungen\/(\d+)/.exec(await (await fetch(page, { headers: { cookie: staff } })).text())?.[1] ?? '';
    expect((await post(`${page}/stoerungen/${key}`, {}, staff)).location).toContain('neustart');
    await until(async () => !(await pageText(page, staff)).includes('Dieser Fall steht still'));
    await until(async () => (await pageText(page, staff)).includes('Meldebestätigung'));
    const received = await fetch(`${server.systemsUrl}/_received?system=register&bfs=6173`);
    expect((await received.json()) as unknown[]).toHaveLength(1);
    // Pressed twice: nothing happens, and the page says so.
    expect((await post(`${page}/stoerungen/${key}`, {}, staff)).location).toContain('behoben');
  }, 120_000);
});
