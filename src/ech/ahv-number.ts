/**
 * The AHV number (eCH-0044 `vn`): 13 digits, country 756, check digit as in EAN-13. It may be used only with a legal basis
 * (AHVG 153c ff.), so it never goes into logs.
 */
export function normaliseAhvNumber(text: string): string | null {
  const digits = text.replace(/[\s.]/g, '');
  return /^756\d{10}$/.test(digits) && Number(digits[12]) === checkDigit(digits) ? digits : null;
}

/** `756.1234.5678.97`, as people read it. */
export function formatAhvNumber(digits: string): string {
  return digits.replace(/^(\d{3})(\d{4})(\d{4})(\d{2})$/, '$1.$2.$3.$4');
}

function checkDigit(digits: string): number {
  let sum = 0;
  for (let position = 0; position < 12; position += 1) sum += Number(digits[position]) * (position % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}
