import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readQrCodes } from '../test/support/read-pdf-qr.js';
import type { Variables } from '../src/engine/engine.js';
import {
  creditorReference,
  isQrIban,
  parseCaseNumber,
  parseLetterTemplate,
  PdfRenderer,
  qrReference,
  renderLetter,
} from '../src/document/index.js';
import type { Municipality } from '../src/municipality/profile.js';
import { loadPackage, type ProcessPackage, readPackageDirectory } from '../src/process-package/index.js';
import { letterSender } from '../src/worker/letter-sender.js';
import { buildingCase, demoMunicipality, frozenSettings, moveInCase } from './sample-case.js';

const NOW = Date.UTC(2026, 10, 24, 12);
const CODE = 'K7QF-3WTA-9XHM';
/** CI sets it and validates what lies there as PDF/A-3b (scripts/verapdf.mjs). */
const KEEP_IN = process.env.DSC_LETTERS_DIR;

const load = async (id: string): Promise<ProcessPackage> => {
  const loaded = loadPackage(await readPackageDirectory(resolve(import.meta.dirname, id)));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.value;
};

const LETTERS: [string, string][] = [
  ...[
    'abschreibung',
    'bauentscheid',
    'eingangsbestaetigung',
    'gebuehrenrechnung',
    'meldung-antwort',
    'nachforderung',
    'publikation',
    'rechtskraft',
  ].map((name): [string, string] => ['baugesuch', name]),
  ...['gebuehrenrechnung', 'kvg-aufforderung', 'meldebestaetigung', 'rueckweisung'].map((name): [string, string] => [
    'zuzug',
    name,
  ]),
];

describe('letters of the process library', () => {
  const renderer = new PdfRenderer();
  afterAll(() => renderer.close());

  const draw = async (pkg: ProcessPackage, municipality: Municipality, name: string, change: Variables = {}) => {
    const template = parseLetterTemplate(pkg.letters.get(name)?.get('de') ?? '');
    if (!template.ok) throw new Error(template.message);
    const settings = await frozenSettings(pkg.manifest, municipality.bfs, '2026-11-24');
    const variables =
      pkg.manifest.id === 'zuzug' ? moveInCase(municipality, settings) : buildingCase(municipality, settings);
    const { profile } = municipality;
    const iban = profile.qrIban ?? profile.iban ?? '';
    const number = parseCaseNumber('9990-2026-0042') ?? { bfs: '', year: '', running: 0 };
    const { street = '', houseNumber = '', postalCode = '', town = '' } = profile.address ?? {};
    return renderLetter(renderer, {
      template: template.value,
      language: 'de',
      variables: { ...variables, ...change },
      sender: letterSender(municipality),
      now: NOW,
      verification: { code: CODE, url: `https://dsc.example/pruefen/${CODE}` },
      bill: {
        iban,
        reference: isQrIban(iban) ? qrReference(number, '01') : creditorReference(number, '01'),
        amount: Number(variables.gebuehrenTotal),
        creditor: { name: profile.officialName ?? '', street, houseNumber, postalCode, town },
        message: 'Gebührenrechnung 9990-2026-0042',
      },
    });
  };

  it('should cover every letter of both packages', async () => {
    const all = await Promise.all(['baugesuch', 'zuzug'].map(load));
    expect(all.flatMap((pkg) => [...pkg.letters.keys()].map((name) => [pkg.manifest.id, name])).sort()).toEqual(
      [...LETTERS].sort(),
    );
  });

  it.each(LETTERS)('should draw %s/%s for Musterdorf and for Bitsch', async (id, name) => {
    const pkg = await load(id);
    for (const bfs of ['9990', '6173']) {
      const letter = await draw(pkg, await demoMunicipality(bfs), name);
      if (!letter.ok) throw new Error(letter.error.message);
      expect(letter.value.pdf.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
      expect(letter.value.sha256).toMatch(/^[0-9a-f]{64}$/);
      if (KEEP_IN !== undefined) {
        await mkdir(KEEP_IN, { recursive: true });
        await writeFile(join(KEEP_IN, `${id}-${name}-${bfs}.pdf`), letter.value.pdf);
      }
    }
  });

  it.each([
    ['baugesuch', 'nachforderung'],
    ['zuzug', 'rueckweisung'],
    ['zuzug', 'kvg-aufforderung'],
  ])('should name the last day in %s/%s, or not be written at all', async (id, name) => {
    const letter = await draw(await load(id), await demoMunicipality('9990'), name, { frist: null });
    expect(letter).toMatchObject({ ok: false, error: { placeholder: expect.stringContaining('frist.letzterTag') } });
  });

  it('should put a payment part for the addressee on the invoice', async () => {
    const letter = await draw(await load('baugesuch'), await demoMunicipality('6173'), 'gebuehrenrechnung');
    if (!letter.ok) throw new Error(letter.error.message);
    expect(letter.value.pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
    const payload = (readQrCodes(letter.value.pdf)[0] ?? '').split('\n');
    expect(payload.slice(0, 11)).toEqual([
      'SPC',
      '0200',
      '1',
      'CH9300762011623852957',
      'S',
      'Gemeinde Bitsch',
      'Furkastrasse',
      '88',
      '3982',
      'Bitsch',
      'CH',
    ]);
    expect(payload.slice(18)).toEqual([
      '990.00',
      'CHF',
      'S',
      'Zoë Müller-Grünig',
      'Bahnhofstrasse',
      '3a',
      '3930',
      'Visp',
      'CH',
      'SCOR',
      creditorReference(
        {
          bfs: '9990',
          year: '2026',
          running: 42,
        },
        '01',
      ),
      'Gebührenrechnung 9990-2026-0042',
      'EPD',
    ]);
  });

  it('should stop and name the placeholder when a value is missing', async () => {
    const letter = await draw(await load('baugesuch'), await demoMunicipality('9990'), 'bauentscheid', {
      beschluss: { ergebnis: 'BEWILLIGT' },
    });
    expect(letter).toMatchObject({
      ok: false,
      error: { code: 'MISSING_VALUE', placeholder: expect.stringContaining('beschluss') },
    });
  });

  it('should refuse an address without a name', async () => {
    const letter = await draw(await load('zuzug'), await demoMunicipality('9990'), 'meldebestaetigung', {
      meldung: { kontakt: {} },
    });
    expect(letter.ok).toBe(false);
  });
});
