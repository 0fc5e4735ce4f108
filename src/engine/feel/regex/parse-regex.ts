/** Reads a regular expression: XPath's flavour (FEEL's standard) and what Java's, which Zeebe uses, adds in daily use. */
import type { CharSet } from './character-class.js';
import { anyOf, classEscape, ignoringCase, not, one, property, range } from './character-class.js';

export type Piece =
  | { is: 'set'; set: CharSet }
  | { is: 'group'; index: number | null; branches: Piece[][] }
  | { is: 'look'; ahead: boolean; wanted: boolean; branches: Piece[][] }
  | { is: 'reference'; index: number }
  | { is: 'start' | 'end' | 'word-edge' | 'no-word-edge' }
  | { is: 'repeat'; piece: Piece; minimum: number; maximum: number; lazy: boolean };

export interface Flags {
  dotAll: boolean;
  multiline: boolean;
  ignoreCase: boolean;
  extended: boolean;
}

export interface ParsedRegex {
  branches: Piece[][];
  groups: number;
  flags: Flags;
}

export class RegexError extends Error {}

const SIMPLE_ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, f: 12 };

export function parseRegex(source: string, flags: Flags): ParsedRegex {
  const reader = new Reader(source, flags);
  const branches = reader.branches();
  if (!reader.atEnd) throw new RegexError(`unexpected ${reader.peek() ?? 'end'}`);
  return { branches, groups: reader.groups, flags };
}

/** Flag x: white space counts only inside classes, and goes before anything else is read. */
function withoutSpaces(signs: readonly string[]): string[] {
  let depth = 0;
  return signs.filter((sign, at) => {
    const escaped = signs[at - 1] === '\\' && signs[at - 2] !== '\\';
    if (sign === '[' && !escaped) depth += 1;
    if (sign === ']' && !escaped && depth > 0) depth -= 1;
    return depth > 0 || !/\s/.test(sign);
  });
}

class Reader {
  groups = 0;
  private at = 0;
  private depth = 0;
  private readonly signs: string[];

  constructor(
    source: string,
    private readonly flags: Flags,
  ) {
    this.signs = flags.extended ? withoutSpaces([...source]) : [...source];
  }

  get atEnd(): boolean {
    return this.at >= this.signs.length;
  }

  peek(offset = 0): string | undefined {
    return this.signs[this.at + offset];
  }

  branches(): Piece[][] {
    this.depth += 1;
    if (this.depth > 50) throw new RegexError('too deep');
    const branches = [this.branch()];
    while (this.peek() === '|') {
      this.at += 1;
      branches.push(this.branch());
    }
    this.depth -= 1;
    return branches;
  }

  private branch(): Piece[] {
    const pieces: Piece[] = [];
    for (let sign = this.peek(); sign !== undefined && sign !== '|' && sign !== ')'; sign = this.peek()) {
      pieces.push(this.repeated(this.atom()));
    }
    return pieces;
  }

  private repeated(piece: Piece): Piece {
    let result = piece;
    const bounds = this.bounds();
    if (bounds) {
      const lazy = this.take('?');
      // Java's possessive sign only saves steps.
      if (!lazy) this.take('+');
      result = { is: 'repeat', piece, minimum: bounds[0], maximum: bounds[1], lazy };
    }
    return result;
  }

  private bounds(): [number, number] | null {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    if (this.peek() !== '{') return null;
    const rest = this.signs.slice(this.at, this.at + 24).join('');
    const match = /^\{(\d{1,5})(?:(,)(\d{0,5}))?\}/.exec(rest);
    if (!match) throw new RegexError('bad quantity');
    this.at += match[0].length;
    const minimum = Number(match[1]);
    const maximum = match[2] === undefined ? minimum : match[3] === '' ? Infinity : Number(match[3]);
    if (maximum < minimum) throw new RegexError('bad quantity');
    return [minimum, maximum];
  }

  private take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.at += 1;
    return true;
  }

  private atom(): Piece {
    const sign = this.signs[this.at] ?? '';
    this.at += 1;
    switch (sign) {
      case '.':
        return { is: 'set', set: this.flags.dotAll ? () => true : (point) => point !== 10 && point !== 13 };
      case '^':
        return { is: 'start' };
      case '$':
        return { is: 'end' };
      case '(':
        return this.group();
      case '[':
        return { is: 'set', set: this.characterClass() };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
      case '{':
        throw new RegexError('nothing to repeat');
      default:
        return { is: 'set', set: this.cased(one(sign.codePointAt(0) ?? 0)) };
    }
  }

  private cased(set: CharSet): CharSet {
    return this.flags.ignoreCase ? ignoringCase(set) : set;
  }

  private group(): Piece {
    const look = /^\?(<?)([=!])/.exec(this.signs.slice(this.at, this.at + 3).join(''));
    let piece: Piece;
    if (look) {
      this.at += look[0].length;
      piece = { is: 'look', ahead: look[1] === '', wanted: look[2] === '=', branches: this.branches() };
    } else {
      const opening = /^\?(:|<([A-Za-z]\w*)>)/.exec(this.signs.slice(this.at, this.at + 40).join(''));
      if (opening) this.at += opening[0].length;
      else if (this.peek() === '?') throw new RegexError('unknown group');
      const captures = opening?.[1] !== ':';
      if (captures) this.groups += 1;
      piece = { is: 'group', index: captures ? this.groups : null, branches: this.branches() };
    }
    if (!this.take(')')) throw new RegexError('unclosed group');
    return piece;
  }

  private escape(): Piece {
    const sign = this.peek();
    if (sign === undefined) throw new RegexError('open escape');
    if (sign === 'b' || sign === 'B') {
      this.at += 1;
      return { is: sign === 'b' ? 'word-edge' : 'no-word-edge' };
    }
    if (/[1-9]/.test(sign)) {
      this.at += 1;
      let index = Number(sign);
      // As many digits as name a group that was opened before; the rest is text.
      for (let digit = this.peek(); digit !== undefined && /\d/.test(digit); digit = this.peek()) {
        if (index * 10 + Number(digit) > this.groups) break;
        index = index * 10 + Number(digit);
        this.at += 1;
      }
      if (index > this.groups) throw new RegexError('no such group');
      return { is: 'reference', index };
    }
    return { is: 'set', set: this.cased(this.escapedSet()) };
  }

  /** After the backslash: a class, a property or one character. */
  private escapedSet(): CharSet {
    const sign = this.signs[this.at] ?? '';
    this.at += 1;
    const set = classEscape(sign);
    if (set) return set;
    if (sign === 'p' || sign === 'P') {
      const name = /^\{([A-Za-z][\w-]*)\}/.exec(this.signs.slice(this.at, this.at + 40).join(''));
      const found = name?.[1] ? property(name[1]) : null;
      if (!name || !found) throw new RegexError('unknown property');
      this.at += name[0].length;
      return sign === 'p' ? found : not(found);
    }
    return one(this.escapedCharacter(sign));
  }

  private escapedCharacter(sign: string): number {
    if (Object.hasOwn(SIMPLE_ESCAPES, sign)) return SIMPLE_ESCAPES[sign] ?? 0;
    if (sign === 'u' || sign === 'x') {
      const length = sign === 'u' ? 4 : 2;
      const digits = this.signs.slice(this.at, this.at + length).join('');
      if (digits.length !== length || /[^0-9a-fA-F]/.test(digits)) throw new RegexError('bad escape');
      this.at += length;
      return Number.parseInt(digits, 16);
    }
    if (/[A-Za-z0-9]/.test(sign)) throw new RegexError(`unknown escape ${sign}`);
    return sign.codePointAt(0) ?? 0;
  }

  /** After `[`; knows negation, ranges and subtraction (`[a-z-[aeiou]]`). */
  private characterClass(): CharSet {
    const negated = this.take('^');
    const sets: CharSet[] = [];
    let taken: CharSet | null = null;
    for (let first = true; first || this.peek() !== ']'; first = false) {
      if (this.atEnd) throw new RegexError('unclosed class');
      if (this.peek() === '-' && this.peek(1) === '[') {
        this.at += 2;
        taken = this.characterClass();
        break;
      }
      if (this.peek() === '[') {
        this.at += 1;
        sets.push(this.characterClass());
      } else sets.push(this.classItem());
    }
    if (!this.take(']')) throw new RegexError('unclosed class');
    // Case is ignored in what is listed: `[^q]` holds neither q nor Q.
    const listed = this.cased(anyOf(sets));
    const set = negated ? not(listed) : listed;
    const less = taken;
    return less ? (point) => set(point) && !less(point) : set;
  }

  private classItem(): CharSet {
    const start = this.classCharacter();
    if (typeof start !== 'number') return start;
    if (this.peek() !== '-' || this.peek(1) === ']' || this.peek(1) === '[' || this.peek(1) === undefined)
      return one(start);
    this.at += 1;
    const end = this.classCharacter();
    if (typeof end !== 'number' || end < start) throw new RegexError('bad range');
    return range(start, end);
  }

  private classCharacter(): number | CharSet {
    const sign = this.signs[this.at] ?? '';
    this.at += 1;
    if (sign !== '\\') return sign.codePointAt(0) ?? 0;
    const escaped = this.peek() ?? '';
    if (classEscape(escaped) || escaped === 'p' || escaped === 'P') return this.escapedSet();
    this.at += 1;
    return this.escapedCharacter(escaped);
  }
}
