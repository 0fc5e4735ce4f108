import { axeViolations } from '../support/axe.js';
import { submitByPost } from '../support/citizen.js';
import { DeskWorld } from '../support/desk-world.js';
import { formReady } from '../support/e-form.js';
import { MOVE_IN_STEPS } from '../support/move-in-form.js';
import { caseIdOf, completeByPost, pageText } from '../support/staff.js';

/** What somebody types who wants to find out what a clerk's page makes of it. */
const HOSTILE = '[Klick](https://evil.example) <b>x</b> www.evil.example {{1+1}}';

describe('values of a case on the desk', () => {
  let world: DeskWorld;
  let staff: string;
  let number: string;

  beforeAll(async () => {
    world = await DeskWorld.start();
    staff = await world.signIn('kanzlei@bitsch.example');
    const form = Object.assign({}, ...MOVE_IN_STEPS) as Record<string, Record<string, unknown>>;
    const { statusPath } = await submitByPost(world.url, 'bitsch', 'zuzug', {
      ...form,
      kontakt: { name: HOSTILE, email: 'anna@example.ch' },
      neueAdresse: { strasse: 'Dorfplatz', plz: '3982', ort: 'Bitsch', wohnverhaeltnis: 'MIETE' },
    });
    number = /\d{4}-\d{4}-\d{4,}/.exec(await pageText(world.url + statusPath))?.[0] ?? '';
  }, 90_000);

  afterAll(() => world.stop());

  const open = async (title: string, width: number) => {
    const task = await world.task(staff, title, number);
    await world.post(`/desk/aufgaben/${task.key}/uebernehmen`, {}, staff);
    const page = await world.window(staff, width);
    await page.goto(`/desk/aufgaben/${task.key}`);
    await formReady(page);
    return { task, page };
  };

  it('should show an address without a house number where a person has to type it elsewhere', async () => {
    const { task, page } = await open('Wohnung zuordnen', 1280);
    expect(await page.getByLabel('Adresse', { exact: true }).inputValue()).toBe('Dorfplatz, 3982 Bitsch');
    await page.context().close();
    await completeByPost(world.url, staff, task.key, { wohnung: { egid: '190000001', ewid: '3' } });
  }, 30_000);

  it('should show what citizens typed as they typed it, days and numbers as people write them, also on a phone', async () => {
    const { page } = await open('Meldung prüfen', 375);
    const form = page.locator('[data-island-root]');
    const text = (await form.innerText()).replace(/\s+/g, ' ');
    expect(text).toContain(`Kontakt: ${HOSTILE} · Zugezogen am 15.11.2026 · Personen: 1`);
    expect(await form.locator('.fjs-form-field-text').locator('a, b, img').count()).toBe(0);
    expect(await form.locator('td').allTextContents()).toEqual([
      'Anna',
      'Muster',
      '15.03.1985',
      '756.9217.0769.85',
      'Schweiz',
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  }, 30_000);

  it('should draw the way of the case without a violation', async () => {
    const page = await world.window(staff);
    await page.goto(`/desk/faelle/${await caseIdOf(world.url, staff, number)}`);
    await page.locator('[data-diagram]').scrollIntoViewIfNeeded();
    await page.locator('[data-diagram].drawn').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  }, 30_000);
});
