import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DRAFT_LIFETIME_MS } from '../../src/form/form-drafts.js';
import { PurgeDrafts } from '../../src/form/purge-drafts.js';
import type { FormIslandProps } from '../../src/web/form/form-island-props.js';
import { MOVE_IN_STEPS } from '../support/move-in-form.js';
import { islandProps, PageClient } from '../support/page-client.js';
import { createPortalApp, type PortalApp } from '../support/portal-app.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF');

describe('portal: e-form', () => {
  let portal: PortalApp;
  beforeAll(async () => {
    portal = await createPortalApp();
  });
  afterAll(() => portal?.close());

  async function begin(service = 'musterdorf/zuzug'): Promise<{ client: PageClient; base: string }> {
    const client = new PageClient(portal.app);
    const started = await client.postForm(`/gemeinde/${service}/starten`);
    expect(started.statusCode).toBe(303);
    return { client, base: String(started.headers.location).replace(/\/1$/, '') };
  }

  const send = (client: PageClient, base: string, step: number, data: unknown, more: Record<string, string> = {}) =>
    client.postForm(`${base}/${step}`, { daten: JSON.stringify(data), ...more });

  async function fillIn(client: PageClient, base: string): Promise<void> {
    for (const [index, data] of MOVE_IN_STEPS.entries()) {
      const answer = await send(client, base, index + 1, data);
      expect(answer.statusCode).toBe(303);
    }
  }

  it('should lead through all steps to a receipt with number and link', async () => {
    const { client, base } = await begin();
    const first = await client.get(`${base}/1`);
    expect(first.statusCode).toBe(200);
    expect(first.body).toContain('Schritt 1 von 8');
    expect(first.body).toContain('Dieses Formular braucht JavaScript');
    const props = islandProps<FormIslandProps>(first.body, 'form');
    expect(props.components).toHaveLength(1);
    // Settings that no expression of this page names stay on the server.
    expect(props.context).toEqual({});
    await fillIn(client, base);

    const summary = await client.get(`${base}/uebersicht`);
    expect(summary.statusCode).toBe(200);
    expect(summary.body).toContain('756.9217.0769.85');
    expect(summary.body).toContain('Person 1');
    expect(summary.body).toContain(`${base}/5?ziel=uebersicht`);

    const sent = await client.postForm(`${base}/einreichen`);
    expect(sent.statusCode).toBe(303);
    const receipt = await client.get(String(sent.headers.location));
    expect(receipt.body).toMatch(/class="case-number">9990-2026-\d{4}</);
    expect(receipt.body).toContain('anna@example.ch');
    const { rows } = await portal.administrator.query(
      `select data, channel from app.case_file where number like '9990-%' order by submitted_at desc limit 1`,
    );
    expect(rows[0]).toMatchObject({ channel: 'portal', data: { personen: [{ ahv: '7569217076985' }] } });
  });

  it('should make one case when the same draft is sent twice, even at once', async () => {
    const { client, base } = await begin();
    await fillIn(client, base);
    const answers = await Promise.all([1, 2, 3].map(() => client.postForm(`${base}/einreichen`)));
    const places = new Set(answers.map(({ headers }) => headers.location));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect(places.size).toBe(1);
    const again = await client.get(`${base}/3`);
    expect(again.statusCode).toBe(303);
    const onward = await client.get(String(again.headers.location));
    expect(onward.headers.location).toBe([...places][0]);
  });

  it('should keep what was typed and name each fault', async () => {
    const { client, base } = await begin();
    const answer = await send(client, base, 2, { kontakt: { name: 'Anna', email: 'keine-adresse' } });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Bitte prüfen Sie Ihre Angaben');
    expect(answer.body).toContain('href="#feld-f_email_6"');
    const props = islandProps<FormIslandProps>(answer.body, 'form');
    expect(props.data).toEqual({ kontakt: { name: 'Anna', email: 'keine-adresse' } });
    expect(props.errors).toHaveLength(1);
  });

  it('should point to the entry of a list that is wrong', async () => {
    const { client, base } = await begin();
    const persons = [MOVE_IN_STEPS[4]?.personen?.[0], { ...MOVE_IN_STEPS[4]?.personen?.[0], ahv: '7569217076984' }];
    const answer = await send(client, base, 5, { personen: persons });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#feld-f_ahv_27_1"');
  });

  it('should not accept an incomplete form', async () => {
    const { client, base } = await begin();
    await send(client, base, 1, MOVE_IN_STEPS[0]);
    const answer = await client.postForm(`${base}/einreichen`);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`${base}/2?ziel=uebersicht&amp;pruefen=1#feld-f_name_5`);
    const resumed = await client.get(base);
    expect(resumed.headers.location).toBe(`${base}/2`);
  });

  it('should drop keys the form does not name', async () => {
    const { client, base } = await begin();
    const hostile = {
      ...MOVE_IN_STEPS[0],
      status: 'bewilligt',
      __proto__: { polluted: true },
      einstellungen: { gebuehr: 0 },
    };
    expect(
      (await client.postForm(`${base}/1`, { daten: JSON.stringify(hostile).replace('{', '{"__proto__":{"x":1},') }))
        .statusCode,
    ).toBe(303);
    const { rows } = await portal.administrator.query('select data from app.draft where id = $1', [
      base.split('/').at(-1),
    ]);
    expect(rows[0].data).toEqual(MOVE_IN_STEPS[0]);
  });

  it('should answer broken posts with a page that loses nothing', async () => {
    const { client, base } = await begin();
    await send(client, base, 1, MOVE_IN_STEPS[0]);
    for (const daten of ['{kaputt', '[]', '"text"', 'null', '']) {
      const answer = await client.postForm(`${base}/1`, { daten });
      expect(answer.statusCode).toBe(400);
      expect(islandProps<FormIslandProps>(answer.body, 'form').data).toEqual(MOVE_IN_STEPS[0]);
    }
    expect((await client.postForm(`${base}/1`)).statusCode).toBe(400);
    const huge = await client.postForm(`${base}/1`, { daten: 'x'.repeat(2_000_000) });
    expect(huge.statusCode).toBe(413);
    expect(huge.body).toContain('Das ist zu viel auf einmal');
  });

  it('should save while typing and say when', async () => {
    const { client, base } = await begin();
    const { stand } = islandProps<FormIslandProps>((await client.get(`${base}/2`)).body, 'form');
    const saved = await client.postJson(`${base}/2/speichern`, { daten: { kontakt: { name: 'An' } }, stand });
    expect(saved.json()).toMatchObject({ ok: true, message: expect.stringMatching(/^Gespeichert um \d\d\.\d\d Uhr$/) });
    expect((await client.get(`${base}/2`)).body).toContain('Gespeichert um');
    expect((await client.postJson(`${base}/2/speichern`, 'kaputt')).statusCode).toBe(400);
  });

  it('should keep two windows apart: other steps join, the same step asks', async () => {
    const { client, base } = await begin();
    const one = islandProps<FormIslandProps>((await client.get(`${base}/2`)).body, 'form');
    const other = islandProps<FormIslandProps>((await client.get(`${base}/3`)).body, 'form');
    expect((await send(client, base, 3, MOVE_IN_STEPS[2], { stand: other.stand })).statusCode).toBe(303);
    expect((await send(client, base, 2, MOVE_IN_STEPS[1], { stand: one.stand })).statusCode).toBe(303);

    const stale = { kontakt: { name: 'Berta', email: 'berta@example.ch' } };
    const conflict = await send(client, base, 2, stale, { stand: one.stand });
    expect(conflict.statusCode).toBe(409);
    expect(conflict.body).toContain('in einem anderen Fenster geändert');
    expect(islandProps<FormIslandProps>(conflict.body, 'form').data).toEqual(stale);
    expect(islandProps<FormIslandProps>((await client.get(`${base}/2`)).body, 'form').data).toEqual(MOVE_IN_STEPS[1]);
    expect((await client.postJson(`${base}/2/speichern`, { daten: stale, stand: one.stand })).statusCode).toBe(409);
    expect((await send(client, base, 2, stale, { stand: one.stand, ueberschreiben: 'ja' })).statusCode).toBe(303);
    expect(islandProps<FormIslandProps>((await client.get(`${base}/2`)).body, 'form').data).toEqual(stale);
  });

  it('should store files by their true type, list and remove them', async () => {
    const { client, base } = await begin();
    const added = await client.upload(`${base}/dateien`, '../../Miet<vertrag.exe', PDF);
    expect(added.statusCode).toBe(201);
    const { file } = added.json<{ file: { id: string; name: string } }>();
    expect(file.name).toBe('Mietvertrag.pdf');
    expect((await send(client, base, 7, { unterlagen: { mietvertrag: [file.id] } })).statusCode).toBe(303);
    expect((await client.get(`${base}/uebersicht`)).body).toContain('Mietvertrag.pdf');
    const shown = await client.get(`${base}/dateien/${file.id}`);
    expect(shown.rawPayload.equals(PDF)).toBe(true);
    // Browsers do not start their PDF viewer in a sandbox.
    expect(shown.headers['content-security-policy']).toBe("frame-ancestors 'self'");
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
    expect((await client.postForm(`${base}/dateien/${file.id}/entfernen`)).json()).toEqual({ ok: true });
    expect((await client.get(`${base}/dateien/${file.id}`)).statusCode).toBe(404);
    expect((await send(client, base, 7, { unterlagen: { mietvertrag: [file.id] } })).statusCode).toBe(422);
  });

  it('should keep pictures in a sandbox', async () => {
    const { client, base } = await begin();
    const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex');
    const { file } = (await client.upload(`${base}/dateien`, 'foto.png', png)).json<{ file: { id: string } }>();
    const shown = await client.get(`${base}/dateien/${file.id}`);
    expect(shown.headers['content-type']).toBe('image/png');
    expect(shown.headers['content-security-policy']).toContain('sandbox');
  });

  it('should refuse files of the wrong type, empty and too large ones, and broken requests', async () => {
    const { client, base } = await begin();
    const refused = async (content: Buffer, status: number, words: string) => {
      const answer = await client.upload(`${base}/dateien`, 'plan.pdf', content);
      expect(answer.statusCode).toBe(status);
      expect(answer.json<{ message: string }>().message).toContain(words);
    };
    await refused(Buffer.from('MZ\x90\x00 programm'), 422, 'kein PDF, JPG, PNG oder TIFF');
    await refused(Buffer.from('PK\x03\x04 zip'), 422, 'kein PDF');
    await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 422, 'kein PDF');
    await refused(Buffer.alloc(0), 422, 'leer');
    expect((await client.upload(`${base}/dateien`, '', PDF)).statusCode).toBe(400);
    await refused(Buffer.concat([PDF, Buffer.alloc(21 * 1024 * 1024)]), 413, '20 MB');
    expect((await client.postJson(`${base}/dateien`, {})).statusCode).toBe(400);
    const broken = await portal.app.inject({
      method: 'POST',
      url: `${base}/dateien`,
      headers: { 'content-type': 'multipart/form-data; boundary=x', cookie: cookieOf(client) },
      payload: '--y\r\nunsinn',
    });
    expect(broken.statusCode).toBe(400);
  });

  it('should open a draft on another device by its secret link only', async () => {
    const { client, base } = await begin();
    await send(client, base, 1, MOVE_IN_STEPS[0]);
    const link = /class="secret-link">([^<]+)</.exec((await client.get(`${base}/2`)).body)?.[1] ?? '';
    const stranger = new PageClient(portal.app);
    for (const url of [base, `${base}/1`, `${base}/uebersicht`, `${base}?schluessel=falsch`]) {
      const answer = await stranger.get(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('Diesen Entwurf gibt es nicht mehr');
    }
    expect((await stranger.postForm(`${base}/einreichen`)).statusCode).toBe(404);
    expect((await stranger.upload(`${base}/dateien`, 'a.pdf', PDF)).statusCode).toBe(404);
    expect((await stranger.postJson(`${base}/1/speichern`, { daten: {}, stand: '' })).statusCode).toBe(404);
    const url = new URL(link);
    const opened = await stranger.get(`${url.pathname}${url.search}`);
    expect(opened.headers.location).toBe(`${base}/2`);
    expect((await stranger.get(`${base}/1`)).statusCode).toBe(200);
  });

  it('should not open a draft through another Gemeinde or service', async () => {
    const { client, base } = await begin();
    for (const other of [base.replace('musterdorf', 'bitsch'), base.replace('/zuzug/', '/baugesuch/')]) {
      const wanderer = new PageClient(portal.app);
      const key = cookieOf(client).split('=')[1] ?? '';
      expect((await wanderer.get(`${other}?schluessel=${key}`)).statusCode).toBe(404);
      expect((await client.get(`${other}/1`)).statusCode).toBe(404);
    }
    for (const id of ['nonsense', "x' or 1=1", '00000000-0000-0000-0000-000000000000'])
      expect((await client.get(`/gemeinde/musterdorf/zuzug/entwurf/${encodeURIComponent(id)}/1`)).statusCode).toBe(404);
    for (const step of ['0', '9', '99', '-1', 'a', '1e9'])
      expect((await client.get(`${base}/${step}`)).statusCode).toBe(404);
  });

  it('should offer only what is legal where applications go through eConstruction', async () => {
    const { client, base } = await begin('graechen/baugesuch');
    const props = islandProps<FormIslandProps>((await client.get(`${base}/1`)).body, 'form');
    expect(props.context).toEqual({ einstellungen: { intakeMode: 'ECONSTRUCTION' } });
    expect((await send(client, base, 1, { anfrageart: 'BAUGESUCH' })).statusCode).toBe(422);
    expect((await send(client, base, 1, { anfrageart: 'MELDUNG' })).statusCode).toBe(303);
  });

  it('should delete old drafts with their files, and nothing that was sent', async () => {
    const file = async (client: PageClient, base: string) =>
      (await client.upload(`${base}/dateien`, 'a.pdf', PDF)).json<{ file: { id: string } }>().file.id;
    const [sent, old, young] = [await begin(), await begin(), await begin()];
    await fillIn(sent.client, sent.base);
    const kept = await file(sent.client, sent.base);
    await sent.client.postForm(`${sent.base}/einreichen`);
    const gone = await file(old.client, old.base);
    const fresh = await file(young.client, young.base);
    await portal.administrator.query('update app.draft set updated_at = updated_at - $1::bigint where id = any($2)', [
      DRAFT_LIFETIME_MS + 1,
      [sent.base, old.base].map((base) => base.split('/').at(-1)),
    ]);
    expect(await portal.app.get(PurgeDrafts, { strict: false }).run()).toBe(2);
    const left = await portal.administrator.query('select id from app.upload where id = any($1::uuid[])', [
      [kept, gone, fresh],
    ]);
    expect(left.rows.map(({ id }) => id).sort()).toEqual([kept, fresh].sort());
    expect((await young.client.get(`${young.base}/1`)).statusCode).toBe(200);
  });

  it('should let drafts expire', async () => {
    const { client, base } = await begin();
    await send(client, base, 1, MOVE_IN_STEPS[0]);
    await portal.administrator.query('update app.draft set updated_at = updated_at - $1::bigint', [
      DRAFT_LIFETIME_MS + 1,
    ]);
    const answer = await client.get(`${base}/1`);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Neu beginnen');
    expect((await send(client, base, 1, MOVE_IN_STEPS[0])).statusCode).toBe(404);
  });
});

const cookieOf = (client: PageClient): string => client.cookieHeader;
