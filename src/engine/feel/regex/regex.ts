/**
 * A backtracking matcher that counts its steps, so that a pattern such as `(a+)+$` ends with a failed evaluation instead of
 * standing still for hours. Works on code points.
 */
import type { CharSet } from './character-class.js';
import { word } from './character-class.js';
import type { Flags, ParsedRegex, Piece } from './parse-regex.js';
import { parseRegex, RegexError } from './parse-regex.js';

export interface Match {
  start: number;
  end: number;
  /** Start and end of each group from 1; null for one that took no part. */
  groups: ([number, number] | null)[];
}

interface State {
  text: readonly number[];
  groups: ([number, number] | null)[];
  spend: () => void;
}
type Continue = (at: number) => boolean;
type Matcher = (state: State, at: number, next: Continue) => boolean;

export class Regex {
  private constructor(
    private readonly matcher: Matcher,
    readonly groups: number,
  ) {}

  /** null when pattern or flags are wrong. */
  static compile(pattern: string, flags: string): Regex | null {
    if (pattern.length > 2_000 || !/^[smixq]*$/.test(flags)) return null;
    const has = (flag: string): boolean => flags.includes(flag);
    const inline = has('q') ? null : /^\(\?([smix]+)\)/.exec(pattern);
    const all = flags + (inline?.[1] ?? '');
    const options: Flags = {
      dotAll: all.includes('s'),
      multiline: all.includes('m'),
      ignoreCase: all.includes('i'),
      extended: all.includes('x') && !has('q'),
    };
    const source = has('q') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern.slice(inline?.[0].length ?? 0);
    try {
      const parsed = parseRegex(source, options);
      return new Regex(compileBranches(parsed.branches, parsed), parsed.groups);
    } catch (error) {
      if (error instanceof RegexError) return null;
      throw error;
    }
  }

  /** The first match at or after `from`; `spend` is called for every step and may throw. */
  find(text: readonly number[], from: number, spend: () => void): Match | null {
    for (let start = from; start <= text.length; start += 1) {
      const state: State = { text, groups: Array.from({ length: this.groups + 1 }, () => null), spend };
      let end = -1;
      const found = this.matcher(state, start, (at) => {
        end = at;
        return true;
      });
      if (found) return { start, end, groups: state.groups };
    }
    return null;
  }
}

function compileBranches(branches: readonly (readonly Piece[])[], regex: ParsedRegex): Matcher {
  const matchers = branches.map((pieces) => sequence(pieces.map((piece) => compilePiece(piece, regex))));
  const [only] = matchers;
  if (matchers.length === 1 && only) return only;
  return (state, at, next) => matchers.some((matcher) => matcher(state, at, next));
}

function sequence(matchers: readonly Matcher[]): Matcher {
  const [first, ...rest] = matchers;
  if (!first) return (_state, at, next) => next(at);
  if (rest.length === 0) return first;
  const tail = sequence(rest);
  return (state, at, next) => first(state, at, (middle) => tail(state, middle, next));
}

const isBreak = (point: number | undefined): boolean => point === 10 || point === 13;

function compilePiece(piece: Piece, regex: ParsedRegex): Matcher {
  const { multiline } = regex.flags;
  switch (piece.is) {
    case 'set':
      return single(piece.set);
    case 'start':
      return (state, at, next) => (at === 0 || (multiline && isBreak(state.text[at - 1]))) && next(at);
    case 'end':
      return (state, at, next) => (at === state.text.length || (multiline && isBreak(state.text[at]))) && next(at);
    case 'word-edge':
      return (state, at, next) => isEdge(state.text, at) && next(at);
    case 'no-word-edge':
      return (state, at, next) => !isEdge(state.text, at) && next(at);
    case 'group':
      return compileGroup(piece.index, compileBranches(piece.branches, regex));
    case 'look':
      return compileLook(piece.ahead, piece.wanted, compileBranches(piece.branches, regex));
    case 'reference':
      return compileReference(piece.index, regex.flags.ignoreCase);
    case 'repeat':
      return piece.piece.is === 'set'
        ? repeatSet(piece.piece.set, piece.minimum, piece.maximum, piece.lazy)
        : repeatPiece(compilePiece(piece.piece, regex), piece.minimum, piece.maximum, piece.lazy);
  }
}

const single =
  (set: CharSet): Matcher =>
  (state, at, next) => {
    state.spend();
    const point = state.text[at];
    return point !== undefined && set(point) && next(at + 1);
  };

const isEdge = (text: readonly number[], at: number): boolean => {
  const [before, after] = [text[at - 1], text[at]];
  return (before !== undefined && word(before)) !== (after !== undefined && word(after));
};

function compileGroup(index: number | null, inner: Matcher): Matcher {
  if (index === null) return inner;
  return (state, at, next) => {
    const old = state.groups[index] ?? null;
    const matched = inner(state, at, (end) => {
      const outer = state.groups[index] ?? null;
      state.groups[index] = [at, end];
      if (next(end)) return true;
      state.groups[index] = outer;
      return false;
    });
    if (!matched) state.groups[index] = old;
    return matched;
  };
}

function compileLook(ahead: boolean, wanted: boolean, inner: Matcher): Matcher {
  return (state, at, next) => {
    let found = false;
    if (ahead) found = inner(state, at, () => true);
    else for (let start = at; start >= 0 && !found; start -= 1) found = inner(state, start, (end) => end === at);
    return found === wanted && next(at);
  };
}

function compileReference(index: number, ignoreCase: boolean): Matcher {
  const fold = (point: number | undefined): string =>
    point === undefined ? '' : ignoreCase ? String.fromCodePoint(point).toLowerCase() : String.fromCodePoint(point);
  return (state, at, next) => {
    const group = state.groups[index];
    if (!group) return next(at);
    const length = group[1] - group[0];
    for (let step = 0; step < length; step += 1) {
      state.spend();
      if (at + step >= state.text.length || fold(state.text[group[0] + step]) !== fold(state.text[at + step]))
        return false;
    }
    return next(at + length);
  };
}

/** One character again and again: a loop, so that long texts need no deep stack. */
function repeatSet(set: CharSet, minimum: number, maximum: number, lazy: boolean): Matcher {
  return (state, at, next) => {
    const { text, spend } = state;
    const limit = Math.min(text.length, at + maximum);
    const holds = (index: number): boolean => {
      spend();
      return set(text[index] as number);
    };
    let end = at;
    while (end < at + minimum) {
      if (end >= limit || !holds(end)) return false;
      end += 1;
    }
    if (lazy) {
      for (;;) {
        if (next(end)) return true;
        if (end >= limit || !holds(end)) return false;
        end += 1;
      }
    }
    const least = end;
    while (end < limit && holds(end)) end += 1;
    for (; end >= least; end -= 1) {
      spend();
      if (next(end)) return true;
    }
    return false;
  };
}

function repeatPiece(inner: Matcher, minimum: number, maximum: number, lazy: boolean): Matcher {
  const attempt = (state: State, at: number, count: number, next: Continue): boolean => {
    state.spend();
    const more = (): boolean =>
      count < maximum &&
      // An empty round proves nothing and would go on for ever.
      inner(state, at, (end) => (end > at || count < minimum) && attempt(state, end, count + 1, next));
    if (count < minimum) return more();
    return lazy ? next(at) || more() : more() || next(at);
  };
  return (state, at, next) => attempt(state, at, 0, next);
}
