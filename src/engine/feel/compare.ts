/** Equality, order and membership in three-valued logic: null = cannot be said. */
import { Decimal } from 'decimal.js';
import type { Evaluation } from './evaluation.js';
import { compareNumbers } from './numbers.js';
import { compareLocal, compareTemporal } from './temporal/temporal-arithmetic.js';
import { FeelDateTime, FeelTime } from './temporal/temporal-values.js';
import type { FeelContextValue, Value } from './values.js';
import { FeelFunction, FeelRange, entryOf, isContext, isNumber, kindOf } from './values.js';

/** true, false, or null when the two are of different types. Large values cost the evaluation steps. */
export function equal(a: Value, b: Value, evaluation?: Evaluation): boolean | null {
  if (a === null || b === null) return a === b;
  if (typeof a === 'string' || typeof a === 'boolean') return typeof a === typeof b ? a === b : null;
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) === 0 : null;
  if (Array.isArray(a)) return Array.isArray(b) ? equalLists(a, b, evaluation) : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? equalRanges(a, b) : null;
  if (a instanceof FeelFunction) return b instanceof FeelFunction ? a === b : null;
  if (isContext(a)) return isContext(b) ? equalContexts(a, b, evaluation) : null;
  const order = compareTemporal(a, b);
  if (order !== undefined) return order === 0;
  // A local moment and one with an offset have no order, but surely they differ.
  return (a instanceof FeelTime && b instanceof FeelTime) || (a instanceof FeelDateTime && b instanceof FeelDateTime)
    ? false
    : null;
}

function equalLists(a: Value[], b: Value[], evaluation?: Evaluation): boolean {
  if (a === b || a.length !== b.length) return a === b;
  evaluation?.spend(a.length);
  return a.every((item, index) => equal(item, b[index] ?? null, evaluation) === true);
}

function equalContexts(a: FeelContextValue, b: FeelContextValue, evaluation?: Evaluation): boolean {
  const names = Object.keys(a);
  evaluation?.spend(names.length);
  return (
    names.length === Object.keys(b).length &&
    names.every(
      (name) =>
        Object.hasOwn(b, name) && equal(entryOf(a, name) ?? null, entryOf(b, name) ?? null, evaluation) === true,
    )
  );
}

function equalRanges(a: FeelRange, b: FeelRange): boolean {
  return (
    a.operator === b.operator &&
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    equal(a.start, b.start) === true &&
    equal(a.end, b.end) === true
  );
}

/** -1, 0, 1; undefined when there is no order between the two. */
export function compare(a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return compareTemporal(a, b) ?? compareLocal(a, b);
}

/** Whether a range holds a value; null when they cannot be compared. */
export function rangeHolds(range: FeelRange, value: Value): boolean | null {
  if (value === null) return null;
  if (range.operator === '!=') {
    const same = equal(value, range.start);
    return same === null ? null : !same;
  }
  if (range.start !== null) {
    const order = compare(value, range.start);
    if (order === undefined) return null;
    if (order < 0 || (order === 0 && !range.startIncluded)) return false;
  }
  if (range.end !== null) {
    const order = compare(value, range.end);
    if (order === undefined) return null;
    if (order > 0 || (order === 0 && !range.endIncluded)) return false;
  }
  return true;
}

/** Text for grouping equal values quickly; null when only pairwise comparison can tell. */
export const scalarKey = (value: Value): string | null => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return `${kindOf(value)}:${String(value)}`;
  if (typeof value === 'number') return `number:${value}`;
  return value instanceof Decimal ? `number:${value.toString()}` : null;
};

/** The same element of the same domain: unlike for `=`, zone and offset must be the same too. */
export function identical(a: Value, b: Value): boolean {
  if (a instanceof FeelTime && b instanceof FeelTime)
    return a.offset === b.offset && a.zone === b.zone && equal(a, b) === true;
  if (a instanceof FeelDateTime && b instanceof FeelDateTime)
    return equal(a.date, b.date) === true && identical(a.time, b.time);
  return equal(a, b) === true;
}
