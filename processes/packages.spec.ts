import { resolve } from 'node:path';
import type { Variables } from '../src/engine/engine.js';
import { asFormSchema, checkFormSchema, validateForm } from '../src/form/index.js';
import { isSafeCrest } from '../src/document/index.js';
import {
  checkDecisions,
  checkFeel,
  type PackageChecks,
  listPackageDirectories,
  parseScenario,
  readPackageDirectory,
  readSettingsDirectory,
  resolveSettings,
  validatePackage,
} from '../src/process-package/index.js';
import { JOB_WORKERS } from '../src/worker/index.js';

const ROOT = resolve(import.meta.dirname);
const CHECKS: PackageChecks = {
  bpmn: async () => [],
  form: async (path, schema) => checkFormSchema(schema, path),
  dmn: checkDecisions,
  feel: checkFeel,
  jobTypes: new Set(JOB_WORKERS.map(({ type }) => type)),
};

const load = async (id: string) => {
  const result = await validatePackage(await readPackageDirectory(resolve(ROOT, id)), CHECKS);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 1));
  return result.value;
};

describe('process library', () => {
  it('should hold the two packages', async () => {
    expect(await listPackageDirectories(ROOT)).toEqual(['baugesuch', 'zuzug']);
  });

  it.each(['baugesuch', 'zuzug'])('should have no findings in %s', async (id) => {
    const result = await validatePackage(await readPackageDirectory(resolve(ROOT, id)), CHECKS);
    expect(result.findings).toEqual([]);
  });

  it.each(['baugesuch', 'zuzug'])('should have only FEEL that compiles in the models of %s', async (id) => {
    const { bpmn } = await load(id);
    const sources = bpmn.flatMap(({ outline }) => outline.elements.flatMap((element) => element.expressions));
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((source) => checkFeel(source) !== null)).toEqual([]);
  });

  it.each(['baugesuch', 'zuzug'])('should have readable scenarios in %s', async (id) => {
    const { scenarios } = await load(id);
    const problems = [...scenarios]
      .map(([path, text]) => [path, parseScenario(text)] as const)
      .filter(([, result]) => !result.ok);
    expect(problems).toEqual([]);
    expect(scenarios.size).toBeGreaterThanOrEqual(4);
  });

  it.each(['baugesuch', 'zuzug'])(
    'should accept the start data of every scenario in the start form of %s',
    async (id) => {
      const { manifest, forms, scenarios } = await load(id);
      const schema = asFormSchema(forms.get(manifest.start.form)?.schema);
      const defaults = resolveSettings(manifest, {}, '2026-11-24').values as Variables;
      for (const [path, text] of scenarios) {
        const scenario = parseScenario(text);
        if (!scenario.ok || schema === undefined) throw new Error(path);
        const context = { einstellungen: { ...defaults, ...scenario.value.settings } as Variables };
        const result = validateForm(schema, scenario.value.start, {
          now: Date.UTC(2026, 10, 24),
          mode: 'submit',
          context,
        });
        expect({ path, errors: result.ok ? [] : result.errors }).toEqual({ path, errors: [] });
      }
    },
  );

  it('should resolve the settings of every demo Gemeinde without findings and with visible differences', async () => {
    const packages = [await load('baugesuch'), await load('zuzug')];
    const { region, gemeinden } = await readSettingsDirectory(resolve(ROOT, 'settings'));
    expect([...gemeinden.keys()]).toEqual(['6113', '6173', '6285', '6295', '9990']);
    const fees = new Set<unknown>();
    for (const [bfs, file] of gemeinden) {
      expect(file.bfs).toBe(bfs);
      expect(isSafeCrest(file.profil?.crestSvg ?? '')).toBe(true);
      for (const { manifest } of packages) {
        const layers = {
          region: region.einstellungen[manifest.id] ?? {},
          gemeinde: file.einstellungen[manifest.id] ?? {},
        };
        const resolved = resolveSettings(manifest, layers, '2026-11-24');
        expect(resolved.findings).toEqual([]);
        for (const [key, origin] of Object.entries(resolved.origins))
          expect({ key, ...origin }).toMatchObject({ legalBasis: expect.any(String), validFrom: expect.any(String) });
        if (manifest.id === 'baugesuch') fees.add(resolved.values.gebuehrKleineBaute);
      }
    }
    expect(fees.size).toBe(5);
  });

  it('should list the 63 Gemeinden of Oberwallis and the invented one', async () => {
    const { municipalities } = await readSettingsDirectory(resolve(ROOT, 'settings'));
    expect(municipalities).toHaveLength(64);
    expect(new Set(municipalities.map(({ bfs }) => bfs)).size).toBe(64);
    expect(municipalities.find(({ bfs }) => bfs === '6202')).toEqual({
      bfs: '6202',
      name: 'Wiler (Lötschen)',
      district: 'Westlich-Raron',
      postalCode: '3918',
    });
  });
});
