/** Lists. Functions that work on all values take a list or the values themselves. */
import { compare, equal, scalarKey } from '../compare.js';
import type { Evaluation } from '../evaluation.js';
import { BUDGET, BudgetExceeded } from '../evaluation.js';
import { add, compareNumbers, divide, multiply, squareRoot, subtract, toDouble } from '../numbers.js';
import { addTemporal, scaleDuration } from '../temporal/temporal-arithmetic.js';
import type { FeelNumber, Value } from '../values.js';
import { FeelFunction, isNumber } from '../values.js';
import type { Builtin } from './builtin.js';
import { define } from './builtin.js';

/** The values to work on: the list given alone, or all arguments. */
const spread = (args: readonly Value[]): readonly Value[] | undefined => {
  const [first] = args;
  if (args.length === 1) return Array.isArray(first) ? first : first === null ? undefined : args;
  return args;
};

const onAll = (name: string, work: (values: readonly Value[], evaluation: Evaluation) => Value | undefined): Builtin =>
  define(name, 'list | values…', (args, evaluation) => {
    const values = spread(args);
    if (!values) return args[0] === null ? null : undefined;
    evaluation.spend(values.length);
    return work(values, evaluation);
  });

const onList = (
  name: string,
  parameters: string,
  work: (list: Value[], args: readonly Value[], evaluation: Evaluation) => Value | undefined,
): Builtin =>
  define(name, parameters, (args, evaluation) => {
    const [first = null] = args;
    if (first === null) return undefined;
    // One value stands for a list of one.
    const list = Array.isArray(first) ? first : [first];
    evaluation.spend(list.length);
    return work(list, args, evaluation);
  });

const numbersOf = (values: readonly Value[]): FeelNumber[] | null =>
  values.every(isNumber) ? (values as FeelNumber[]) : null;

function sum(values: readonly Value[]): Value | undefined {
  let total: Value = values[0] ?? null;
  if (values.length === 0) return null;
  for (const value of values.slice(1)) {
    total = isNumber(total) && isNumber(value) ? add(total, value) : addTemporal(total, value);
    if (total === null) return undefined;
  }
  return isNumber(total) || typeof total === 'object' ? total : undefined;
}

function mean(values: readonly Value[]): Value | undefined {
  const total = sum(values);
  if (total === undefined || total === null) return total;
  return isNumber(total) ? divide(total, values.length) : scaleDuration(total, values.length, '/');
}

function extreme(sign: 1 | -1): (values: readonly Value[]) => Value | undefined {
  return (values) => {
    let best: Value | undefined = values[0];
    if (best === undefined) return null;
    for (const value of values) {
      const order = compare(value, best);
      if (order === undefined) return undefined;
      if (order * sign > 0) best = value;
    }
    return best;
  };
}

function median(values: readonly Value[]): Value | undefined {
  const numbers = numbersOf(values)?.toSorted(compareNumbers);
  if (!numbers) return undefined;
  const middle = numbers.length / 2;
  const [low, high] = [numbers[Math.ceil(middle) - 1], numbers[Math.floor(middle)]];
  if (low === undefined || high === undefined) return null;
  const total = add(low, high);
  return total === null ? null : divide(total, 2);
}

/** Of the sample (n − 1). */
function deviation(values: readonly Value[]): Value | undefined {
  const numbers = numbersOf(values);
  const average = numbers && numbers.length > 1 ? mean(numbers) : null;
  if (!numbers || !isNumber(average)) return numbers ? null : undefined;
  const squares = numbers
    .map((n) => subtract(n, average) ?? 0)
    .map((difference) => multiply(difference, difference) ?? 0);
  const total = sum(squares);
  const variance = isNumber(total) ? divide(total, numbers.length - 1) : null;
  return variance === null ? null : squareRoot(variance);
}

function mode(values: readonly Value[]): Value | undefined {
  const numbers = numbersOf(values)?.toSorted(compareNumbers);
  if (!numbers) return undefined;
  const counts = distinct(numbers).map((value) => ({
    value,
    count: numbers.filter((n) => equal(n, value) === true).length,
  }));
  const most = Math.max(0, ...counts.map(({ count }) => count));
  return counts.filter(({ count }) => count === most).map(({ value }) => value);
}

export function distinct(values: readonly Value[]): Value[] {
  const keys = new Set<string>();
  const kept: Value[] = [];
  const complex: Value[] = [];
  for (const value of values) {
    const key = scalarKey(value);
    if (key === null ? complex.some((other) => equal(other, value) === true) : keys.has(key)) continue;
    if (key === null) complex.push(value);
    else keys.add(key);
    kept.push(value);
  }
  return kept;
}

function flatten(values: readonly Value[], evaluation: Evaluation, depth = 0): Value[] {
  if (depth > 200) throw new BudgetExceeded('Die Liste ist zu tief verschachtelt.');
  evaluation.spend(values.length);
  return values.flatMap((value) => (Array.isArray(value) ? flatten(value, evaluation, depth + 1) : [value]));
}

function logic(decisive: boolean): (values: readonly Value[]) => Value {
  return (values) => {
    if (values.includes(decisive)) return decisive;
    return values.every((value) => value === !decisive) ? !decisive : null;
  };
}

/** Index in the array for a FEEL position; null when outside. */
function indexOfPosition(list: readonly Value[], position: Value | undefined): number | null {
  if (!isNumber(position)) return null;
  const index = toDouble(position) > 0 ? toDouble(position) - 1 : list.length + toDouble(position);
  return Number.isInteger(index) && toDouble(position) !== 0 && index >= 0 && index < list.length ? index : null;
}

function sublist(list: Value[], [, start, length]: readonly Value[]): Value | undefined {
  const index = indexOfPosition(list, start);
  if (index === null) return undefined;
  if (length === undefined || length === null) return list.slice(index);
  return isNumber(length) && toDouble(length) >= 0 ? list.slice(index, index + toDouble(length)) : undefined;
}

function sort(list: Value[], [, precedes]: readonly Value[], evaluation: Evaluation): Value | undefined {
  if (!(precedes instanceof FeelFunction) || precedes.parameters.length !== 2) {
    return precedes === undefined && list.every((item) => compare(item, list[0] ?? null) !== undefined)
      ? list.toSorted((a, b) => compare(a, b) ?? 0)
      : undefined;
  }
  if (list.length > 10_000) throw new BudgetExceeded('Die Liste ist zu lang zum Sortieren.');
  evaluation.spend(list.length * 10);
  return list.toSorted((a, b) => (precedes.call([a, b]) === true ? -1 : precedes.call([b, a]) === true ? 1 : 0));
}

function concatenate(args: readonly Value[]): Value | undefined {
  const total = args.reduce<number>((sumOf, arg) => sumOf + (Array.isArray(arg) ? arg.length : 1), 0);
  if (total > BUDGET.listItems) throw new BudgetExceeded('Die Liste wird zu lang.');
  return args.every((arg) => Array.isArray(arg)) ? args.flat(1) : undefined;
}

function listReplace(list: Value[], [, target, item = null]: readonly Value[]): Value | undefined {
  if (target instanceof FeelFunction) return list.map((old) => (target.call([old, item]) === true ? item : old));
  const index = indexOfPosition(list, target);
  return index === null ? undefined : list.with(index, item);
}

export const listFunctions = [
  onList('count', 'list', (list) => list.length),
  onAll('sum', sum),
  onAll('mean', mean),
  onAll('min', extreme(-1)),
  onAll('max', extreme(1)),
  onAll('median', median),
  onAll('stddev', deviation),
  onAll('mode', mode),
  onAll('product', (values) => {
    const numbers = numbersOf(values);
    return numbers
      ? numbers.length === 0
        ? null
        : numbers.reduce<FeelNumber | null>((a, b) => (a === null ? null : multiply(a, b)), 1)
      : undefined;
  }),
  onAll('all', logic(false)),
  onAll('and', logic(false)),
  onAll('any', logic(true)),
  onAll('or', logic(true)),
  onList('list contains', 'list, element', (list, [, element = null]) =>
    list.some((item) => equal(item, element) === true),
  ),
  onList('sublist', 'list, start position, length?', sublist),
  onList('append', 'list, items…', (list, [, ...items]) => [...list, ...items]),
  define('concatenate', 'lists…', concatenate),
  onList('insert before', 'list, position, newItem', (list, [, position, item = null]) => {
    const index = indexOfPosition(list, position);
    return index === null ? undefined : list.toSpliced(index, 0, item);
  }),
  onList('remove', 'list, position', (list, [, position]) => {
    const index = indexOfPosition(list, position);
    return index === null ? undefined : list.toSpliced(index, 1);
  }),
  onList('list replace', 'list, position, newItem | list, match, newItem', listReplace),
  onList('reverse', 'list', (list) => list.toReversed()),
  onList('index of', 'list, match', (list, [, match = null]) =>
    list.flatMap((item, index) => (equal(item, match) === true ? [index + 1] : [])),
  ),
  define('union', 'lists…', (args) => {
    const joined = concatenate(args);
    return Array.isArray(joined) ? distinct(joined) : undefined;
  }),
  onList('distinct values', 'list', (list) => distinct(list)),
  onList('duplicate values', 'list', (list) =>
    distinct(list.filter((item, index) => list.slice(0, index).some((other) => equal(other, item) === true))),
  ),
  onList('flatten', 'list', (list, _args, evaluation) => flatten(list, evaluation)),
  onList('sort', 'list, precedes? | list, function', sort),
  define('is empty', 'list', ([list]) => (Array.isArray(list) ? list.length === 0 : undefined)),
  onList('partition', 'list, size', (list, [, size]) => {
    if (!isNumber(size) || !(toDouble(size) >= 1)) return undefined;
    const width = Math.floor(toDouble(size));
    return Array.from({ length: Math.ceil(list.length / width) }, (_, part) =>
      list.slice(part * width, (part + 1) * width),
    );
  }),
];
