import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accessHash, accessToken, casePath } from '../../src/case/access-link.js';
import { PurgeDrafts } from '../../src/form/purge-drafts.js';
import type { FormIslandProps } from '../../src/web/form/form-island-props.js';
import { islandProps, PageClient } from '../support/page-client.js';
import { createPortalApp, type PortalApp, TEST_LINK_KEY } from '../support/portal-app.js';
import { insertBuildingCase, insertRunningElement, insertTask } from '../support/running-case.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF');
const DAY = 86_400_000;

describe('portal: status page', () => {
  let portal: PortalApp;
  let client: PageClient;
  let base: string;
  let caseId: string;
  beforeAll(async () => {
    portal = await createPortalApp();
  });
  afterAll(() => portal?.close());
  beforeEach(async () => {
    client = new PageClient(portal.app);
    caseId = randomUUID();
    const token = accessToken(TEST_LINK_KEY, caseId);
    base = casePath('9990', token);
    await insertBuildingCase(portal.administrator, { id: caseId, tenantId: '9990', accessHash: accessHash(token) });
  });

  const commands = async () =>
    (await portal.administrator.query('select command from engine.command_outbox order by created_at, id')).rows.map(
      ({ command }) => command,
    );

  it('should show number, stages with their state, timeline and who handles it', async () => {
    const page = await client.get(base);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Anbau Wintergarten');
    expect(page.body).toMatch(/<li class="done">.*?Eingang/s);
    expect(page.body).toMatch(/<li class="now" aria-current="step">.*?Prüfung der Unterlagen/s);
    expect(page.body).toMatch(/<li class="ahead">.*?Entscheid/s);
    expect(page.body).toContain('Ihr Dossier ist eröffnet.');
    expect(page.body).not.toContain('Interne Notiz');
    expect(page.body).toContain('Bauverwaltung');
    expect(page.body).toContain('href="tel:+41279990000"');
    expect(page.body).toContain('Sie müssen im Moment nichts tun.');
    expect(page.body).toContain('noindex');
    // The page works without a script; the one it has only keeps it fresh.
    expect(page.body.match(/<script[^>]*>/g)).toEqual([expect.stringContaining('/assets/status')]);
  });

  it('should name the period for objections while it runs, in the reader’s language', async () => {
    expect((await client.get(base)).body).not.toContain('läuft bis');
    await insertRunningElement(portal.administrator, caseId, 'sub_einsprache', { einspracheEnde: '2099-01-05' });
    expect((await client.get(base)).body).toContain('Die Einsprachefrist läuft bis 5. Januar 2099');
    await client.get('/sprache/fr?zurueck=/');
    expect((await client.get(base)).body).toContain('court jusqu’au 5 janvier 2099 (dans ');
  });

  it('should answer unknown and mutilated links with a page that helps', async () => {
    const token = base.split('-').slice(1).join('-');
    for (const link of [
      '/fall/xyz',
      base.slice(0, -1),
      `${base}a`,
      `/fall/6173-${token}`,
      `/fall/${token}`,
      `/fall/9990-${'A'.repeat(32)}`,
    ]) {
      for (const path of ['', '/eingang', '/rueckzug', '/aufgabe/1', `/dokument/${randomUUID()}`]) {
        const page = await client.get(link + path);
        expect(page.statusCode).toBe(404);
        expect(page.body).toContain('Zu diesem Link gibt es kein Geschäft');
      }
    }
  });

  it('should hand out released documents only, and none of another case', async () => {
    const insert = async (id: string, ofCase: string, state: string) =>
      portal.administrator.query(
        `insert into app.document (id, tenant_id, case_id, title, template, template_version, language, state, content, sha256, created_at, released_at, idempotency_key, verification_code)
         values ($1::uuid, '9990', $2, 'Bauentscheid', 'bauentscheid', 1, 'de', $3, $4, repeat('a', 64), 1, 1764000000000, $1::uuid::text, left($1::uuid::text, 12))`,
        [id, ofCase, state, PDF],
      );
    const [draft, released, foreign] = [randomUUID(), randomUUID(), randomUUID()] as [string, string, string];
    const otherCase = randomUUID();
    await insertBuildingCase(portal.administrator, { id: otherCase, tenantId: '9990', accessHash: otherCase });
    await insert(draft, caseId, 'entwurf');
    await insert(released, caseId, 'freigegeben');
    await insert(foreign, otherCase, 'freigegeben');
    const page = await client.get(base);
    expect(page.body).toContain(`${base}/dokument/${released}`);
    expect(page.body).not.toContain(draft);
    const file = await client.get(`${base}/dokument/${released}`);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.rawPayload.equals(PDF)).toBe(true);
    for (const id of [draft, foreign, randomUUID(), 'x'])
      expect((await client.get(`${base}/dokument/${id}`)).statusCode).toBe(404);
  });

  it('should lead from the status page to the missing papers and into the process', async () => {
    const key = await insertTask(portal.administrator, caseId, { due: Date.now() + 5 * DAY });
    const status = await client.get(base);
    expect(status.body).toContain('Ihre nächste Aufgabe');
    expect(status.body).toContain('wartet auf Sie');
    expect(status.body).toMatch(/Ihre Frist zur Nachreichung läuft bis \d+\. \p{L}+ \d{4} \(in 5 Tagen\)/u);
    const task = `${base}/aufgabe/${key}`;
    const page = await client.get(task);
    expect(page.statusCode).toBe(200);
    const props = islandProps<FormIslandProps>(page.body, 'form');
    // Only what the form shows travels: the office's note does not.
    expect(props.context).toEqual({ formell: { fehlend: 'Der Situationsplan fehlt.' } });
    expect(page.body).not.toContain('geheim');

    const empty = await client.postForm(task, { daten: '{}' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('href="#feld-f_dateien_83"');
    const added = await client.upload(`${task}/dateien`, 'plan.pdf', PDF);
    const { file } = added.json<{ file: { id: string } }>();
    const saved = await client.postJson(`${task}/speichern`, {
      daten: { nachreichung: { bemerkung: 'Hier' } },
      stand: props.stand,
    });
    expect(saved.json()).toMatchObject({ ok: true });

    const answering = answerCommands(portal);
    const sent = await client.postForm(task, {
      daten: JSON.stringify({ nachreichung: { dateien: [file.id], bemerkung: 'Hier' }, entscheid: 'bewilligt' }),
    });
    await answering.stop();
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toBe(`${base}?meldung=erledigt`);
    expect((await commands()).at(-1)).toMatchObject({
      type: 'completeUserTask',
      userTaskKey: key,
      variables: { nachreichung: { dateien: [file.id], bemerkung: 'Hier' } },
    });
    expect((await commands()).at(-1).variables).not.toHaveProperty('entscheid');
    expect((await client.get(`${base}/datei/${file.id}`)).rawPayload.equals(PDF)).toBe(true);
  });

  it('should keep what was typed for a task that waits longer than drafts live', async () => {
    const task = `${base}/aufgabe/${await insertTask(portal.administrator, caseId, {})}`;
    const typed = { nachreichung: { bemerkung: 'Die Pläne kommen nächste Woche.' } };
    expect((await client.postJson(`${task}/speichern`, { daten: typed })).statusCode).toBe(200);
    await portal.administrator.query('update app.draft set updated_at = updated_at - $1::bigint', [90 * DAY]);
    await portal.app.get(PurgeDrafts, { strict: false }).run();
    const page = islandProps<FormIslandProps>((await client.get(task)).body, 'form');
    expect(page.data).toEqual(typed);
    expect((await client.postJson(`${task}/speichern`, { daten: typed, stand: page.stand })).statusCode).toBe(200);
  });

  it('should say so when the task was done meanwhile, is not for citizens, or belongs to another case', async () => {
    const done = await insertTask(portal.administrator, caseId, { state: 'COMPLETED' });
    const internal = await insertTask(portal.administrator, caseId, { groups: ['bauverwaltung'] });
    const otherCase = randomUUID();
    await insertBuildingCase(portal.administrator, { id: otherCase, tenantId: '9990', accessHash: otherCase });
    const foreign = await insertTask(portal.administrator, otherCase, {});
    for (const key of [done, internal, foreign, '1', 'x', '9'.repeat(30)]) {
      for (const answer of [
        await client.get(`${base}/aufgabe/${key}`),
        await client.postForm(`${base}/aufgabe/${key}`, { daten: '{}' }),
      ]) {
        expect(answer.statusCode).toBe(410);
        expect(answer.body).toContain('Diese Aufgabe ist schon erledigt');
      }
    }
  });

  it('should withdraw once, after asking', async () => {
    expect((await client.get(base)).body).toContain('Gesuch zurückziehen');
    expect((await client.get(`${base}/rueckzug`)).body).toContain('Das können Sie nicht rückgängig machen.');
    const [one, two] = await Promise.all([1, 2].map(() => client.postForm(`${base}/rueckzug`, { grund: 'Zu teuer' })));
    expect([one?.statusCode, two?.statusCode]).toEqual([303, 303]);
    const messages = (await commands()).filter((command) => command.correlationKey === caseId);
    expect(messages).toEqual([
      expect.objectContaining({ type: 'publishMessage', tenantId: '9990', name: 'gesuch.zurueckgezogen' }),
    ]);
    const after = await client.get(`${base}?meldung=rueckzug`);
    expect(after.body).toContain('Ihr Rückzug ist eingegangen');
    expect(after.body).toContain('Rückzug erklärt');
    expect(after.body).not.toContain('/rueckzug"');
  });

  it('should refuse a withdrawal that comes too late', async () => {
    await portal.administrator.query('update app.case_file set closed_at = 1 where id = $1', [caseId]);
    expect((await client.get(`${base}/rueckzug`)).statusCode).toBe(409);
    const answer = await client.postForm(`${base}/rueckzug`);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Rufen Sie uns bitte an');
  });
});

describe('portal: document verification', () => {
  let portal: PortalApp;
  beforeAll(async () => {
    portal = await createPortalApp();
    const id = randomUUID();
    await insertBuildingCase(portal.administrator, { id, tenantId: '9990', accessHash: 'h' });
    await portal.administrator.query(
      `insert into app.document (id, tenant_id, case_id, title, template, template_version, language, state, content, sha256, created_at, released_at, idempotency_key, verification_code)
       values ($1, '9990', $2, 'Bauentscheid', 'bauentscheid', 1, 'de', 'freigegeben', 'x', repeat('a', 64), 1, 1764000000000, 'k', 'K7QF-3WTA-9XHM')`,
      [randomUUID(), id],
    );
  });
  afterAll(() => portal?.close());

  it('should confirm a code however it is written', async () => {
    const client = new PageClient(portal.app);
    expect((await client.get('/pruefen?code=k7qf%203wta9xhm')).headers.location).toBe('/pruefen/K7QF-3WTA-9XHM');
    const page = await client.get('/pruefen/K7QF-3WTA-9XHM');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Das Dokument ist echt');
    expect(page.body).toContain('Musterdorf');
  });

  it('should warn about unknown codes and ask again for none', async () => {
    const client = new PageClient(portal.app);
    for (const code of ['AAAA-AAAA-AAAA', 'x', '%3Cscript%3E']) {
      const page = await client.get(`/pruefen/${code}`);
      expect(page.statusCode).toBe(404);
      expect(page.body).toContain('Zu diesem Code gibt es kein Dokument');
    }
    expect((await client.get('/pruefen?code=')).statusCode).toBe(422);
    expect((await client.get('/pruefen')).statusCode).toBe(200);
  });

  it('should stop people who try codes', async () => {
    const client = new PageClient(portal.app);
    const answers = [];
    for (let count = 0; count < 40; count += 1) answers.push((await client.get('/pruefen/AAAA-AAAA-AAAA')).statusCode);
    expect(answers).toContain(429);
    const page = await client.get('/pruefen/AAAA-AAAA-AAAA');
    expect(page.body).toContain('Zu viele Anfragen');
  });
});

/** Plays the engine: accepts every command of the outbox. */
function answerCommands(portal: PortalApp): { stop(): Promise<void> } {
  let isRunning = true;
  const loop = (async () => {
    while (isRunning) {
      await portal.administrator.query(
        `update engine.command_outbox set outcome = '{"ok": true, "value": {}}' where outcome is null`,
      );
      portal.engine.commit();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    stop: async () => {
      isRunning = false;
      await loop;
    },
  };
}
