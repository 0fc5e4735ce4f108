/** The text behind a string literal of FEEL. */
const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
};

/** The text a string literal stands for. */
export function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs,
      (whole, short?: string, long?: string, single?: string) => {
        if (short) return String.fromCharCode(Number.parseInt(short, 16));
        if (long)
          return Number.parseInt(long, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(long, 16)) : whole;
        return ESCAPES[single ?? ''] ?? whole;
      },
    );
}
