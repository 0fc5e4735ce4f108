import { resolve } from 'node:path';
import { loadPackage, type PackageManifest, readPackageDirectory } from '../src/process-package/index.js';

type Named = { path: string; de: string; fr: string | undefined };

/** Every text with a German version below `value`, with its place in the manifest. */
function textsIn(value: unknown, path: string): Named[] {
  if (typeof value !== 'object' || value === null) return [];
  const { de, fr } = value as { de?: unknown; fr?: string };
  if (typeof de === 'string') return [{ path, de, fr }];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path === '' ? key : `${path}.${key}`));
}

/** What citizens never see: words for staff, and settings that no page of the portal lists. */
function shownToCitizens({ staffMessages: _, settings, ...rest }: PackageManifest): unknown {
  return { ...rest, settings: settings.filter(({ type }) => ['money', 'rate', 'duration'].includes(type)) };
}

describe.each(['baugesuch', 'zuzug'])('French texts of %s', (id) => {
  const load = async (): Promise<PackageManifest> => {
    const loaded = loadPackage(await readPackageDirectory(resolve(import.meta.dirname, id)));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
    return loaded.value.manifest;
  };

  it('should be there for everything that the portal shows', async () => {
    const texts = textsIn(shownToCitizens(await load()), '').filter(({ path }) => !path.startsWith('retention'));
    expect(texts.length).toBeGreaterThan(60);
    // «CHF» and «‰» are the same in both languages.
    const missing = texts.filter(({ fr, path }) => fr === undefined && !path.endsWith('.unit'));
    expect(missing).toEqual([]);
  });

  it('should have the placeholders of the German text', async () => {
    const places = (text: string): string[] => [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([place]) => place).sort();
    for (const { path, de, fr } of textsIn(await load(), ''))
      expect({ path, places: places(fr ?? de) }).toEqual({ path, places: places(de) });
  });

  it('should name every task of the citizen', async () => {
    const loaded = loadPackage(await readPackageDirectory(resolve(import.meta.dirname, id)));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
    const { manifest, bpmn } = loaded.value;
    const tasks = bpmn
      .flatMap(({ outline }) => outline.elements)
      .filter((task) => task.candidateGroups.includes('citizen'));
    expect(manifest.citizenTasks.map(({ element }) => element).sort()).toEqual(
      tasks.map(({ id: task }) => task).sort(),
    );
  });
});
