import { AccountAdmin } from '../../src/identity/account-admin.js';
import { IdentityModule } from '../../src/identity/identity.module.js';
import { SignIn } from '../../src/identity/sign-in.js';
import { StudioModule } from '../../src/studio/studio.module.js';
import { createPortalApp, type PortalApp } from '../support/portal-app.js';

type Files = Record<string, string>;

describe('studio interface', () => {
  let pages: PortalApp;
  let cookie: string;
  let csrf: string;

  beforeAll(async () => {
    pages = await createPortalApp({ imports: [IdentityModule, StudioModule] });
    const accounts = pages.app.get(AccountAdmin);
    const password = 'ein-langes-Passwort';
    await accounts.create({ email: 'center@dsc.example', name: 'Carla', password, supportCenter: true });
    const memberships = [{ tenantId: '6173', groups: ['kanzlei'] }];
    await accounts.create({ email: 'kanzlei@bitsch.example', name: 'Sabine', password, memberships });
    cookie = await sessionOf('center@dsc.example');
    csrf = (await call('GET', '/session')).json<{ csrfToken: string }>().csrfToken;
  });

  afterAll(() => pages.close());

  async function sessionOf(email: string): Promise<string> {
    const outcome = await pages.app.get(SignIn).signIn(email, 'ein-langes-Passwort');
    if (!outcome.ok) throw new Error(outcome.code);
    return `dsc_session=${outcome.token}`;
  }

  const call = (method: 'GET' | 'PUT' | 'POST', path: string, body?: object, headers: Record<string, string> = {}) =>
    pages.app.inject({
      method,
      url: `/studio/api${path}`,
      headers: { accept: 'application/json', cookie, 'x-csrf-token': csrf ?? '', ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });

  const draftOf = async (id: string): Promise<{ revision: number; files: Files; baseVersion: string | null }> =>
    (await call('GET', `/packages/${id}/draft`)).json();

  const rename = (files: Files, name: string): Files => ({
    ...files,
    'zuzug.bpmn': (files['zuzug.bpmn'] ?? '').replace(/(<bpmn:userTask id="ut_pruefen" name=")[^"]*/, `$1${name}`),
  });

  it('should turn strangers away and tell staff where they are', async () => {
    expect((await call('GET', '/packages', undefined, { cookie: '' })).statusCode).toBe(401);
    const staff = await call('GET', '/packages', undefined, { cookie: await sessionOf('kanzlei@bitsch.example') });
    expect(staff.statusCode).toBe(403);
    expect(staff.json()).toMatchObject({ message: expect.stringContaining('Support-Center') });
  });

  it('should refuse a change without the token of the session', async () => {
    const answer = await call(
      'POST',
      '/packages/zuzug/rollouts',
      { bfs: '6173', version: '1.0.0' },
      { 'x-csrf-token': 'x' },
    );
    expect(answer.statusCode).toBe(403);
  });

  it('should list packages with versions and where they run', async () => {
    const packages = (await call('GET', '/packages')).json<
      { id: string; versions: object[]; rollouts: { bfs: string }[] }[]
    >();
    expect(packages.map(({ id }) => id).sort()).toEqual(['baugesuch', 'zuzug']);
    expect(packages[0]?.versions).toMatchObject([{ version: '1.0.0', publishedBy: 'auslieferung' }]);
    expect(packages[0]?.rollouts.map(({ bfs }) => bfs).sort()).toEqual(['6113', '6173', '6285', '6295', '9990']);
  });

  it('should publish a saved draft as an immutable version and put it to work in one Gemeinde only', async () => {
    const draft = await draftOf('zuzug');
    const files = rename(draft.files, 'Zuzug genau prüfen');
    const saved = await call('PUT', '/packages/zuzug/draft', { revision: draft.revision, files });
    expect(saved.json()).toEqual({ revision: draft.revision + 1 });
    const { revision } = saved.json<{ revision: number }>();
    const published = await call('POST', '/packages/zuzug/publish', { revision, version: '1.1.0', notes: 'Name' });
    expect(published.statusCode).toBe(201);
    const again = await call('POST', '/packages/zuzug/publish', { revision, version: '1.1.0', notes: '' });
    expect(again.json()).toMatchObject({ message: expect.stringContaining('nichts zu veröffentlichen') });
    expect((await call('POST', '/packages/zuzug/rollouts', { bfs: '6173', version: '1.1.0' })).statusCode).toBe(201);
    const { rows } = await pages.administrator.query<{ tenant_id: string; version: string }>(
      `select tenant_id, version from app.rollout where package_id = 'zuzug' order by tenant_id`,
    );
    expect(rows.filter(({ version }) => version === '1.1.0')).toEqual([{ tenant_id: '6173', version: '1.1.0' }]);
    const old = (await call('GET', '/packages/zuzug/versions/1.0.0')).json<{ files: Files }>();
    expect(old.files['zuzug.bpmn']).not.toContain('Zuzug genau prüfen');
    await expect(
      pages.administrator.query('set role dsc_center; update app.package_version set notes = $$x$$'),
    ).rejects.toThrow('permission denied');
  });

  it('should put nothing to work in a Gemeinde without address and contact, and answer unreadable ids', async () => {
    const refused = await call('POST', '/packages/zuzug/rollouts', { bfs: '6010', version: '1.0.0' });
    expect([refused.statusCode, refused.json()]).toEqual([
      422,
      expect.objectContaining({ message: expect.stringContaining('hat noch kein Profil') }),
    ]);
  });

  it.each<['GET' | 'PUT' | 'POST', string, string]>([
    ['GET', '/packages/%00/draft', 'Das Paket «» gibt es nicht.'],
    ['GET', '/packages/..%2Fx/draft', 'Das Paket «../x» gibt es nicht.'],
    ['GET', '/packages/zuzug/versions/%00', 'Die Version «» gibt es nicht.'],
    ['GET', `/packages/${'x'.repeat(500)}/draft`, 'gibt es nicht.'],
    ['PUT', '/packages/%00/draft', 'gibt es nicht.'],
    ['POST', '/packages/%00/publish', 'gibt es nicht.'],
    ['POST', '/packages/%00/rollouts', 'gibt es nicht.'],
    ['POST', '/packages/%00/validate', 'gibt es nicht.'],
  ])('should answer a bad address with a clear sentence: %s %s', async (method, path, text) => {
    const answer = await call(method, path, method === 'GET' ? undefined : {});
    expect([answer.statusCode, answer.json()]).toEqual([
      404,
      { ...answer.json<object>(), message: expect.stringContaining(text) },
    ]);
  });

  it('should notice that somebody else has saved meanwhile and lose neither version', async () => {
    const draft = await draftOf('baugesuch');
    const first = await call('PUT', '/packages/baugesuch/draft', { revision: draft.revision, files: draft.files });
    expect(first.statusCode).toBe(200);
    const second = await call('PUT', '/packages/baugesuch/draft', { revision: draft.revision, files: draft.files });
    expect(second.statusCode).toBe(409);
    expect(second.json()).toMatchObject({ savedBy: 'center@dsc.example' });
  });

  const broken: [string, string, (files: Files) => Files, string][] = [
    [
      'a manifest that blows itself up',
      'manifest.yaml',
      (files) => ({
        ...files,
        'manifest.yaml': `a: &a [x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]}, `.repeat(9)}*${'abcdefg'[index]}]`).join('\n')}`,
      }),
      'verweist zu oft',
    ],
    ['BPMN that does not parse', 'zuzug.bpmn', (files) => ({ ...files, 'zuzug.bpmn': '<bpmn:definitions' }), 'XML'],
    [
      'XML with a DOCTYPE',
      'zuzug.bpmn',
      (files) => ({
        ...files,
        'zuzug.bpmn': `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${files['zuzug.bpmn']}`,
      }),
      'DOCTYPE',
    ],
    [
      'unknown elements',
      'zuzug.bpmn',
      (files) => ({
        ...files,
        'zuzug.bpmn': (files['zuzug.bpmn'] ?? '').replace(
          /<bpmn:userTask id="ut_pruefen"([\s\S]*?)<\/bpmn:userTask>/,
          '<bpmn:zauberTask id="ut_pruefen"$1</bpmn:zauberTask>',
        ),
      }),
      'zauberTask',
    ],
    [
      'DMN with wrong FEEL',
      'decision/ewk-gebuehren.dmn',
      (files) => ({
        ...files,
        'decision/ewk-gebuehren.dmn': (files['decision/ewk-gebuehren.dmn'] ?? '').replace(
          /<text>[^<]*<\/text>/,
          '<text>1 + + 2 )</text>',
        ),
      }),
      'nicht verständlich',
    ],
    [
      'a manifest that is no YAML',
      'manifest.yaml',
      (files) => ({ ...files, 'manifest.yaml': 'a: [1' }),
      'Kein gültiges YAML (Zeile 1)',
    ],
    [
      'an id that stands twice',
      'zuzug.bpmn',
      (files) => ({
        ...files,
        'zuzug.bpmn': (files['zuzug.bpmn'] ?? '').replace('userTask id="ut_wohnung"', 'userTask id="ut_pruefen"'),
      }),
      'Die ID «ut_pruefen» kommt zweimal vor',
    ],
    [
      'an example that cannot be read',
      'scenario/storniert.yaml',
      (files) => ({ ...files, 'scenario/storniert.yaml': 'steps: [' }),
      'Das Beispiel kann nicht gelesen werden',
    ],
    [
      'an example with an unknown task',
      'scenario/storniert.yaml',
      (files) => ({
        ...files,
        'scenario/storniert.yaml': (files['scenario/storniert.yaml'] ?? '').replace('ut_pruefen', 'ut_weg'),
      }),
      'Schritt 1: Die Aufgabe «ut_weg» gibt es im Modell nicht.',
    ],
    [
      'a deadline without its legal basis',
      'manifest.yaml',
      (files) => ({
        ...files,
        'manifest.yaml': (files['manifest.yaml'] ?? '').replace(
          /(key: fristPruefung,.*?), legalBasis: \{[^}]*\}/,
          '$1',
        ),
      }),
      '(fristPruefung) fehlt die Rechtsgrundlage',
    ],
  ];

  it.each(broken)('should name file and fault of %s', async (_name, file, change, word) => {
    const { files } = await draftOf('zuzug');
    const { findings } = (await call('POST', '/packages/zuzug/validate', { files: change(files) })).json<{
      findings: { file: string; severity: string; message: string }[];
    }>();
    const found = findings.find((finding) => finding.file === file && finding.severity === 'error');
    expect(found).toBeDefined();
    expect(findings.map(({ message }) => message).join('\n')).toContain(word);
  });

  it('should name a job type that no worker of this product serves', async () => {
    const { files } = await draftOf('zuzug');
    const model = (files['zuzug.bpmn'] ?? '').replace('type="person.validate"', 'type="person.validiere"');
    const { findings } = (
      await call('POST', '/packages/zuzug/validate', { files: { ...files, 'zuzug.bpmn': model } })
    ).json<{ findings: object[] }>();
    expect(findings).toContainEqual(
      expect.objectContaining({
        file: 'zuzug.bpmn',
        severity: 'warning',
        elementId: 'svc_angaben',
        message: expect.stringContaining('«person.validiere»'),
      }),
    );
  });

  it('should refuse paths that climb out of the package', async () => {
    const draft = await draftOf('zuzug');
    const files = { ...draft.files, '../../etc/passwd.md': 'x' };
    const answer = await call('PUT', '/packages/zuzug/draft', { revision: draft.revision, files });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ message: expect.stringContaining('Dateiname') });
  });
});
