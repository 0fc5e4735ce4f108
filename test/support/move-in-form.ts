/** A complete «Zuzug», page by page as the browser sends it. */
export const MOVE_IN_STEPS = [
  { zuzugsdatum: '2026-11-15', wohnsitzart: 'HAUPT' },
  { kontakt: { name: 'Anna Muster', email: 'anna@example.ch' } },
  { herkunft: { von: 'SCHWEIZ', plz: '3930', ort: 'Visp' } },
  {
    neueAdresse: { strasse: 'Dorfstrasse', hausnummer: '12', plz: '3999', ort: 'Musterdorf', wohnverhaeltnis: 'MIETE' },
  },
  {
    personen: [
      {
        vorname: 'Anna',
        name: 'Muster',
        geburtsdatum: '1985-03-15',
        geschlecht: '2',
        ahv: '756.9217.0769.85',
        zivilstand: '1',
        staatsangehoerigkeit: 'CH',
        heimatort: 'Naters',
      },
    ],
  },
  { haushalt: { kinderOhneBeideEltern: 'nein', kvgNachweisVorhanden: 'ja' } },
  { unterlagen: {} },
  { abschluss: { bestaetigung: true } },
];
