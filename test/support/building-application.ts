/** A complete «Baugesuch» as the e-form sends it. */
export const buildingApplication = (change: { name?: string; parzelle?: string } = {}) => ({
  anfrageart: 'BAUGESUCH',
  gesuchsteller: {
    art: 'PERSON',
    name: change.name ?? 'Beat Beispiel',
    strasse: 'Furkastrasse',
    hausnummer: '3',
    plz: '3982',
    ort: 'Bitsch',
    email: 'beat@example.ch',
  },
  beteiligte: { istEigentuemer: 'ja' },
  grundstueck: { parzelle: change.parzelle ?? '1586', bestehendesGebaeude: 'ja' },
  vorhaben: {
    bezeichnung: 'Carport',
    typ: 'UMBAU',
    beschreibung: 'Offener Unterstand',
    baukosten: 85_000,
    wohnungen: 0,
    geringfuegig: false,
  },
  unterlagen: {},
  abschluss: { bestaetigung: true },
});
