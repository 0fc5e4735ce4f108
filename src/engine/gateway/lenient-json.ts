import type { JsonValue } from '../engine.js';

/** Text that is no JSON, even read leniently, or holds a number that would lose digits; the message says where. */
export class JsonFault extends Error {}

/** Lists and objects inside each other; the engine takes fewer. */
const MOST_LEVELS = 1_000;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const INTEGER = /^-?\d+$/;
const SPACE = /[ \t\n\r]*/y;
const LITERALS: readonly [string, JsonValue][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** May hold numbers that `JSON.parse` would change without a word: many digits, or an exponent. */
const RISKY = /\d{16}|\d[eE]/;

/**
 * Reads one JSON value as Zeebe's gateway does: texts and names may stand in single quotes, what follows the value is
 * ignored, a number beyond all bounds (`1e400`) becomes the text "Infinity". Whole numbers that a JavaScript number cannot
 * hold exactly are a fault: Zeebe keeps up to 64 bits, and half a social security number is worse than a refusal.
 *
 * @throws JsonFault
 */
export function parseLeniently(text: string): JsonValue {
  if (!RISKY.test(text)) {
    try {
      return JSON.parse(text) as JsonValue;
    } catch {
      // Not strict JSON: read it character by character.
    }
  }
  return new Reader(text).value(0);
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(level: number): JsonValue {
    if (level > MOST_LEVELS) throw this.fault(`more than ${MOST_LEVELS} lists and objects stand inside each other`);
    this.skipSpace();
    const character = this.text[this.at];
    if (character === '{') return this.object(level);
    if (character === '[') return this.list(level);
    if (character === '"' || character === "'") return this.string(character);
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  private object(level: number): JsonValue {
    const object: { [name: string]: JsonValue } = {};
    this.at += 1;
    this.skipSpace();
    if (this.skip('}')) return object;
    do {
      this.skipSpace();
      const quote = this.text[this.at];
      if (quote !== '"' && quote !== "'") throw this.fault('a name in quotes is expected');
      const name = this.string(quote);
      this.skipSpace();
      if (!this.skip(':')) throw this.fault('a colon is expected');
      const value = this.value(level + 1);
      // Not by assignment: `__proto__` is a name like any other.
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
      this.skipSpace();
    } while (this.skip(','));
    if (!this.skip('}')) throw this.fault('a comma or the end of the object is expected');
    return object;
  }

  private list(level: number): JsonValue {
    const list: JsonValue[] = [];
    this.at += 1;
    this.skipSpace();
    if (this.skip(']')) return list;
    do {
      list.push(this.value(level + 1));
      this.skipSpace();
    } while (this.skip(','));
    if (!this.skip(']')) throw this.fault('a comma or the end of the list is expected');
    return list;
  }

  private string(quote: string): string {
    const parts: string[] = [];
    this.at += 1;
    let from = this.at;
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) throw this.fault('a text has no end');
      if (character < ' ') throw this.fault('a text holds a control character');
      if (character === quote) {
        parts.push(this.text.slice(from, this.at));
        this.at += 1;
        return parts.join('');
      }
      this.at += 1;
      if (character !== '\\') continue;
      parts.push(this.text.slice(from, this.at - 1), this.escaped());
      from = this.at;
    }
  }

  private escaped(): string {
    const character = this.text[this.at] ?? '';
    this.at += 1;
    const known = ESCAPES[character];
    if (known !== undefined) return known;
    const digits = this.text.slice(this.at, this.at + 4);
    if (character !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) throw this.fault('an escape is unknown');
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(): JsonValue {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) throw this.fault('a value is expected');
    const number = Number(found);
    if (INTEGER.test(found) && !Number.isSafeInteger(number)) {
      throw this.fault(`the number ${found.slice(0, 40)} has more digits than can be kept; send it as a text`);
    }
    this.at += found.length;
    return Number.isFinite(number) ? number : String(number);
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private fault(what: string): JsonFault {
    return new JsonFault(`${what} at character ${this.at + 1}`);
  }
}
