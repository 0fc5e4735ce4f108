import type pg from 'pg';
import { activatedJob } from '../../test/support/activated-job.js';
import { FIXTURE_CASE, insertCaseFixture } from '../../test/support/case-fixture.js';
import { workerContext } from '../../test/support/worker-context.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { TenantDatabase } from '../database/tenant-database.js';
import {
  advanceDocument,
  documentContent,
  documentsOfCase,
  findDocument,
  verifyDocument,
} from '../document/document.store.js';
import { parseLetterTemplate } from '../document/letter-template.js';
import { PdfRenderer } from '../document/pdf-renderer.js';
import type { Variables } from '../engine/engine.js';
import type { Municipality } from '../municipality/profile.js';
import { JOB_WORKERS } from './index.js';
import { dueMails, listMails, markMailFailed, markMailSent, tenantsWithMail } from './mail-outbox.store.js';
import { runJob } from './runner.js';
import { testPool } from '../../test/support/test-pool.js';

const NOW = Date.UTC(2026, 10, 24, 12);
const LETTER = `---
template: probe
title: Probebrief
kind: bestaetigung
version: 3
mitVerifikation: true
---
Guten Tag {{gesuch.name}}
`;

describe('workers that write to the case', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let tenants: TenantDatabase;
  const renderer = new PdfRenderer();

  beforeAll(async () => {
    database = await createTestDatabase();
    await insertCaseFixture(database.administratorUrl);
    pool = testPool(database.appUrl, 2);
    tenants = new TenantDatabase(pool);
  });

  afterAll(async () => {
    await renderer.close();
    await pool.end();
    await database.drop();
  });

  const municipality: Municipality = {
    bfs: '9990',
    name: 'Musterdorf',
    slug: 'musterdorf',
    district: 'Visp',
    postalCode: '3999',
    validTo: null,
    successor: null,
    profile: { officialName: 'Gemeinde Musterdorf' },
  };
  const run = (type: string, key: string, variables: Variables, customHeaders: Record<string, string> = {}) => {
    const worker = JOB_WORKERS.find((candidate) => candidate.type === type);
    const template = parseLetterTemplate(LETTER);
    if (worker === undefined || !template.ok) throw new Error(type);
    const context = workerContext({
      renderer,
      withTenant: (tenantId, work) => tenants.withTenant(tenantId, work),
      municipality: () => Promise.resolve(municipality),
      connector: () => Promise.resolve({ mode: 'api', baseUrl: 'http://127.0.0.1:9' }),
      letterTemplate: (_tenant, _case, name) => Promise.resolve(name === 'probe' ? template.value : undefined),
      statusPageUrl: () => Promise.resolve('https://dsc.example/status/x'),
    });
    const fall = { id: FIXTURE_CASE, nummer: '9990-2026-0001', kanal: 'portal', eingereichtAm: '2026-11-24' };
    const job = activatedJob({ key, customHeaders, variables: { fall, einstellungen: {}, ...variables } });
    return runJob(worker, job, context, (error) => {
      throw error;
    });
  };
  const inTenant = <T>(work: Parameters<typeof tenants.withTenant<T>>[1], tenant = '9990'): Promise<T> =>
    tenants.withTenant(tenant, work);
  const render = async (key: string): Promise<string> => {
    const outcome = await run('doc.render', key, { gesuch: { name: 'Anna' } }, { template: 'probe' });
    if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
    return (outcome.variables.dokument as { id: string }).id;
  };

  it('should store a letter once, however often the job is tried', async () => {
    const first = await render('1');
    expect(await render('1')).toBe(first);
    expect(await render('2')).not.toBe(first);
    const row = await inTenant((tx) => findDocument(tx, first));
    expect(row).toMatchObject({ template: 'probe', template_version: 3, state: 'entwurf', title: 'Probebrief' });
    const content = await inTenant((tx) => documentContent(tx, first));
    expect(content?.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  it('should name the missing value instead of printing a gap', async () => {
    const outcome = await run('doc.render', '3', {}, { template: 'probe' });
    expect(outcome).toMatchObject({ kind: 'fail', final: true, message: expect.stringContaining('gesuch.name') });
  });

  it('should verify a code only once the document is released, and tell no more than the paper does', async () => {
    const id = await render('4');
    const code = (await inTenant((tx) => findDocument(tx, id)))?.verification_code ?? '';
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const ask = () => tenants.withoutTenant((tx) => verifyDocument(tx, code));
    expect(await ask()).toBeUndefined();
    await run('portal.publish', '5', { dokument: id });
    expect(await ask()).toEqual({ title: 'Probebrief', municipality: 'Musterdorf', released_at: String(NOW) });
    expect(await tenants.withoutTenant((tx) => verifyDocument(tx, 'AAAA-AAAA-AAAA'))).toBeUndefined();
  });

  it('should keep an approved document in the office until it is released, and never go back', async () => {
    const id = await render('20');
    const advance = (state: 'genehmigt' | 'freigegeben') =>
      inTenant((tx) => advanceDocument(tx, id, state, 'chef@example.ch', NOW));
    const seen = async () =>
      (await inTenant((tx) => documentsOfCase(tx, FIXTURE_CASE, true))).some((row) => row.id === id);
    expect([await advance('genehmigt'), await seen()]).toEqual([true, false]);
    expect([await advance('freigegeben'), await seen()]).toEqual([true, true]);
    expect(await advance('genehmigt')).toBe(false);
    expect(await inTenant((tx) => findDocument(tx, id))).toMatchObject({
      state: 'freigegeben',
      released_by: 'chef@example.ch',
    });
  });

  it('should need nobody’s approval for a letter that the model calls internal', async () => {
    const headers = { template: 'probe', freigabe: 'intern' };
    const outcome = await run('doc.render', '21', { gesuch: { name: 'Anna' } }, headers);
    const { id } = (outcome.kind === 'complete' ? outcome.variables.dokument : {}) as { id: string };
    expect(await inTenant((tx) => findDocument(tx, id))).toMatchObject({ state: 'genehmigt' });
  });

  it('should show no document to another Gemeinde or without one', async () => {
    const id = await render('6');
    expect(await inTenant((tx) => findDocument(tx, id), '6173')).toBeUndefined();
    expect(await tenants.withoutTenant((tx) => tx.query('select id from app.document'))).toEqual([]);
    expect(await inTenant((tx) => advanceDocument(tx, id, 'freigegeben', 'x', NOW), '6173')).toBe(false);
  });

  it('should deliver on the status page and queue the notice once', async () => {
    const id = await render('7');
    const sendung = { dokument: id, art: 'PORTAL', name: 'Anna', email: 'anna@example.ch', betreff: 'Bauentscheid' };
    expect(await run('delivery.send', '8', { sendung })).toMatchObject({
      kind: 'complete',
      variables: { zustellung: { datum: '2026-11-24' } },
    });
    await run('delivery.send', '8', { sendung });
    const mails = (await inTenant((tx) => listMails(tx, 50))).filter((mail) => mail.subject === 'Bauentscheid');
    expect(mails).toHaveLength(1);
    expect(await inTenant((tx) => findDocument(tx, id))).toMatchObject({ state: 'zugestellt' });
    expect((await inTenant((tx) => documentsOfCase(tx, FIXTURE_CASE, true))).map((row) => row.id)).toContain(id);
  });

  it('should leave registered letters and people without mail to the office', async () => {
    const sendung = {
      dokument: await render('9'),
      art: 'EINSCHREIBEN',
      name: 'Anna',
      email: 'anna@example.ch',
      betreff: 'x',
    };
    expect(await run('delivery.send', '10', { sendung })).toMatchObject({ kind: 'bpmnError', code: 'MANUELL' });
    expect(await run('delivery.send', '11', { sendung: { ...sendung, art: 'PORTAL', email: null } })).toMatchObject({
      kind: 'bpmnError',
    });
    expect(
      await run('notify.send', '12', { empfaenger: { name: 'Anna', email: null }, betreff: 'x', text: 'y' }),
    ).toMatchObject({ kind: 'complete' });
  });

  it('should queue a notice, hand it to one sender and try again after a failure', async () => {
    await run('notify.send', '13', {
      empfaenger: { name: 'Anna', email: 'anna@example.ch' },
      betreff: 'Eingang',
      text: 'Guten Tag',
    });
    expect(await tenants.withoutTenant((tx) => tenantsWithMail(tx, NOW))).toEqual(['9990']);
    const [mail] = (await inTenant((tx) => dueMails(tx, NOW, 50))).filter((row) => row.subject === 'Eingang');
    expect(mail?.body).toContain('https://dsc.example/status/x');
    const id = mail?.id ?? '';
    await inTenant((tx) => markMailFailed(tx, id, 'down', NOW + 60_000));
    expect((await inTenant((tx) => dueMails(tx, NOW, 50))).map((row) => row.id)).not.toContain(id);
    await inTenant((tx) => markMailSent(tx, id, NOW + 60_000));
    expect((await inTenant((tx) => listMails(tx, 50))).find((row) => row.id === id)).toMatchObject({
      state: 'gesendet',
      attempts: 2,
    });
    expect(await inTenant((tx) => listMails(tx, 50), '6173')).toEqual([]);
  });
});
