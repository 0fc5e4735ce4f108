/** `=`, `!=`, `<`, `<=`, `>`, `>=` on two compiled sides; what cannot be compared is null with a warning. */
import { compare, equal } from '../compare.js';
import type { Code, Scope } from '../evaluation.js';
import type { Value } from '../values.js';
import { kindOf } from '../values.js';

/** Null, with a warning unless one side is null anyway. */
export function incomparable(scope: Scope, a: Value, b: Value): null {
  if (a === null || b === null) return null;
  return scope.evaluation.warn('NOT_COMPARABLE', `Can't compare '${kindOf(a)}' with '${kindOf(b)}'`);
}

/** A comparison on two compiled sides. */
export function comparison(operator: string, left: Code, right: Code): Code | null {
  const ordered =
    (accept: (order: number) => boolean): Code =>
    (scope) => {
      const [a, b] = [left(scope), right(scope)];
      const order = compare(a, b);
      return order === undefined ? incomparable(scope, a, b) : accept(order);
    };
  const equality =
    (wanted: boolean): Code =>
    (scope) => {
      const [a, b] = [left(scope), right(scope)];
      const same = equal(a, b, scope.evaluation);
      return same === null ? incomparable(scope, a, b) : same === wanted;
    };
  switch (operator) {
    case '=':
    case '==':
      return equality(true);
    case '!=':
      return equality(false);
    case '<':
      return ordered((order) => order < 0);
    case '<=':
      return ordered((order) => order <= 0);
    case '>':
      return ordered((order) => order > 0);
    case '>=':
      return ordered((order) => order >= 0);
    default:
      return null;
  }
}
