import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPortalApp, type PortalApp } from '../support/portal-app.js';

describe('portal: Gemeinden and services', () => {
  let portal: PortalApp;
  beforeAll(async () => {
    portal = await createPortalApp({ demo: true });
  });
  afterAll(() => portal?.close());

  const get = (url: string, headers: Record<string, string> = {}) => portal.app.inject({ method: 'GET', url, headers });

  it('should list joined Gemeinden and name the others', async () => {
    const page = await get('/');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<html lang="de-CH">');
    expect(page.body).toContain('href="/gemeinde/bitsch"');
    expect(page.body).toContain('Weitere Gemeinden der Region');
    expect(page.body).toContain('Alle Daten sind erfunden');
    expect(page.body).not.toContain('<script');
  });

  it('should find Gemeinden by name, place and postcode, and never decide by postcode', async () => {
    expect((await get('/?suche=bits')).body).toContain('/gemeinde/bitsch');
    const postcode = await get('/?suche=3983');
    expect(postcode.statusCode).toBe(200);
    expect(postcode.body.match(/class="card municipality-card"/g)?.length).toBeGreaterThan(1);
    expect(postcode.body).toContain('Eine Postleitzahl kann zu mehreren Gemeinden gehören');
    expect((await get('/?suche=Xyzzy')).body).toContain('haben wir keine Gemeinde gefunden');
  });

  it('should survive hostile searches', async () => {
    for (const query of ['%25', "'%3B drop table x", '%3Cscript%3Ealert(1)%3C/script%3E', 'a'.repeat(3_000), '%00']) {
      const page = await get(`/?suche=${query}`);
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toContain('<script>alert');
    }
    expect((await get('/?suche[]=a&suche[]=b')).statusCode).toBe(200);
  });

  it('should show services with the settings of the Gemeinde', async () => {
    const musterdorf = await get('/gemeinde/musterdorf/baugesuch');
    const taesch = await get('/gemeinde/taesch/baugesuch');
    expect(musterdorf.body).toContain('Kleine Bauten CHF 250');
    expect(taesch.body).toContain('Kleine Bauten CHF 180');
    expect(musterdorf.body).not.toContain('{{');
    expect(musterdorf.body).toContain('Online starten');
    expect((await get('/gemeinde/musterdorf?suche=umbauen')).body).toContain('Baugesuch');
  });

  it('should say where applications go in a Gemeinde with eConstruction', async () => {
    const page = await get('/gemeinde/graechen/baugesuch');
    expect(page.body).toContain('Baugesuche über eConstruction');
    expect(page.body).toContain('Nur dort ist die Eingabe rechtsgültig');
    expect(page.body).toMatch(
      /<a class="button large" href="https:\/\/www\.vs\.ch[^>]*>Baugesuch auf eConstruction einreichen/,
    );
    expect(page.body).toContain('Meldung oder Voranfrage beginnen');
    expect(page.body).toContain('Meldung und Voranfrage sind kostenlos.');
    expect(page.body).toContain('Frist für unsere Antwort 30 Tage.');
    // Nothing of the procedure that happens elsewhere: its steps, papers, fees and periods.
    for (const text of ['Online starten', 'Einsprache', 'Rechtskraft', 'Situationsplan', 'Promille', 'Beschwerdefrist'])
      expect(page.body).not.toContain(text);
    const card = await get('/gemeinde/graechen');
    expect(card.body).toContain('Vorhaben melden oder Voranfrage stellen');
    expect(card.body).not.toContain('Promille');
  });

  it('should describe services in French on French pages', async () => {
    const page = await get('/gemeinde/musterdorf/baugesuch', { cookie: 'sprache=fr' });
    for (const text of [
      'Publication et oppositions',
      'Extrait du registre foncier',
      'Délai de recours',
      '30 jours',
      'pour mille',
    ])
      expect(page.body).toContain(text);
    for (const text of ['Publikation', 'Einsprachefrist', 'Gebührenreglement der Gemeinde,', 'Tage'])
      expect(page.body).not.toContain(text);
  });

  it('should say so when a Gemeinde has not joined or does not exist', async () => {
    const naters = await get('/gemeinde/naters');
    expect(naters.statusCode).toBe(200);
    expect(naters.body).toContain('Naters ist noch nicht dabei');
    for (const url of [
      '/gemeinde/nirgends',
      '/gemeinde/naters/baugesuch',
      '/gemeinde/bitsch/gibtesnicht',
      '/gibt/es/nicht',
    ]) {
      const page = await get(url);
      expect(page.statusCode).toBe(404);
      expect(page.body).toContain('Diese Seite gibt es nicht');
    }
  });

  it('should give each Gemeinde its colours and crest', async () => {
    const tokens = await get('/gemeinde/taesch/tokens.css');
    expect(tokens.headers['content-type']).toContain('text/css');
    expect(tokens.body).toContain('--accent: #8a1f2d');
    const crest = await get('/gemeinde/taesch/wappen.svg');
    expect(crest.headers['content-type']).toContain('image/svg+xml');
    expect(crest.headers['content-security-policy']).toContain('sandbox');
  });

  it('should switch the language and come back to the same page only', async () => {
    const change = await get('/sprache/fr?zurueck=/gemeinde/bitsch');
    expect(change.statusCode).toBe(303);
    expect(change.headers.location).toBe('/gemeinde/bitsch');
    const page = await get('/gemeinde/bitsch', { cookie: 'sprache=fr' });
    expect(page.body).toContain('<html lang="fr-CH">');
    expect(page.body).toContain('Que souhaitez-vous faire?');
    for (const away of ['//evil.example', '/\\evil.example', 'https://evil.example'])
      expect((await get(`/sprache/fr?zurueck=${encodeURIComponent(away)}`)).headers.location).toBe('/');
  });

  it('should send strict security headers with every page', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('should refuse changes that come from foreign pages', async () => {
    const post = (headers: Record<string, string>) =>
      portal.app.inject({ method: 'POST', url: '/gemeinde/bitsch/zuzug/starten', headers });
    expect((await post({ origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await post({ origin: 'null' })).statusCode).toBe(403);
  });

  it.each(['/datenschutz', '/barrierefreiheit', '/impressum', '/gemeinde/bitsch/datenschutz'])(
    'should show %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(200);
    },
  );

  it('should answer programs in JSON', async () => {
    const answer = await get('/gibt/es/nicht', { accept: 'application/json' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ ok: false, status: 404 });
  });
});
