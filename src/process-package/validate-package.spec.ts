import { contentHash, PACKAGE_LIMITS } from './package-files.js';
import { NO_CHECKS, testPackage } from './test-package.js';
import { validatePackage } from './validate-package.js';

const messages = async (files: ReturnType<typeof testPackage>) =>
  (await validatePackage(files, NO_CHECKS)).findings.map((finding) => finding.message);

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
