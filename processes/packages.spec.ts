import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type PackageChecks,
  listPackageDirectories,
  parseScenario,
  parseSettingsFile,
  readPackageDirectory,
  resolveSettings,
  validatePackage,
} from '../src/process-package/index.js';

const ROOT = resolve(import.meta.dirname);
const STRUCTURE_ONLY: PackageChecks = { bpmn: () => [], dmn: () => [], form: () => [], feel: () => null };

const load = async (id: string) => {
  const result = validatePackage(await readPackageDirectory(resolve(ROOT, id)), STRUCTURE_ONLY);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 1));
  return result.value;
};

describe('process library', () => {
  it('should hold the two packages', async () => {
    expect(await listPackageDirectories(ROOT)).toEqual(['baugesuch', 'zuzug']);
  });

  it.each(['baugesuch', 'zuzug'])('should have no findings in %s', async (id) => {
    const result = validatePackage(await readPackageDirectory(resolve(ROOT, id)), STRUCTURE_ONLY);
    expect(result.findings).toEqual([]);
  });

  it.each(['baugesuch', 'zuzug'])('should have readable scenarios in %s', async (id) => {
    const { scenarios } = await load(id);
    const problems = [...scenarios]
      .map(([path, text]) => [path, parseScenario(text)] as const)
      .filter(([, result]) => !result.ok);
    expect(problems).toEqual([]);
    expect(scenarios.size).toBeGreaterThanOrEqual(4);
  });

  it('should resolve the settings of every demo Gemeinde without findings and with visible differences', async () => {
    const packages = [await load('baugesuch'), await load('zuzug')];
    const region = parseSettingsFile('region.yaml', await readFile(resolve(ROOT, 'settings/region.yaml'), 'utf8'));
    const files = (await readdir(resolve(ROOT, 'settings'))).filter((name) => /^\d{4}\.yaml$/.test(name));
    expect(files).toHaveLength(5);
    const fees = new Set<unknown>();
    for (const name of files) {
      const file = parseSettingsFile(name, await readFile(resolve(ROOT, 'settings', name), 'utf8'));
      expect(`${file.bfs}.yaml`).toBe(name);
      for (const { manifest } of packages) {
        const layers = {
          region: region.einstellungen[manifest.id] ?? {},
          gemeinde: file.einstellungen[manifest.id] ?? {},
        };
        const resolved = resolveSettings(manifest, layers, '2026-11-24');
        expect(resolved.findings).toEqual([]);
        if (manifest.id === 'baugesuch') fees.add(resolved.values.gebuehrKleineBaute);
      }
    }
    expect(fees.size).toBe(5);
  });
});
