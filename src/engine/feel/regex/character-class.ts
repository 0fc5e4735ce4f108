/** Sets of characters in regular expressions: categories, blocks, escapes. */

/** Whether a code point belongs to the set. */
export type CharSet = (codePoint: number) => boolean;

export const not =
  (set: CharSet): CharSet =>
  (codePoint) =>
    !set(codePoint);
export const range =
  (from: number, to: number): CharSet =>
  (codePoint) =>
    codePoint >= from && codePoint <= to;
export const one =
  (wanted: number): CharSet =>
  (codePoint) =>
    codePoint === wanted;
export const anyOf = (sets: readonly CharSet[]): CharSet => {
  const [only] = sets;
  return sets.length === 1 && only ? only : (codePoint) => sets.some((set) => set(codePoint));
};

/** Letters in either case. */
export function ignoringCase(set: CharSet): CharSet {
  return (codePoint) => {
    if (set(codePoint)) return true;
    const text = String.fromCodePoint(codePoint);
    const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
    return (
      (lower.length === text.length && set(lower.codePointAt(0) ?? 0)) ||
      (upper.length === text.length && set(upper.codePointAt(0) ?? 0))
    );
  };
}

const BLOCKS: Record<string, readonly [number, number]> = {
  BasicLatin: [0x0000, 0x007f],
  'Latin-1Supplement': [0x0080, 0x00ff],
  'LatinExtended-A': [0x0100, 0x017f],
  'LatinExtended-B': [0x0180, 0x024f],
  IPAExtensions: [0x0250, 0x02af],
  Greek: [0x0370, 0x03ff],
  GreekandCoptic: [0x0370, 0x03ff],
  Cyrillic: [0x0400, 0x04ff],
  Armenian: [0x0530, 0x058f],
  Hebrew: [0x0590, 0x05ff],
  Arabic: [0x0600, 0x06ff],
  Devanagari: [0x0900, 0x097f],
  Thai: [0x0e00, 0x0e7f],
  GeneralPunctuation: [0x2000, 0x206f],
  CurrencySymbols: [0x20a0, 0x20cf],
  LetterlikeSymbols: [0x2100, 0x214f],
  Arrows: [0x2190, 0x21ff],
  MathematicalOperators: [0x2200, 0x22ff],
  Hiragana: [0x3040, 0x309f],
  Katakana: [0x30a0, 0x30ff],
  CJKUnifiedIdeographs: [0x4e00, 0x9fff],
  HangulSyllables: [0xac00, 0xd7af],
};
const POSIX: Record<string, string> = {
  Alpha: 'A-Za-z',
  Lower: 'a-z',
  Upper: 'A-Z',
  Digit: '0-9',
  Alnum: 'A-Za-z0-9',
  Space: ' \\t\\n\\v\\f\\r',
  Punct: '!-\\/:-@\\[-`{-~',
  ASCII: '\\x00-\\x7F',
};

const properties = new Map<string, CharSet | null>();

/** `\p{…}`: a category (`L`, `Nd`), a block (`IsGreek`) or one of POSIX's names; null when there is none. */
export function property(name: string): CharSet | null {
  const known = properties.get(name);
  if (known !== undefined) return known;
  const made = makeProperty(name);
  if (properties.size < 200) properties.set(name, made);
  return made;
}

function makeProperty(name: string): CharSet | null {
  const block = BLOCKS[name.replace(/^(Is|In)/, '')];
  if (/^(Is|In)/.test(name) && block) return range(block[0], block[1]);
  const source = Object.hasOwn(POSIX, name) ? `[${POSIX[name]}]` : /^[A-Z][a-z]?$/.test(name) ? `\\p{${name}}` : null;
  if (source === null) return null;
  try {
    const expression = new RegExp(source, 'u');
    return (codePoint) => expression.test(String.fromCodePoint(codePoint));
  } catch {
    return null;
  }
}

const space: CharSet = (codePoint) => codePoint === 32 || (codePoint >= 9 && codePoint <= 13);
const digit: CharSet = (codePoint) =>
  codePoint < 128 ? codePoint >= 48 && codePoint <= 57 : (property('Nd')?.(codePoint) ?? false);
/** XML's characters for names; a letter or `_` or `:` at the start. */
const nameStart: CharSet = (codePoint) =>
  codePoint === 58 || codePoint === 95 || /\p{L}/u.test(String.fromCodePoint(codePoint));
const nameCharacter: CharSet = (codePoint) =>
  nameStart(codePoint) ||
  codePoint === 45 ||
  codePoint === 46 ||
  codePoint === 0xb7 ||
  /[\p{Nd}\p{M}]/u.test(String.fromCodePoint(codePoint));
/** Letters, marks, numbers, symbols, and the underscore, which Java counts too. */
export const word: CharSet = (codePoint) =>
  codePoint < 128
    ? (codePoint >= 48 && codePoint <= 57) ||
      (codePoint >= 65 && codePoint <= 90) ||
      codePoint === 95 ||
      (codePoint >= 97 && codePoint <= 122)
    : /[\p{L}\p{M}\p{N}\p{S}]/u.test(String.fromCodePoint(codePoint));

const CLASSES: Record<string, CharSet> = {
  s: space,
  S: not(space),
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  i: nameStart,
  I: not(nameStart),
  c: nameCharacter,
  C: not(nameCharacter),
};

/** The set behind `\d`, `\s`, `\i` …; null for letters that name none. */
export const classEscape = (letter: string): CharSet | null =>
  Object.hasOwn(CLASSES, letter) ? (CLASSES[letter] ?? null) : null;
