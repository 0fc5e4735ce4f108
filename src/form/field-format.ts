/** Swiss formats by `properties.format`: accept the spellings people use, store one. */
import { normaliseAhvNumber } from '../ech/ahv-number.js';

/** The one spelling that is stored; null when the text is none of them. */
export type Format = (text: string) => string | null;

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

/** Spaces fall away. */
const egrid: Format = (text) => {
  const joined = text.replace(/\s/g, '');
  return /^CH\d{12}$/.test(joined) ? joined : null;
};

const matching =
  (pattern: RegExp): Format =>
  (text) =>
    pattern.test(text) ? text : null;

const EMAIL = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@.]{1,63}(\.[^\s@.]{1,63}){1,5}$/u;

const FORMATS = {
  ahv: normaliseAhvNumber,
  iban: normaliseIban,
  phone: normalisePhone,
  plz: matching(/^[1-9]\d{3}$/),
  egid: matching(/^[1-9]\d{0,8}$/),
  egrid,
  email: (text) => (EMAIL.test(text) && text.length <= 254 ? text : null),
} satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const isFormat = (name: string | undefined): name is FormatName =>
  name !== undefined && Object.hasOwn(FORMATS, name);

export const readFormat = (name: FormatName, text: string): string | null => FORMATS[name](text);
