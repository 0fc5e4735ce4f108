/** Allen's relations between points and ranges (DMN 1.3, table 78). */
import { compare } from '../compare.js';
import type { Value } from '../values.js';
import { FeelRange } from '../values.js';
import { parseNumber } from '../numbers.js';
import { parseAny } from '../temporal/parse-temporal.js';
import { unquote } from '../unquote.js';
import { define } from './builtin.js';

const asRange = (value: Value | undefined): FeelRange | undefined =>
  value === undefined || value === null
    ? undefined
    : value instanceof FeelRange
      ? value
      : new FeelRange(value, value, true, true);

/** Order of two ends; NaN when they cannot be compared, so that every test on it fails. */
const order = (a: Value, b: Value): number => compare(a, b) ?? Number.NaN;

type Relation = (a: FeelRange, b: FeelRange) => boolean;

const relation = (name: string, parameters: string, test: Relation) =>
  define(name, parameters, ([first, second]) => {
    const [a, b] = [asRange(first), asRange(second)];
    if (!a || !b || compare(a.start ?? a.end, b.start ?? b.end) === undefined) return undefined;
    return test(a, b);
  });

const before: Relation = (a, b) =>
  order(a.end, b.start) < 0 || (order(a.end, b.start) === 0 && !(a.endIncluded && b.startIncluded));
const meets: Relation = (a, b) => a.endIncluded && b.startIncluded && order(a.end, b.start) === 0;
const startsWithin: Relation = (a, b) =>
  order(a.start, b.start) > 0 || (order(a.start, b.start) === 0 && (b.startIncluded || !a.startIncluded));
const endsWithin: Relation = (a, b) =>
  order(a.end, b.end) < 0 || (order(a.end, b.end) === 0 && (b.endIncluded || !a.endIncluded));
const during: Relation = (a, b) => startsWithin(a, b) && endsWithin(a, b);
const starts: Relation = (a, b) =>
  order(a.start, b.start) === 0 && a.startIncluded === b.startIncluded && endsWithin(a, b);
const finishes: Relation = (a, b) => order(a.end, b.end) === 0 && a.endIncluded === b.endIncluded && startsWithin(a, b);
const coincides: Relation = (a, b) => starts(a, b) && finishes(a, b);
const overlaps: Relation = (a, b) => !before(a, b) && !before(b, a);
const overlapsBefore: Relation = (a, b) =>
  overlaps(a, b) &&
  (order(a.start, b.start) < 0 || (order(a.start, b.start) === 0 && a.startIncluded && !b.startIncluded)) &&
  endsWithin(a, b);
const inverse =
  (test: Relation): Relation =>
  (a, b) =>
    test(b, a);

/** `[1..5]`, `(..@"2026-01-01")`: ends are literals, one may be missing, in order. */
function readRange(text: string): FeelRange | undefined {
  const match = /^([[(\]])(.*?)\.\.(.*?)([\])[])$/s.exec(text.trim());
  if (!match) return undefined;
  const [, open = '', from = '', to = '', close = ''] = match;
  const [start, end] = [readEnd(from), readEnd(to)];
  if (start === undefined || end === undefined || (start === null && end === null)) return undefined;
  const [startIncluded, endIncluded] = [open === '[', close === ']'];
  if ((start === null && startIncluded) || (end === null && endIncluded)) return undefined;
  if (start !== null && end !== null && !((compare(start, end) ?? 1) <= 0)) return undefined;
  return new FeelRange(start, end, startIncluded, endIncluded);
}

/** null = no end; undefined = no literal. */
function readEnd(source: string): Value | undefined {
  const text = source.trim();
  if (text === '') return null;
  if (/^"(?:[^"\\]|\\.)*"$/s.test(text)) return unquote(text);
  const call = /^(?:@|date\s*\(|time\s*\(|date and time\s*\(|duration\s*\()\s*("(?:[^"\\]|\\.)*")\s*\)?$/s.exec(text);
  const value = call?.[1] ? parseAny(unquote(call[1])) : parseNumber(text);
  return value ?? undefined;
}

export const rangeFunctions = [
  relation('before', 'point1, point2 | range, point | point, range | range1, range2', before),
  relation('after', 'point1, point2 | range, point | point, range | range1, range2', inverse(before)),
  relation('meets', 'range1, range2', meets),
  relation('met by', 'range1, range2', inverse(meets)),
  relation('overlaps', 'range1, range2', overlaps),
  relation('overlaps before', 'range1, range2', overlapsBefore),
  relation('overlaps after', 'range1, range2', inverse(overlapsBefore)),
  relation('finishes', 'point, range | range1, range2', finishes),
  relation('finished by', 'range, point | range1, range2', inverse(finishes)),
  relation('includes', 'range, point | range1, range2', inverse(during)),
  relation('during', 'point, range | range1, range2', during),
  relation('starts', 'point, range | range1, range2', starts),
  relation('started by', 'range, point | range1, range2', inverse(starts)),
  define('range', 'from', ([from]) => (typeof from === 'string' ? readRange(from) : undefined)),
  relation('coincides', 'point1, point2 | range1, range2', coincides),
];
