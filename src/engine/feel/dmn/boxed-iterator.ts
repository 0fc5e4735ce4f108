/** Conditionals, filters and iterators as boxes (DMN 1.4 and later). */
import { filterItems, itemsOf } from '../compile/collections.js';
import type { Code } from '../evaluation.js';
import { nested } from '../evaluation.js';
import type { Value } from '../values.js';
import { isNumber, newContext } from '../values.js';
import type { CompileBoxed } from './logic.js';
import { withNames } from './logic.js';
import { attribute, childNamed } from './xml-element.js';

/** true, false or unknown; a box whose condition is anything else has no result (DMN 1.5, 10.2.2). */
const isTruth = (value: Value): value is boolean | null => value === null || typeof value === 'boolean';

const compileConditional: CompileBoxed = (element, surroundings, inside) => {
  const [condition, yes, no] = ['if', 'then', 'else'].map((part) => inside(childNamed(element, part), surroundings));
  return (scope, trace) => {
    const holds = condition?.(scope, trace) ?? null;
    if (!isTruth(holds)) return scope.evaluation.warn('INVALID_TYPE', 'The condition is no truth value');
    return (holds ? yes?.(scope, trace) : no?.(scope, trace)) ?? null;
  };
};

const compileFilter: CompileBoxed = (element, surroundings, inside) => {
  const list = inside(childNamed(element, 'in'), surroundings);
  const match = inside(childNamed(element, 'match'), withNames(surroundings, ['item']));
  return (scope, trace) => {
    let unfit = false;
    const test: Code = (itemScope) => {
      const result = match(itemScope, trace);
      unfit ||= !isTruth(result) && !isNumber(result);
      return result;
    };
    const kept = filterItems(list(scope, trace), test, scope);
    return unfit ? scope.evaluation.warn('INVALID_TYPE', 'The match of a filter is no truth value') : kept;
  };
};

const compileFor: CompileBoxed = (element, surroundings, inside) => {
  const name = attribute(element, 'iteratorVariable') ?? '';
  const list = inside(childNamed(element, 'in'), surroundings);
  const body = inside(childNamed(element, 'return'), withNames(surroundings, [name, 'partial']));
  return (scope, trace) => {
    const items = itemsOf(list(scope, trace), scope.evaluation);
    if (items === null) return scope.evaluation.warn('INVALID_TYPE', 'Expected a list to iterate over but found null');
    const results: Value[] = [];
    for (const item of items) {
      scope.evaluation.spend(1);
      const entries = newContext();
      entries['partial'] = results;
      entries[name] = item;
      results.push(body(nested(scope, entries), trace));
    }
    return results;
  };
};

const compileQuantified =
  (decisive: boolean): CompileBoxed =>
  (element, surroundings, inside) => {
    const name = attribute(element, 'iteratorVariable') ?? '';
    const list = inside(childNamed(element, 'in'), surroundings);
    const test = inside(childNamed(element, 'satisfies'), withNames(surroundings, [name]));
    return (scope, trace) => {
      const items = itemsOf(list(scope, trace), scope.evaluation);
      if (items === null)
        return scope.evaluation.warn('INVALID_TYPE', 'Expected a list to iterate over but found null');
      let unknown = false;
      for (const item of items) {
        scope.evaluation.spend(1);
        const entries = newContext();
        entries[name] = item;
        const result = test(nested(scope, entries), trace);
        if (result === decisive) return decisive;
        if (!isTruth(result)) return scope.evaluation.warn('INVALID_TYPE', 'The condition is no truth value');
        if (result === null) unknown = true;
      }
      return unknown ? null : !decisive;
    };
  };

export const boxedIterators: Record<string, CompileBoxed> = {
  conditional: compileConditional,
  filter: compileFilter,
  for: compileFor,
  some: compileQuantified(true),
  every: compileQuantified(false),
};
