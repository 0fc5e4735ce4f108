/** Swiss formats by `properties.format`: accept the spellings people use, store one. */
import { normaliseAhvNumber } from '../ech/ahv-number.js';

export type Format = (text: string) => { ok: true; value: string } | { ok: false; message: string };

const accept = (value: string | null, message: string): ReturnType<Format> =>
  value === null ? { ok: false, message } : { ok: true, value };

const ahv: Format = (text) =>
  accept(
    normaliseAhvNumber(text),
    'Diese AHV-Nummer stimmt nicht. Bitte geben Sie die 13 Ziffern ein, wie sie auf der Krankenkassenkarte stehen, zum Beispiel 756.9217.0769.85.',
  );

function normaliseIban(text: string): string | null {
  const iban = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || (/^(CH|LI)/.test(iban) && iban.length !== 21)) return null;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? iban : null;
}

const iban: Format = (text) =>
  accept(
    normaliseIban(text),
    'Diese IBAN stimmt nicht. Bitte geben Sie sie so ein, wie sie auf Ihrem Kontoauszug steht, zum Beispiel CH93 0076 2011 6238 5295 7.',
  );

/** Swiss spellings become +41…; numbers of other countries need their prefix. */
function normalisePhone(text: string): string | null {
  const digits = text
    .replace(/\(0\)/g, '')
    .replace(/[\s./()'’-]/g, '')
    .replace(/^00/, '+');
  const number = /^0[1-9]\d{8}$/.test(digits) ? `+41${digits.slice(1)}` : digits;
  if (number.startsWith('+41')) return /^\+41[1-9]\d{8}$/.test(number) ? number : null;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}

const phone: Format = (text) =>
  accept(
    normalisePhone(text),
    'Diese Telefonnummer stimmt nicht. Bitte geben Sie sie zum Beispiel so ein: 079 123 45 67.',
  );
const plz: Format = (text) =>
  accept(
    /^[1-9]\d{3}$/.test(text) ? text : null,
    'Bitte geben Sie die Postleitzahl mit vier Ziffern ein, zum Beispiel 3982.',
  );
const egid: Format = (text) =>
  accept(
    /^[1-9]\d{0,8}$/.test(text) ? text : null,
    'Der EGID besteht aus höchstens neun Ziffern. Bitte prüfen Sie die Eingabe.',
  );
const egrid: Format = (text) =>
  accept(
    /^CH\d{12}$/.test(text.replace(/\s/g, '')) ? text.replace(/\s/g, '') : null,
    'Der EGRID beginnt mit CH und hat danach zwölf Ziffern. Bitte prüfen Sie die Eingabe.',
  );
const email: Format = (text) =>
  accept(
    /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@.]{1,63}(\.[^\s@.]{1,63}){1,5}$/u.test(text) && text.length <= 254 ? text : null,
    'Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@beispiel.ch.',
  );

const FORMATS: Record<string, Format> = { ahv, iban, phone, plz, egid, egrid, email };

export const isFormat = (name: string): boolean => Object.hasOwn(FORMATS, name);
export const formatByName = (name: string | undefined): Format | null =>
  name !== undefined && isFormat(name) ? (FORMATS[name] ?? null) : null;
