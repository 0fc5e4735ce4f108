/** Check digits of Swiss payments (SIX Implementation Guidelines QR-bill 2.3, annex B; ISO 11649 for SCOR). */

const CARRY = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** Check digit modulo 10, recursive, of a string of digits. */
export function mod10Recursive(digits: string): number {
  let carry = 0;
  for (const digit of digits) carry = CARRY[(carry + Number(digit)) % 10] ?? 0;
  return (10 - carry) % 10;
}

/** What a payment is for; two digits of the reference. */
export const PAYMENT_KINDS = ['01', '02'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export interface CaseNumberParts {
  bfs: string;
  year: string;
  running: number;
}

/** Splits `9990-2026-0001`; null when the text is no case number. */
export function parseCaseNumber(number: string): CaseNumberParts | null {
  const match = /^(\d{4})-(\d{4})-(\d{4,10})$/.exec(number);
  if (match === null) return null;
  return { bfs: match[1] ?? '', year: match[2] ?? '', running: Number(match[3]) };
}

/** QR reference of 27 digits: `{bfs 4}{year 4}{running number 10}{kind 2}{counter 6}` and the check digit. */
export function qrReference(caseNumber: CaseNumberParts, kind: PaymentKind, counter = 0): string {
  const body = `${caseNumber.bfs}${caseNumber.year}${String(caseNumber.running).padStart(10, '0')}${kind}${String(counter).padStart(6, '0')}`;
  return body + String(mod10Recursive(body));
}

/** Creditor reference `RF` + check digits + the same parts, at most 25 characters. */
export function creditorReference(caseNumber: CaseNumberParts, kind: PaymentKind, counter = 0): string {
  const body = `${caseNumber.bfs}${caseNumber.year}${String(caseNumber.running).padStart(6, '0')}${kind}${counter === 0 ? '' : String(counter)}`;
  const check = 98 - mod97(`${body}RF00`);
  return `RF${String(check).padStart(2, '0')}${body}`;
}

export function isCreditorReference(text: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

export function isQrReference(text: string): boolean {
  return /^\d{27}$/.test(text) && mod10Recursive(text.slice(0, 26)) === Number(text[26]);
}

/** A QR-IBAN names an institution from 30000 to 31999 (digits 5 to 9) and requires a QR reference. */
export function isQrIban(iban: string): boolean {
  const institution = Number(iban.replaceAll(' ', '').slice(4, 9));
  return institution >= 30000 && institution <= 31999;
}

function mod97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const number = Number.parseInt(character, 36);
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
  }
  return remainder;
}
