import { randomUUID } from 'node:crypto';
import { accessHash, accessToken, casePath } from '../../src/case/access-link.js';
import { declaredRoutes } from '../support/declared-routes.js';
import { PageClient } from '../support/page-client.js';
import { createPortalApp, type PortalApp, TEST_LINK_KEY } from '../support/portal-app.js';
import { insertBuildingCase, insertTask } from '../support/running-case.js';
import { SAMPLE_PDF } from '../support/sample-pdf.js';

const DOCUMENT = `
  insert into app.document (id, tenant_id, case_id, title, template, template_version, language, state, content, sha256, created_at, released_at, idempotency_key)
  values ($1::uuid, '9990', $2, 'Bauentscheid', 'bauentscheid', 1, 'de', 'freigegeben', $3, repeat('a', 64), 1, 1, $1::uuid::text)`;
const UPLOAD = `
  insert into app.upload (id, tenant_id, case_id, file_name, content_type, size, sha256, content, created_at)
  values ($1::uuid, '9990', $2, 'plan.pdf', 'application/pdf', 1, repeat('a', 64), $3, 1)`;

describe('routes of the portal', () => {
  let portal: PortalApp;
  /** A case in Musterdorf, and what belongs to it. */
  let owned: { token: string; document: string; file: string; task: string; client: PageClient; draft: string };
  /** Link of somebody's own case in Bitsch. */
  let strangersLink: string;

  beforeAll(async () => {
    portal = await createPortalApp();
    const newCase = async (tenantId: string): Promise<{ id: string; token: string }> => {
      const id = randomUUID();
      const token = accessToken(TEST_LINK_KEY, id);
      await insertBuildingCase(portal.administrator, { id, tenantId, accessHash: accessHash(token) });
      return { id, token };
    };
    const { id, token } = await newCase('9990');
    const [document, file] = [randomUUID(), randomUUID()] as [string, string];
    await portal.administrator.query(DOCUMENT, [document, id, SAMPLE_PDF]);
    await portal.administrator.query(UPLOAD, [file, id, SAMPLE_PDF]);
    const client = new PageClient(portal.app);
    const begun = String((await client.postForm('/gemeinde/musterdorf/zuzug/starten')).headers.location);
    const draft = begun.split('/').at(-2) ?? '';
    owned = { token, document, file, task: await insertTask(portal.administrator, id, {}), client, draft };
    strangersLink = casePath('6173', (await newCase('6173')).token);
  });
  afterAll(() => portal?.close());

  const routes = (start: string): string[] => declaredRoutes('src/portal').filter((route) => route.includes(start));
  const call = (client: PageClient, route: string, parts: Record<string, string>) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => parts[name] ?? 'x');
    if (method === 'GET') return client.get(path);
    if (path.endsWith('/dateien')) return client.upload(path, 'plan.pdf', SAMPLE_PDF);
    return path.endsWith('/speichern') ? client.postJson(path, { daten: {} }) : client.postForm(path, { daten: '{}' });
  };
  /** Everything that a request could have changed. */
  const everything = async (): Promise<unknown> =>
    (
      await portal.administrator.query(`
        select (select count(*) from engine.command_outbox) as commands, (select count(*) from app.upload) as uploads,
               (select jsonb_agg(d order by d.id) from app.draft d) as drafts, (select jsonb_agg(c order by c.id) from app.case_file c) as cases,
               (select count(*) from app.case_event) as events`)
    ).rows[0];

  it('should know its routes', async () => {
    expect(routes('/fall/:link').length).toBeGreaterThanOrEqual(12);
    expect(routes('/entwurf/:draft').length).toBeGreaterThanOrEqual(9);
    // What is asked for below exists for its owner.
    const base = casePath('9990', owned.token);
    for (const path of ['', `/dokument/${owned.document}`, `/datei/${owned.file}`, `/aufgabe/${owned.task}`])
      expect([path, (await owned.client.get(base + path)).statusCode]).toEqual([path, 200]);
    expect((await owned.client.get(`/gemeinde/musterdorf/zuzug/entwurf/${owned.draft}/1`)).statusCode).toBe(200);
  });

  it('should open a case under no other Gemeinde, and nothing of it through another case', async () => {
    const before = await everything();
    const ids = { id: owned.document, key: owned.task, file: owned.file };
    const own = /:id|:key|:file/;
    for (const route of routes('/fall/:link')) {
      const links = [casePath('6173', owned.token), ...(own.test(route) ? [strangersLink] : [])];
      for (const link of links)
        for (const id of [owned.document, owned.file]) {
          const answer = await call(new PageClient(portal.app), route, {
            ...ids,
            id,
            link: link.replace('/fall/', ''),
          });
          expect([route, link, [404, 410].includes(answer.statusCode) || answer.statusCode]).toEqual([
            route,
            link,
            true,
          ]);
          expect([route, answer.body.includes('Der Situationsplan fehlt.')]).toEqual([route, false]);
        }
    }
    expect(await everything()).toEqual(before);
  });

  it('should open a draft neither to strangers nor under another Gemeinde', async () => {
    const before = await everything();
    const parts = { slug: 'musterdorf', service: 'zuzug', draft: owned.draft, step: '1', file: owned.file };
    for (const route of routes('/entwurf/:draft')) {
      for (const [client, slug] of [
        [new PageClient(portal.app), 'musterdorf'],
        [owned.client, 'bitsch'],
      ] as const) {
        const answer = await call(client, route, { ...parts, slug });
        expect([route, slug, [404, 410].includes(answer.statusCode) || answer.statusCode]).toEqual([route, slug, true]);
      }
    }
    expect(await everything()).toEqual(before);
  });
});
