/** Regular expressions of FEEL's text functions. */
import type { Evaluation } from '../evaluation.js';
import type { Match } from '../regex/regex.js';
import { Regex } from '../regex/regex.js';

const cache = new Map<string, Regex | null>();

function compiled(pattern: string, flags: string): Regex | null {
  const key = `${flags}/${pattern}`;
  let regex = cache.get(key);
  if (regex === undefined) {
    regex = Regex.compile(pattern, flags);
    if (cache.size >= 500) cache.clear();
    cache.set(key, regex);
  }
  return regex;
}

const pointsOf = (text: string): number[] => Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
const textOf = (points: readonly number[], start: number, end: number): string => {
  let text = '';
  for (let at = start; at < end; at += 1) text += String.fromCodePoint(points[at] as number);
  return text;
};

/** Every step of the matcher counts against the budget of the evaluation. */
const spender = (evaluation: Evaluation) => (): void => evaluation.spend(0.25);

/** undefined when the pattern is wrong. */
export function matchesPattern(
  text: string,
  pattern: string,
  flags: string,
  evaluation: Evaluation,
): boolean | undefined {
  const regex = compiled(pattern, flags);
  return regex ? regex.find(pointsOf(text), 0, spender(evaluation)) !== null : undefined;
}

/** All matches one after the other, with the text they were found in; undefined when the pattern is wrong. */
function allMatches(
  text: string,
  pattern: string,
  flags: string,
  evaluation: Evaluation,
): { points: number[]; matches: Match[] } | undefined {
  const regex = compiled(pattern, flags);
  if (!regex) return undefined;
  const points = pointsOf(text);
  const matches: Match[] = [];
  const spend = spender(evaluation);
  for (let from = 0; from <= points.length;) {
    const match = regex.find(points, from, spend);
    if (!match) break;
    matches.push(match);
    from = match.end > match.start ? match.end : match.end + 1;
  }
  return { points, matches };
}

export function extractPattern(text: string, pattern: string, evaluation: Evaluation): string[] | undefined {
  const found = allMatches(text, pattern, '', evaluation);
  return found?.matches.map(({ start, end }) => textOf(found.points, start, end));
}

export function splitByPattern(text: string, pattern: string, evaluation: Evaluation): string[] | undefined {
  const found = allMatches(text, pattern, '', evaluation);
  if (!found) return undefined;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of found.matches) {
    // An empty match splits between characters, never before the first or after the last.
    if (end === start && (start === 0 || start === found.points.length)) continue;
    parts.push(textOf(found.points, from, start));
    from = end;
  }
  return [...parts, textOf(found.points, from, found.points.length)];
}

/** `$1` stands for a group, `$0` for the match, `\$` and `\\` for the signs; undefined when pattern or replacement is wrong. */
export function replacePattern(
  text: string,
  pattern: string,
  replacement: string,
  flags: string,
  evaluation: Evaluation,
): string | undefined {
  const found = allMatches(text, pattern, flags, evaluation);
  const parts =
    found &&
    (flags.includes('q') ? [replacement] : readReplacement(replacement, compiled(pattern, flags)?.groups ?? 0));
  if (!found || !parts) return undefined;
  const { points, matches } = found;
  let result = '';
  let from = 0;
  for (const match of matches) {
    result += textOf(points, from, match.start);
    for (const part of parts) {
      if (typeof part === 'string') result += part;
      else {
        const span = part === 0 ? [match.start, match.end] : match.groups[part];
        if (span) result += textOf(points, span[0] ?? 0, span[1] ?? 0);
      }
    }
    evaluation.text(result);
    from = match.end;
  }
  return result + textOf(points, from, points.length);
}

function readReplacement(replacement: string, groups: number): (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  for (let at = 0; at < replacement.length; at += 1) {
    const sign = replacement[at] ?? '';
    if (sign === '\\') {
      at += 1;
      const escaped = replacement[at];
      if (escaped !== '\\' && escaped !== '$') return undefined;
      parts.push(escaped);
    } else if (sign === '$') {
      const digits = /^\d+/.exec(replacement.slice(at + 1))?.[0];
      if (digits === undefined) return undefined;
      // As many digits as name a group; the rest is text.
      let length = digits.length;
      while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
      const index = Number(digits.slice(0, length));
      parts.push(index <= groups ? index : '');
      at += length;
    } else parts.push(sign);
  }
  return parts;
}
