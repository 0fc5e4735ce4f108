import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Variables } from '../src/engine/engine.js';
import type { Municipality } from '../src/municipality/profile.js';
import { municipalityVariables } from '../src/municipality/profile.js';
import { parseSettingsFile, type PackageManifest, resolveSettings } from '../src/process-package/index.js';

const SETTINGS = resolve(import.meta.dirname, 'settings');

/** A demo Gemeinde as its settings file describes it. */
export async function demoMunicipality(bfs: string): Promise<Municipality> {
  const file = parseSettingsFile(`${bfs}.yaml`, await readFile(resolve(SETTINGS, `${bfs}.yaml`), 'utf8'));
  const profile = file.profil ?? {};
  return {
    bfs,
    name: file.name ?? bfs,
    slug: (file.name ?? bfs).toLowerCase(),
    district: 'Visp',
    postalCode: profile.address?.postalCode ?? '',
    validTo: null,
    successor: null,
    profile,
  };
}

/** The settings that a case of this Gemeinde would freeze on that day. */
export async function frozenSettings(manifest: PackageManifest, bfs: string, onDay: string): Promise<Variables> {
  const read = async (name: string) => parseSettingsFile(name, await readFile(resolve(SETTINGS, name), 'utf8'));
  const region = (await read('region.yaml')).einstellungen[manifest.id] ?? {};
  const gemeinde = (await read(`${bfs}.yaml`)).einstellungen[manifest.id] ?? {};
  return resolveSettings(manifest, { region, gemeinde }, onDay).values as Variables;
}

const fall = {
  id: '7d2f5a3e-4c1b-4a6d-9e8f-0a1b2c3d4e5f',
  nummer: '9990-2026-0042',
  kanal: 'portal',
  eingereichtAm: '2026-11-24',
};

/** Variables of a building application shortly before its end: an invented case in which every letter has something to say. */
export const buildingCase = (municipality: Municipality, einstellungen: Variables): Variables => ({
  fall,
  gemeinde: municipalityVariables(municipality),
  einstellungen,
  gesuch: {
    anfrageart: 'BAUGESUCH',
    gesuchsteller: {
      art: 'PERSON',
      name: 'Zoë Müller-Grünig',
      strasse: 'Bahnhofstrasse',
      hausnummer: '3a',
      plz: '3930',
      ort: 'Visp',
      email: 'zoe@example.ch',
    },
    beteiligte: { istEigentuemer: 'nein', eigentuemer: 'Erbengemeinschaft Grünig', planverfasser: 'Büro Punkt, Brig' },
    grundstueck: { parzelle: '1586', bestehendesGebaeude: 'ja' },
    vorhaben: {
      bezeichnung: 'Anbau Wintergarten «Süd»',
      typ: 'UMBAU',
      beschreibung: 'Verglaster Anbau',
      baukosten: 400000,
      wohnungen: 0,
    },
  },
  parzelle: {
    nummer: '1586',
    egrid: 'CH999000001586',
    zone: 'WOHN',
    zonenbezeichnung: 'Wohnzone W2',
    flaeche: 820,
    innerhalbBauzone: true,
  },
  zustaendigkeit: {
    behoerde: 'GEMEINDERAT',
    rechtsmittelinstanz: 'STAATSRAT',
    begruendung: 'Vorhaben innerhalb der Bauzone (Art. 2 BauG).',
  },
  verfahrensart: { art: 'ORDENTLICH', begruendung: 'Ordentliches Verfahren' },
  formell: { ergebnis: 'UNVOLLSTAENDIG', fehlend: 'Energienachweis EN-VS\n\nUnterschrift der Planverfasserin' },
  beurteilung: { ergebnis: 'BESTAETIGT', antwort: 'Die Anlage ist genügend angepasst.' },
  publikation: { nummer: 'BP-VS-9990-00001', datum: '2026-12-04' },
  einspracheEnde: '2027-01-04',
  einsprachen: [{ von: 'Nachbar | Meier', eingang: '2026-12-10', gruende: 'Grenzabstand *nicht* eingehalten' }],
  einigung: { ergebnis: 'FESTHALTEN', protokoll: 'Keine Einigung.' },
  entwurf: { antrag: 'BEWILLIGT', erwaegungen: 'Das Vorhaben ist zonenkonform.\n\nDie Einsprache ist unbegründet.' },
  auflagen: [
    { zeitpunkt: 'vor Baubeginn', text: 'Farbmuster vorlegen.' },
    { zeitpunkt: 'dauernd', text: 'Der Anbau bleibt unbeheizt.' },
  ],
  gebuehren: [
    { position: 'Bewilligungsgebühr 1.8 ‰ der Baukosten', betrag: 720 },
    { position: 'Publikation im Amtsblatt', betrag: 120 },
    { position: 'Behandlung von Einsprachen', betrag: 150 },
  ],
  gebuehrenTotal: 990,
  beschluss: { ergebnis: 'BEWILLIGT', datum: '2027-01-12', protokollNr: '2027-12', ausstand: 'Gemeinderätin Grünig' },
  rechnung: { nummer: 'R-1', zahlbarBis: '2027-02-15' },
  zustellung: { art: 'PORTAL', datum: '2027-01-15' },
  beschwerdeEnde: '2027-02-15',
  frist: { letzterTag: '2026-12-24' },
});

/** Variables of a move-in shortly before its end. */
export const moveInCase = (municipality: Municipality, einstellungen: Variables): Variables => ({
  fall,
  gemeinde: municipalityVariables(municipality),
  einstellungen,
  meldung: {
    zuzugsdatum: '2026-11-15',
    wohnsitzart: 'HAUPT',
    kontakt: { name: 'Anna Muster', email: 'anna@example.ch' },
    herkunft: { von: 'SCHWEIZ', plz: '3930', ort: 'Visp' },
    neueAdresse: {
      strasse: 'Dorfstrasse',
      hausnummer: '12',
      plz: '3999',
      ort: 'Musterdorf',
      stockwerk: '2. Stock',
      wohnverhaeltnis: 'MIETE',
    },
    personen: [
      {
        vorname: 'Anna',
        name: 'Muster',
        geburtsdatum: '1985-03-15',
        geschlecht: '2',
        ahv: '7569217076985',
        zivilstand: '1',
        staatsangehoerigkeit: 'CH',
        heimatort: 'Naters',
      },
      {
        vorname: 'Łukasz',
        name: 'Müller',
        geburtsdatum: '1984-07-01',
        geschlecht: '1',
        ahv: '7561234567897',
        zivilstand: '1',
        staatsangehoerigkeit: 'EU',
        bewilligung: '02',
      },
    ],
  },
  pruefungMeldung: { ergebnis: 'ERGAENZEN', hinweis: 'Der Mietvertrag fehlt.', kvgVorhanden: false },
  gebuehren: [{ position: 'Anmeldung Hauptwohnsitz', betrag: 25 }],
  gebuehrenTotal: 25,
  rechnung: { nummer: 'R-9', zahlbarBis: '2026-12-24' },
  frist: { letzterTag: '2026-12-28' },
});
