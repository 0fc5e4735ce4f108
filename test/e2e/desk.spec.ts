import { axeViolations } from '../support/axe.js';
import { fillForm, formReady, sendForm } from '../support/e-form.js';
import { submitByPost } from '../support/citizen.js';
import { CHECK, DeskWorld } from '../support/desk-world.js';
import { moveIn } from '../support/move-in-form.js';
import { islandProps } from '../support/page-client.js';
import { completeByPost, pageText } from '../support/staff.js';
import { until } from '../support/until.js';

const SABINE = 'kanzlei@bitsch.example';
const MARTIN = 'bau@bitsch.example';

const missing = (fehlend: string): string => JSON.stringify({ formell: { ergebnis: 'UNVOLLSTAENDIG', fehlend } });

describe('desk: several people at work', () => {
  let world: DeskWorld;
  let sabine: string;
  let martin: string;

  beforeAll(async () => {
    world = await DeskWorld.start();
    sabine = await world.signIn(SABINE);
    martin = await world.signIn(MARTIN);
  }, 90_000);

  afterAll(() => world.stop());

  const typedIn = async (key: string, cookie: string): Promise<unknown> =>
    islandProps<{ data: unknown }>(await world.page(`/desk/aufgaben/${key}`, cookie), 'form').data;

  it('should give a task to exactly one of two people, and tell the other who has it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { task } = await world.openTask(sabine);
      const answers = await Promise.all([world.claim(task.key, sabine), world.claim(task.key, martin)]);
      const lost = answers.filter(({ location }) => location.includes('?name='));
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
      expect(lost).toHaveLength(1);
      const [loser, winner] = answers[0] === lost[0] ? [sabine, 'Martin Demo'] : [martin, 'Sabine Demo'];
      const page = await pageText(world.url + (lost[0]?.location ?? ''), loser);
      expect(page).toContain(`${winner} hat diese Aufgabe eben übernommen.`);
      expect(page).not.toContain('Abschliessen');
      const trace = (await world.audit(task.key)).map(({ action }) => action);
      expect(trace).toEqual(['task.claim', 'task.claim', 'task.claim.refused']);
    }
  }, 30_000);

  it('should leave a trace of taking over, keep what the other has typed, and give back', async () => {
    const { id, task } = await world.openTask(sabine);
    await world.claim(task.key, sabine);
    expect((await world.claim(task.key, martin)).location).toContain('name=Sabine+Demo');
    expect((await world.claim(task.key, martin, true)).location).toBe(`/desk/aufgaben/${task.key}`);
    const trace = await world.audit(task.key);
    expect(trace.at(-1)).toEqual({
      action: 'task.take-over',
      actor: MARTIN,
      detail: { caseId: id, before: SABINE },
    });

    // Sabine still has her window open and sends it: nothing happens to the task, nothing of hers is lost.
    const refused = await world.post(`/desk/aufgaben/${task.key}`, { daten: missing('Ansicht Nord') }, sabine);
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('Was Sie getippt haben, ist gespeichert.');
    expect(refused.body).toContain('Martin Demo bearbeitet diese Aufgabe.');
    const saved = await fetch(`${world.url}/desk/aufgaben/${task.key}/speichern`, {
      method: 'POST',
      headers: { cookie: sabine, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ daten: { formell: { ergebnis: 'UNVOLLSTAENDIG', fehlend: 'Ansicht Nord und Süd' } } }),
    });
    expect([saved.status, ((await saved.json()) as { message: string }).message]).toEqual([
      409,
      expect.stringContaining('Diese Aufgabe hat sich geändert'),
    ]);

    await world.post(`/desk/aufgaben/${task.key}/zurueckgeben`, {}, martin);
    expect(await pageText(`${world.url}/desk/aufgaben/${task.key}`, martin)).toContain('Übernehmen Sie die Aufgabe');
    await world.claim(task.key, sabine);
    expect(await typedIn(task.key, sabine)).toMatchObject({ formell: { fehlend: 'Ansicht Nord und Süd' } });
    // What is not mine cannot be given back.
    await world.post(`/desk/aufgaben/${task.key}/zurueckgeben`, {}, martin);
    expect(await typedIn(task.key, sabine)).toBeDefined();
  }, 30_000);

  it('should say that a task is done already, show what was typed too late, and use none of it', async () => {
    const { id, task } = await world.openTask(sabine);
    await world.claim(task.key, sabine);
    await world.claim(task.key, martin, true);
    await completeByPost(world.url, martin, task.key, {
      formell: { ergebnis: 'UNVOLLSTAENDIG', fehlend: 'Grundbuch' },
    });
    const late = await world.post(`/desk/aufgaben/${task.key}`, { daten: missing('Zu spät getippt') }, sabine);
    expect(late.status).toBe(410);
    expect(late.body).toContain('Diese Aufgabe ist schon erledigt.');
    expect(late.body).toContain('Jemand anders hat sie abgeschlossen');
    expect(late.body).toContain('Zu spät getippt');
    expect((await world.page(`/desk/aufgaben/${task.key}`, sabine)).includes('Was Sie eingegeben haben')).toBe(false);
    const twice = await world.post(`/desk/aufgaben/${task.key}`, { daten: missing('Grundbuch') }, martin);
    expect([twice.status, twice.body]).toEqual([410, expect.stringContaining('Sie haben sie selbst abgeschlossen')]);
    expect((await world.audit(task.key)).filter(({ action }) => action === 'task.complete')).toHaveLength(1);
    const history = await pageText(`${world.url}/desk/faelle/${id}`, sabine);
    expect(history).not.toContain('Zu spät getippt');
    const autosave = await fetch(`${world.url}/desk/aufgaben/${task.key}/speichern`, {
      method: 'POST',
      headers: { cookie: sabine, 'content-type': 'application/json', accept: 'application/json' },
      body: '{"daten":{}}',
    });
    expect(autosave.status).toBe(404);
    expect(await autosave.text()).toContain('Diese Aufgabe ist schon erledigt.');
  }, 30_000);

  it('should complete a task once when two windows send it in the same moment', async () => {
    const { id, task } = await world.openTask(sabine);
    await world.claim(task.key, martin);
    const fields = { daten: missing('Einmal') };
    const answers = await Promise.all([1, 2].map(() => world.post(`/desk/aufgaben/${task.key}`, fields, martin)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410]);
    await until(async () => (await world.variable(id, 'formell')) !== undefined);
    const actions = (await world.audit(task.key)).map(({ action }) => action);
    const count = (name: string): number => actions.filter((action) => action === name).length;
    // The second may have come so late that it was never sent to the engine.
    expect(count('task.complete') - count('task.complete.refused')).toBe(1);
  }, 30_000);

  it('should keep both versions when a task is open in two windows', async () => {
    const { id, task } = await world.openTask(sabine);
    await world.claim(task.key, martin);
    const first = await world.window(martin);
    const second = await first.context().newPage();
    for (const page of [first, second]) {
      await page.goto(`/desk/aufgaben/${task.key}`);
      await formReady(page);
    }
    await fillForm(first, { Ergebnis: 'Unterlagen nachfordern', 'Was fehlt?': 'Plan aus dem ersten Fenster' });
    await first.getByText(/Gespeichert um/).waitFor();
    await fillForm(second, { Ergebnis: 'Unterlagen nachfordern', 'Was fehlt?': 'Plan aus dem zweiten Fenster' });
    await second.getByText(/in einem anderen Fenster geändert/).waitFor();
    await sendForm(second, 'Abschliessen');
    await formReady(second);
    expect(await second.getByLabel('Was fehlt?').inputValue()).toBe('Plan aus dem zweiten Fenster');
    expect(await axeViolations(second)).toEqual([]);
    await first.goto(`/desk/aufgaben/${task.key}`);
    await formReady(first);
    expect(await first.getByLabel('Was fehlt?').inputValue()).toBe('Plan aus dem ersten Fenster');
    await sendForm(second, 'Meine Eingaben hier behalten');
    expect(await world.variable(id, 'formell')).toMatchObject({ fehlend: 'Plan aus dem zweiten Fenster' });
    await first.context().close();
  }, 40_000);

  it('should renew the list of the second person and leave alone what that person types', async () => {
    const mine = await world.openTask(sabine);
    const other = await world.openTask(sabine, { name: 'Carmen Probe' });
    await world.claim(mine.task.key, martin);
    const list = await world.window(martin);
    const form = await list.context().newPage();
    await form.goto(`/desk/aufgaben/${mine.task.key}`);
    await formReady(form);
    await fillForm(form, { Ergebnis: 'Unterlagen nachfordern', 'Was fehlt?': 'Noch nicht fertig' });
    await list.goto(`/desk?sicht=alle&suche=${other.number}`);
    const search = list.locator('.list-search input[type=search]');
    await search.fill('halb getippt');
    const row = list.getByRole('row').filter({ hasText: CHECK });
    expect(await row.textContent()).toContain('Übernehmen');
    await world.claim(other.task.key, sabine);
    await row.filter({ hasText: 'Sabine Demo' }).waitFor();
    expect(await search.inputValue()).toBe('halb getippt');
    expect(await form.getByLabel('Was fehlt?').inputValue()).toBe('Noch nicht fertig');
    // Somebody takes over the task that is being typed into: the page says whose it is, the text stays.
    await world.claim(mine.task.key, sabine, true);
    await form.locator('#aufgabe-stand').getByText('Sabine Demo').waitFor();
    expect(await form.getByLabel('Was fehlt?').inputValue()).toBe('Noch nicht fertig');
    await list.context().close();
  }, 40_000);

  it('should come back to what was saved while typing, and walk through lists by keyboard', async () => {
    const { number, task } = await world.openTask(sabine);
    await world.claim(task.key, martin);
    await world.claim((await world.openTask(sabine)).task.key, martin);
    const page = await world.window(martin);
    await page.goto(`/desk/aufgaben/${task.key}`);
    await formReady(page);
    await fillForm(page, { Ergebnis: 'Unterlagen nachfordern', 'Was fehlt?': 'Schnitt A–A' });
    await page.getByText(/Gespeichert um/).waitFor();
    await page.goto('/desk?sicht=meine');
    const links = page.locator('[data-keys] tbody a');
    expect(await links.count()).toBeGreaterThan(1);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('href'));
    expect(focused).toBe(await links.first().getAttribute('href'));
    await page.goto(`/desk?sicht=meine&suche=${number}`);
    await page.keyboard.press('j');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await formReady(page);
    expect(await page.getByLabel('Was fehlt?').inputValue()).toBe('Schnitt A–A');
    // In a field j is a letter.
    await page.getByLabel('Was fehlt?').press('j');
    expect(await page.getByLabel('Was fehlt?').inputValue()).toContain('j');
    await page.context().close();
  }, 40_000);

  it('should say when the session has ended, and have everything after signing in again', async () => {
    const { task } = await world.openTask(sabine);
    const cookie = await world.signIn(MARTIN);
    await world.claim(task.key, cookie);
    const page = await world.window(cookie);
    await page.goto(`/desk/aufgaben/${task.key}`);
    await formReady(page);
    await world.post('/abmelden', {}, cookie);
    await fillForm(page, { Ergebnis: 'Unterlagen nachfordern', 'Was fehlt?': 'Nach dem Ende der Sitzung' });
    await page.getByText(/Ihre Anmeldung ist abgelaufen/).waitFor();
    const denied = await fetch(`${world.url}/desk/aufgaben/${task.key}/speichern`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', accept: 'application/json' },
      body: '{"daten":{}}',
    });
    expect([denied.status, denied.headers.get('content-type')]).toEqual([401, expect.stringContaining('json')]);

    // Sending leads nowhere for the moment; the text stays on the page.
    await page.getByRole('button', { name: 'Abschliessen' }).click();
    await page.getByText(/Ihre Anmeldung ist abgelaufen/).waitFor();
    expect(await page.getByLabel('Was fehlt?').inputValue()).toBe('Nach dem Ende der Sitzung');
    const again = await page.context().newPage();
    await again.goto('/anmelden');
    await again.getByLabel('E-Mail-Adresse').fill(MARTIN);
    await again.getByLabel('Passwort').fill('Musterdorf-2026');
    await sendForm(again, 'Anmelden');
    await page.getByText(/Gespeichert um/).waitFor();
    await page.reload();
    await formReady(page);
    expect(await page.getByLabel('Was fehlt?').inputValue()).toBe('Nach dem Ende der Sitzung');
    await page.context().close();
  }, 60_000);
  it('should accept and keep what people send while nothing can be written, and say so', async () => {
    const { task } = await world.openTask(sabine);
    const stopped = await world.database.connect();
    await stopped.query('begin; lock table engine.log in access exclusive mode');
    const since = Date.now();
    const { statusPath } = await submitByPost(world.url, 'bitsch', 'zuzug', moveIn());
    const taken = await world.claim(task.key, sabine);
    expect(taken).toMatchObject({ status: 303, location: `/desk/aufgaben/${task.key}?meldung=verzoegert` });
    expect(await pageText(world.url + taken.location, sabine)).toContain(
      'Die Verarbeitung dauert gerade länger. Ihre Eingabe ist gespeichert und wird ausgeführt.',
    );
    expect(await pageText(`${world.url}/desk`, sabine)).not.toContain('Die Verarbeitung steht');
    await new Promise((resolve) => setTimeout(resolve, since + 11_000 - Date.now()));
    expect(await pageText(`${world.url}/desk`, sabine)).toMatch(/Die Verarbeitung steht seit \d+\.\d\d Uhr still\./);
    expect(await pageText(world.url + statusPath)).toContain('Die Bearbeitung beginnt heute etwas später als sonst.');
    await stopped.query('rollback');
    stopped.release();
    await until(async () => (await world.page(`/desk/aufgaben/${task.key}`, sabine)).includes('Abschliessen'));
    expect(await pageText(`${world.url}/desk`, sabine)).not.toContain('Die Verarbeitung steht');
    expect(await pageText(world.url + statusPath)).toContain('Sie müssen im Moment nichts tun.');
  }, 40_000);
});
