import { contentHash, PACKAGE_LIMITS } from './package-files.js';
import { NO_CHECKS, testPackage } from './test-package.js';
import { validatePackage } from './validate-package.js';

const messages = async (files: ReturnType<typeof testPackage>) =>
  (await validatePackage(files, NO_CHECKS)).findings.map((finding) => finding.message);

const SCENARIO = `
name: Probe
settings: { gebuehr: 1 }
start: {}
jobs: { registry.person.lookup: {} }
steps:
  - expectTask: ut_pruefen
    group: kanzlei
  - publishMessage: m.weg
expect: { end: end_fertig, documents: [] }
`;

describe('validatePackage', () => {
  it('should accept a sound package without findings', async () => {
    expect(await validatePackage(testPackage(), NO_CHECKS)).toMatchObject({ ok: true, findings: [] });
  });

  it.each([
    [
      'form',
      { 'probe.bpmn': (xml: string) => xml.replace('formId="probe-start"', 'formId="fehlt"') },
      'Formular «fehlt»',
    ],
    ['role', { 'probe.bpmn': (xml: string) => xml.replace('"kanzlei"', '"finanzen"') }, 'Rolle «finanzen»'],
    [
      'manual twin',
      { 'probe.bpmn': (xml: string) => xml.replace('errorCode="MANUELL"', 'errorCode="ANDERS"') },
      'Fehlerereignis «MANUELL»',
    ],
    ['stage', { 'manifest.yaml': (text: string) => text.replace('[ut_pruefen]', '[ut_weg]') }, '«ut_weg»'],
    ['outcome', { 'manifest.yaml': (text: string) => text.replace('end_fertig', 'end_weg') }, '«end_weg»'],
    [
      'setting',
      { 'manifest.yaml': (text: string) => text.replace('key: gebuehr', 'key: anders') },
      'Einstellung «gebuehr»',
    ],
    [
      'start form',
      { 'manifest.yaml': (text: string) => text.replace('form: probe-start', 'form: weg') },
      'Startformular «weg»',
    ],
    ['process', { 'manifest.yaml': (text: string) => text.replace('process: probe', 'process: weg') }, 'Prozess «weg»'],
    ['letter head', { 'document/brief.md': 'ohne Kopf' }, 'Kopf zwischen'],
  ])('should refuse a broken reference: %s', async (_, change, expected) => {
    expect(await messages(testPackage(change))).toContainEqual(expect.stringContaining(expected));
  });

  it('should name a job type that no worker serves, and not stop at it', async () => {
    const change = { 'probe.bpmn': (xml: string) => xml.replace('registry.person.lookup', 'registry.person.loockup') };
    const result = await validatePackage(testPackage(change), NO_CHECKS);
    expect(result).toMatchObject({
      ok: true,
      findings: [{ severity: 'warning', elementId: 'svc_register', message: expect.stringContaining('loockup') }],
    });
  });

  it('should look at the jobs of listeners too', async () => {
    const listener =
      '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="deadline.taks" /></zeebe:executionListeners>';
    const change = {
      'probe.bpmn': (xml: string) => xml.replace('<zeebe:userTask />', `<zeebe:userTask />${listener}`),
    };
    expect(await messages(testPackage(change))).toEqual([expect.stringContaining('«deadline.taks»')]);
  });

  it.each([
    ['cannot be read', 'steps: [', 'kann nicht gelesen werden. Kein gültiges YAML'],
    ['lacks something', 'name: Probe', 'kann nicht gelesen werden. start: Die Angabe fehlt.'],
    ['names an unknown task', SCENARIO.replace('ut_pruefen', 'ut_weg'), 'Schritt 1: Die Aufgabe «ut_weg»'],
    ['names an unknown role', SCENARIO.replace('group: kanzlei', 'group: rat'), 'Schritt 1: Die Rolle «rat»'],
    ['names an unknown message', SCENARIO.replace('m.weg', 'm.fort'), 'Die Nachricht «m.fort»'],
    ['names an unknown end', SCENARIO.replace('end_fertig', 'end_weg'), 'Das Ende «end_weg»'],
    ['names an unknown letter', SCENARIO.replace('[]', '[brief]'), 'Die Briefvorlage «brief»'],
    ['names an unknown setting', SCENARIO.replace('gebuehr: 1', 'frist: 1'), 'Die Einstellung «frist»'],
    [
      'answers an unknown job',
      SCENARIO.replace('registry.person', 'registry.tier'),
      'Den Auftrag «registry.tier.lookup»',
    ],
  ])('should find an example that %s', async (_, text, expected) => {
    expect(await messages(testPackage({ 'scenario/probe.yaml': text }))).toContainEqual(
      expect.stringContaining(expected),
    );
  });

  it('should accept a sound example', async () => {
    const text = SCENARIO.replace('  - publishMessage: m.weg\n', '');
    expect(await messages(testPackage({ 'scenario/probe.yaml': text }))).toEqual([]);
  });

  it('should say in which line the manifest is no YAML', async () => {
    const result = await validatePackage(testPackage({ 'manifest.yaml': 'id: probe\ntitle: [offen' }), NO_CHECKS);
    expect(result.ok).toBe(false);
    expect(result.findings[0]).toMatchObject({ file: 'manifest.yaml', line: expect.any(Number) });
  });

  it.each([
    ['../aussen.form', '{}', 'Dateiname ist nicht erlaubt'],
    ['/etc/passwd.md', 'x', 'Dateiname ist nicht erlaubt'],
    ['form/../../x.form', '{}', 'Dateiname ist nicht erlaubt'],
    ['programm.exe', 'x', 'gehört nicht in ein Prozesspaket'],
    ['boese.bpmn', '<!DOCTYPE x [<!ENTITY a "b">]><definitions/>', 'DOCTYPE'],
    ['kaputt.bpmn', '<definitions><offen></definitions>', 'kein gültiges XML'],
    ['gross.md', 'x'.repeat(PACKAGE_LIMITS.fileBytes + 1), 'grösser als 4 MB'],
    ['form/kaputt.form', '{', 'kein gültiges JSON'],
  ])('should refuse the file %s', async (path, content, expected) => {
    expect(await messages(testPackage({ [path]: content }))).toContainEqual(expect.stringContaining(expected));
  });

  it('should pass on what the engine, forms and FEEL say', async () => {
    const result = await validatePackage(testPackage(), {
      ...NO_CHECKS,
      feel: () => 'unbekannt',
      bpmn: async (file) => [{ file, severity: 'error', message: 'Engine' }],
    });
    expect(result.findings.map((finding) => finding.message)).toEqual(
      expect.arrayContaining(['Engine', expect.stringContaining('subject')]),
    );
  });
});

describe('contentHash', () => {
  it('should depend on names and contents but not on their order', () => {
    const files = testPackage();
    expect(contentHash(new Map([...files].reverse()))).toBe(contentHash(files));
    expect(contentHash(testPackage({ 'README.md': 'neu' }))).not.toBe(contentHash(files));
    expect(contentHash(new Map([['a', 'bc']]))).not.toBe(contentHash(new Map([['ab', 'c']])));
  });
});
