import { axeViolations } from '../support/axe.js';
import { DeskWorld } from '../support/desk-world.js';
import { fillForm, formReady, sendForm } from '../support/e-form.js';
import { moveIn } from '../support/move-in-form.js';
import { caseIdOf, completeByPost, pageText } from '../support/staff.js';
import { workingDay } from '../support/working-day.js';

const SABINE = 'kanzlei@bitsch.example';
const MARTIN = 'bau@bitsch.example';

describe('desk: cases, counter and letters', () => {
  let world: DeskWorld;
  let sabine: string;
  let martin: string;

  beforeAll(async () => {
    world = await DeskWorld.start();
    sabine = await world.signIn(SABINE);
    martin = await world.signIn(MARTIN);
  }, 90_000);

  afterAll(() => world.stop());

  it('should make a case at the counter once, with a receipt whose link opens it', async () => {
    const started = await world.post('/desk/schalter/zuzug', {}, sabine);
    const data = moveIn();
    const wrong = await world.post(
      started.location,
      { daten: JSON.stringify({ ...data, zuzugsdatum: 'gestern' }) },
      sabine,
    );
    expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('error-summary')]);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => world.post(started.location, { daten: JSON.stringify(data) }, sabine)),
    );
    // A click that came while another one made the case is led to the draft's page, and from there to the receipt.
    const pages = await Promise.all(
      answers.map(({ location }) => fetch(world.url + location, { headers: { cookie: sabine } })),
    );
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
    const receipt = (await pages[0]?.text()) ?? '';
    const number = /\d{4}-\d{4}-\d{4,}/.exec(receipt)?.[0] ?? '';
    const link = /class="secret-link"><a href="([^"]+)"/.exec(receipt)?.[1] ?? '';
    const status = await fetch(world.url + link);
    expect([status.status, await status.text()]).toEqual([200, expect.stringContaining(number)]);
    const id = await caseIdOf(world.url, sabine, number);
    expect(await pageText(`${world.url}/desk/faelle/${id}`, sabine)).toContain('Schalter');
    expect(await world.page(`/desk/faelle/${id}`, sabine)).toContain(link);
    expect((await world.post(started.location, { daten: '{}' }, sabine)).location).toBe(
      new URL(pages[0]?.url ?? '').pathname,
    );
  }, 30_000);

  it('should find cases by name, number and parcel, and say so when there is none', async () => {
    const { number } = await world.buildingCase(sabine, { name: 'Zenobia Einzigartig', parzelle: '2741' });
    for (const words of ['zenobia', 'Einzigartig', number, '2741'])
      expect([words, await pageText(`${world.url}/desk/faelle?suche=${words}`, martin)]).toEqual([
        words,
        expect.stringContaining(number),
      ]);
    expect(await pageText(`${world.url}/desk/faelle?suche=%25`, martin)).toContain('Kein Fall passt zu «%».');
    expect(
      await pageText(`${world.url}/desk/faelle?suche=2741`, await world.signIn('kanzlei@taesch.example')),
    ).toContain('Kein Fall passt');
  }, 30_000);

  it('should preview a draft letter, and take an objection on paper during the objection period only', async () => {
    const { id, number, task, status } = await world.openTask(sabine);
    const casePage = await world.window(sabine);
    await casePage.goto(`/desk/faelle/${id}`);
    expect(await casePage.getByRole('link', { name: 'Einsprache erfassen' }).count()).toBe(0);
    const tooEarly = await fetch(`${world.url}/desk/faelle/${id}/ereignis/einsprache.eingegangen`, {
      headers: { cookie: sabine },
    });
    expect(await tooEarly.text()).toContain('kann das nicht mehr erfasst werden');
    await completeByPost(world.url, sabine, task.key, { formell: { ergebnis: 'VOLLSTAENDIG', unterschriften: true } });
    const release = await world.task(sabine, 'Publikation freigeben', number);
    await world.claim(release.key, sabine);
    const page = await casePage.context().newPage();
    await page.goto(`/desk/aufgaben/${release.key}`);
    await formReady(page);
    const letter = page.locator('iframe.letter-preview');
    const pdf = await page.request.get((await letter.getAttribute('src')) ?? '');
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect(await axeViolations(page)).toEqual([]);
    const day = workingDay(new Date(Date.now() + 5 * 86_400_000).toISOString());
    await completeByPost(world.url, sabine, release.key, { freigabe: { publikationsdatum: day, geprueft: true } });
    // What was released is no draft any more, neither here nor at later tasks.
    const released = casePage.locator('#dokumente li', { hasText: 'Publikation' });
    await released.filter({ hasText: 'freigegeben am' }).waitFor();
    expect(await released.textContent()).not.toContain('Entwurf');
    // The open case page renews itself and then offers the event.
    await casePage.getByRole('link', { name: 'Einsprache erfassen' }).click();
    await formReady(casePage);
    expect(await axeViolations(casePage)).toEqual([]);
    await fillForm(casePage, {
      'Einsprecherin oder Einsprecher': 'Emil Nachbar',
      'Eingegangen am (Poststempel)': day,
    });
    await sendForm(casePage, 'Erfassen');
    expect(await casePage.locator('.error-summary').textContent()).toContain('Gründe');
    expect(await casePage.title()).toMatch(/^Fehler: /);
    await formReady(casePage);
    await fillForm(casePage, { 'Gründe in Stichworten': 'Schattenwurf' });
    await sendForm(casePage, 'Erfassen');
    expect(await casePage.locator('main').textContent()).toContain('Das Ereignis ist erfasst.');
    const objection = await world.task(sabine, 'Einsprache prüfen und erfassen', number);
    await world.claim(objection.key, sabine);
    const objectionPage = await world.page(`/desk/aufgaben/${objection.key}`, sabine);
    expect(objectionPage).toContain('Emil Nachbar');
    expect(objectionPage).not.toContain('Entwurf');
    expect((await world.audit(id)).map(({ action }) => action)).toEqual(['case.event']);
    expect(await pageText(status)).not.toContain('Emil Nachbar');
    await casePage.context().close();
  }, 60_000);

  it.each([1280, 375])(
    'should have no violations and no sideways scrolling at %i px',
    async (width) => {
      const { id, task } = await world.openTask(sabine);
      await world.claim(task.key, sabine);
      const counterForm = (await world.post('/desk/schalter/zuzug', {}, sabine)).location;
      const own = [
        '/desk?sicht=alle',
        '/desk?sicht=alle&suche=gibtesnicht',
        `/desk/aufgaben/${task.key}`,
        `/desk/faelle/${id}`,
        '/desk/faelle/00000000-0000-4000-8000-000000000000',
        '/desk/faelle',
        '/desk/schalter',
        counterForm,
        '/desk/ausgang',
        '/demo',
      ];
      const pages: [string, string[]][] = [
        [sabine, own],
        ['', ['/anmelden']],
      ];
      for (const [cookie, paths] of pages) {
        const page = await world.window(cookie, width);
        for (const path of paths) {
          await page.goto(path);
          if ((await page.locator('[data-island="form"]').count()) > 0) await formReady(page);
          const diagram = page.locator('[data-diagram]:visible');
          if ((await diagram.count()) > 0) {
            // It is drawn when somebody looks at it.
            await diagram.scrollIntoViewIfNeeded();
            await page.locator('[data-diagram].drawn').waitFor();
          }
          const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect([path, await axeViolations(page), Math.max(0, scrolls)]).toEqual([path, [], 0]);
          // On phones the navigation is one line, however short the page.
          const height = await page.evaluate(() => document.querySelector('.desk-navigation')?.clientHeight ?? 0);
          expect([path, width > 375 || height < 80]).toEqual([path, true]);
        }
        await page.context().close();
      }
    },
    60_000,
  );
});
