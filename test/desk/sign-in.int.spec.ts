import { DeskModule } from '../../src/desk/desk.module.js';
import { AccountAdmin } from '../../src/identity/account-admin.js';
import { createPortalApp, type PortalApp } from '../support/portal-app.js';

const PASSWORD = 'ein-langes-Passwort';

describe('signing in', () => {
  let pages: PortalApp;

  beforeAll(async () => {
    pages = await createPortalApp({ imports: [DeskModule] });
    const accounts = pages.app.get(AccountAdmin);
    for (const [mailbox, tenantId] of [
      ['kanzlei@bitsch.example', '6173'],
      ['sperre@bitsch.example', '6173'],
      ['kanzlei@taesch.example', '6295'],
    ] as const) {
      const memberships = [{ tenantId, groups: ['kanzlei', 'einwohnerkontrolle'] }];
      await accounts.create({ email: mailbox, name: mailbox, password: PASSWORD, memberships });
    }
  });

  afterAll(() => pages.close());

  const post = (url: string, payload: string, headers: Record<string, string> = {}) =>
    pages.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
      payload,
    });

  const get = (url: string, cookie = '') =>
    pages.app.inject({ method: 'GET', url, headers: { accept: 'text/html', cookie } });

  async function signIn(email: string, next = ''): Promise<{ cookie: string; location: string }> {
    const answer = await post('/anmelden', new URLSearchParams({ email, passwort: PASSWORD, weiter: next }).toString());
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    return { cookie: cookie.split(';')[0] ?? '', location: String(answer.headers.location) };
  }

  it('should lead to the page one wanted, and never to another site', async () => {
    const wanted = await get('/desk/faelle?suche=Muster');
    expect(wanted.statusCode).toBe(303);
    expect(wanted.headers.location).toBe('/anmelden?weiter=%2Fdesk%2Ffaelle%3Fsuche%3DMuster');
    expect((await signIn('kanzlei@bitsch.example', '/desk/faelle?suche=Muster')).location).toBe(
      '/desk/faelle?suche=Muster',
    );
    expect((await signIn('kanzlei@bitsch.example', '//evil.example')).location).toBe('/desk');
    expect((await signIn('kanzlei@bitsch.example', 'https://evil.example')).location).toBe('/desk');
  });

  it('should say the same for a wrong password and an unknown address, and keep the address', async () => {
    for (const email of ['kanzlei@bitsch.example', 'niemand@bitsch.example']) {
      const answer = await post('/anmelden', new URLSearchParams({ email, passwort: 'falsch' }).toString());
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('E-Mail-Adresse oder Passwort stimmt nicht');
      expect(answer.body).toContain(`value="${email}"`);
    }
  });

  it('should lock an account after five wrong passwords, even for the right one', async () => {
    const attempt = (passwort: string) =>
      post('/anmelden', new URLSearchParams({ email: 'sperre@bitsch.example', passwort }).toString());
    for (let count = 0; count < 5; count += 1) await attempt('falsch');
    expect((await attempt(PASSWORD)).body).toContain('für 15 Minuten gesperrt');
  });

  it('should end the session on sign-out, also for who kept the cookie', async () => {
    const { cookie } = await signIn('kanzlei@bitsch.example');
    expect((await get('/desk', cookie)).statusCode).toBe(200);
    await post('/abmelden', '', { cookie });
    expect((await get('/desk', cookie)).statusCode).toBe(303);
  });

  it('should end every session at once when asked', async () => {
    const first = await signIn('kanzlei@taesch.example');
    const second = await signIn('kanzlei@taesch.example');
    await post('/abmelden/ueberall', '', { cookie: first.cookie });
    expect((await get('/desk', second.cookie)).statusCode).toBe(303);
  });

  it('should end a session that was not used for a working day', async () => {
    const { cookie } = await signIn('kanzlei@bitsch.example');
    await pages.administrator.query(`update app.session set last_seen_at = last_seen_at - 9 * 3600000`);
    expect((await get('/desk', cookie)).headers.location).toBe('/anmelden?weiter=%2Fdesk');
  });

  it('should refuse a form that another site has sent', async () => {
    const { cookie } = await signIn('kanzlei@bitsch.example');
    const answer = await post('/desk/gemeinde', 'bfs=6295', { cookie, 'sec-fetch-site': 'cross-site' });
    expect(answer.statusCode).toBe(403);
  });

  it('should not let people into a Gemeinde they do not work for', async () => {
    const { cookie } = await signIn('kanzlei@bitsch.example');
    await post('/desk/gemeinde', 'bfs=6295', { cookie });
    expect((await get('/desk', cookie)).body).toContain('Gemeinde Bitsch');
  });
});
