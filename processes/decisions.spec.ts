import { resolve } from 'node:path';
import { compileDecisionGraph } from '../src/engine/feel/index.js';
import type { JsonValue, Variables } from '../src/engine/engine.js';
import { loadPackage, readPackageDirectory } from '../src/process-package/index.js';
import { buildingCase, demoMunicipality, frozenSettings, moveInCase } from './sample-case.js';

const NOW = Date.UTC(2026, 10, 24, 12);

/** Decides with the settings of a demo Gemeinde; `change` replaces top-level variables of the sample case. */
async function decide(
  packageId: 'baugesuch' | 'zuzug',
  decision: string,
  bfs: string,
  change: Variables = {},
): Promise<JsonValue> {
  const loaded = loadPackage(await readPackageDirectory(resolve(import.meta.dirname, packageId)));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  const pkg = loaded.value;
  const compiled = await compileDecisionGraph(pkg.dmn.find((file) => file.decisionIds.includes(decision))?.xml ?? '');
  if (!compiled.ok) throw new Error(compiled.message);
  const municipality = await demoMunicipality(bfs);
  const settings = await frozenSettings(pkg.manifest, bfs, '2026-11-24');
  const variables = { ...(packageId === 'zuzug' ? moveInCase : buildingCase)(municipality, settings), ...change };
  const result = compiled.value.evaluate(decision, { get: (name) => variables[name] }, { now: NOW });
  if (!result.ok) throw new Error(result.message);
  return result.output;
}

const parcel = (zone: string, innerhalbBauzone: boolean, more: Variables = {}): Variables => ({
  parzelle: { zone, innerhalbBauzone, angrenzend: false, flaeche: 800, ...more },
});

describe('decisions of the building package', () => {
  it.each([
    ['WOHN', true, {}, 'GEMEINDERAT'],
    ['LANDWIRTSCHAFT', false, {}, 'KBK'],
    ['STREUSIEDLUNG', false, {}, 'KBK'],
    ['SPORT', false, { angrenzend: true, flaeche: 30000 }, 'GEMEINDERAT'],
    ['SPORT', false, { angrenzend: true, flaeche: 30001 }, 'KBK'],
    ['UNKLAR', true, {}, 'MANUELL'],
  ])('should give zone %s to the right authority', async (zone, inside, more, authority) => {
    expect(await decide('baugesuch', 'bau-zustaendigkeit', '9990', parcel(zone, inside, more))).toMatchObject({
      behoerde: authority,
    });
  });

  it('should charge by the settings of the Gemeinde', async () => {
    const total = async (bfs: string) =>
      ((await decide('baugesuch', 'bau-gebuehren', bfs)) as { betrag: number }[]).reduce(
        (sum, { betrag }) => sum + betrag,
        0,
      );
    // 400'000 francs: 1.8 ‰ = 720 or 1.2 ‰ = 480; with publication 120, one objection 150, inspection 150.
    expect(await total('9990')).toBe(1140);
    expect(await total('6295')).toBe(900);
  });

  it('should ask for what the project needs', async () => {
    const documents = await decide('baugesuch', 'bau-unterlagen', '9990');
    expect(documents).toEqual(expect.arrayContaining(['Energienachweis EN-VS', 'Vollmacht der Grundeigentümerschaft']));
    expect(documents).not.toContain('Umgebungsplan');
  });

  it.each([
    ['6113', true, 'OHNE_PUBLIKATION'],
    ['6173', true, 'ORDENTLICH'],
    ['6113', false, 'ORDENTLICH'],
  ])('should choose the procedure in %s when the project is minor: %s', async (bfs, minor, expected) => {
    const gesuch = { anfrageart: 'BAUGESUCH', vorhaben: { typ: 'KLEINBAUTE', geringfuegig: minor } };
    expect(await decide('baugesuch', 'bau-verfahrensart', bfs, { gesuch })).toMatchObject({ art: expected });
  });
});

describe('decisions of the move-in package', () => {
  it('should ask for the certificate of origin only where the Gemeinde wants it', async () => {
    expect(await decide('zuzug', 'zuzug-unterlagen', '9990')).toContain('Heimatschein');
    expect(await decide('zuzug', 'zuzug-unterlagen', '6113')).not.toContain('Heimatschein');
  });

  it('should charge registration and further persons', async () => {
    expect(await decide('zuzug', 'ewk-gebuehren', '9990', { pruefung: { verspaetet: false } })).toEqual([
      { position: 'Anmeldung Hauptwohnsitz', betrag: 25 },
      { position: 'Weitere Personen', betrag: 0 },
    ]);
  });
});
