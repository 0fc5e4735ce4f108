import { randomInt } from 'node:crypto';

/** Without letters and digits that people confuse on paper (0 O, 1 I L, 5 S, 8 B). */
const ALPHABET = '234679ACDEFGHJKMNPQRTUVWXYZ';

/** A code of twelve characters in three groups, `K7QF-3WTA-9XHM`; 57 bits, so that guessing is hopeless. */
export function newVerificationCode(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}

/** What people type, in the form that is stored; null when it cannot be a code. */
export function normaliseVerificationCode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.length === 12 ? `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}` : null;
}
