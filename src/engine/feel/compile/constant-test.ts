/** Tests against a constant without detours: they are most of what decision tables hold. */
import { compare, equal, rangeHolds } from '../compare.js';
import type { Value } from '../values.js';
import { FeelRange, kindOf } from '../values.js';
import type { Test } from './unary-tests.js';

/** Whether the input is the constant, or lies in it. */
export function constantTest(constant: Value): Test {
  if (typeof constant === 'string')
    return (input) => (typeof input === 'string' ? input === constant : equal(input, constant));
  if (typeof constant === 'number')
    return (input) => (typeof input === 'number' ? input === constant : equal(input, constant));
  if (constant instanceof FeelRange) return rangeTest(constant);
  return (input, scope) => equal(input, constant, scope.evaluation);
}

function rangeTest(range: FeelRange): Test {
  const { start, end, startIncluded, endIncluded } = range;
  const general: Test = (input) => (input instanceof FeelRange ? equal(input, range) : rangeHolds(range, input));
  if (typeof start !== 'number' || typeof end !== 'number') return general;
  return (input, scope) => {
    if (typeof input !== 'number') return general(input, scope);
    return (startIncluded ? input >= start : input > start) && (endIncluded ? input <= end : input < end);
  };
}

type Accept = (order: number) => boolean;
const ACCEPTS: Record<string, Accept> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `> 5` and its kin; null when the operator is none of them. */
export function operatorTest(operator: string, limit: Value): Test | null {
  const accepts = ACCEPTS[operator];
  if (!accepts) return null;
  const general: Test = (input, scope) => {
    const order = compare(input, limit);
    if (order !== undefined) return accepts(order);
    return input === null || limit === null
      ? null
      : scope.evaluation.warn('NOT_COMPARABLE', `Can't compare '${kindOf(input)}' with '${kindOf(limit)}'`);
  };
  if (typeof limit !== 'number') return general;
  switch (operator) {
    case '<':
      return (input, scope) => (typeof input === 'number' ? input < limit : general(input, scope));
    case '<=':
      return (input, scope) => (typeof input === 'number' ? input <= limit : general(input, scope));
    case '>':
      return (input, scope) => (typeof input === 'number' ? input > limit : general(input, scope));
    default:
      return (input, scope) => (typeof input === 'number' ? input >= limit : general(input, scope));
  }
}
