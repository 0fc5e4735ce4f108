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

interface Address {
  strasse?: string;
  hausnummer?: string;
  plz?: string;
  ort?: string;
}

/** The same as one piece, moved to another address if wanted. */
export function moveIn(address: Address = {}): Record<string, unknown> {
  const whole = Object.assign({}, ...MOVE_IN_STEPS) as Record<string, unknown> & { neueAdresse: Address };
  return { ...whole, neueAdresse: { ...whole.neueAdresse, ...address } };
}
