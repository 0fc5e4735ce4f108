import { resolve } from 'node:path';
import type { JsonValue, Variables } from '../src/engine/engine.js';
import { compileExpression } from '../src/engine/feel/index.js';
import { loadPackage, readPackageDirectory } from '../src/process-package/index.js';
import { buildingCase, demoMunicipality, frozenSettings, moveInCase } from './sample-case.js';

const NOW = Date.UTC(2026, 10, 24, 12);
const INPUT = /<zeebe:input source="=([^"]+)" target="(anzeige|text)" \/>/g;
const decoded = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>');

/** What the models of a package write for people to read, for a person who lives in a house without a number. */
async function shownTexts(packageId: 'baugesuch' | 'zuzug'): Promise<JsonValue[]> {
  const loaded = loadPackage(await readPackageDirectory(resolve(import.meta.dirname, packageId)));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  const settings = await frozenSettings(loaded.value.manifest, '9990', '2026-11-24');
  const sample = packageId === 'zuzug' ? moveInCase : buildingCase;
  const variables = withoutHouseNumber(sample(await demoMunicipality('9990'), settings)) as Variables;
  const sources = loaded.value.bpmn.flatMap(({ xml }) => [...xml.matchAll(INPUT)].map(([, source = '']) => source));
  return sources.map((source) => {
    const compiled = compileExpression(`=${decoded(source)}`);
    if (!compiled.ok) throw new Error(compiled.message);
    const result = compiled.value.evaluate({ get: (name) => variables[name] }, { now: NOW });
    if (!result.ok) throw new Error(result.message);
    return result.value;
  });
}

function withoutHouseNumber(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutHouseNumber);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === 'hausnummer' ? null : withoutHouseNumber(each)]),
  );
}

const isObject = (value: JsonValue): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const field = (texts: JsonValue[], name: string): JsonValue[] =>
  texts.flatMap((text) => (isObject(text) && name in text ? [text[name] ?? null] : []));

describe('texts that models write', () => {
  it('should name the new address of a house without a number to staff, and every text should exist', async () => {
    const texts = await shownTexts('zuzug');
    expect(texts).not.toContain(null);
    expect(field(texts, 'adresse')).toEqual(Array.from({ length: 4 }, () => 'Dorfstrasse, 3999 Musterdorf'));
  });

  it('should tell other offices day and address as people write them', async () => {
    const texts = await shownTexts('zuzug');
    const reports = texts.filter((text) => typeof text === 'string' && text.startsWith('Neu zugezogen'));
    expect(reports).toHaveLength(4);
    for (const report of reports) {
      expect(report).toMatch(/^Neu zugezogen per 15\.11\.2026: .+ \(15\.03\.1985\)/);
      expect(report).toContain('Adresse: Dorfstrasse, 3999 Musterdorf');
    }
  });

  it('should name the street of an applicant whose house has no number, and the decision in words', async () => {
    const texts = await shownTexts('baugesuch');
    expect(field(texts, 'strasse')).toEqual(['Bahnhofstrasse', 'Bahnhofstrasse']);
    expect(field(texts, 'ergebnis')).toEqual(['Bewilligt']);
    // An entry of a context hides the variable of the same name from the entries behind it.
    expect(field(texts, 'zone')).toEqual(['Wohnzone W2']);
  });
});
