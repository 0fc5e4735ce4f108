/** Lists. Functions that work on all values take a list or the values themselves. */
import { compare, equal, scalarKey } from '../compare.js';
import type { Evaluation } from '../evaluation.js';
import { BUDGET, BudgetExceeded } from '../evaluation.js';
import { multiply, toDouble } from '../numbers.js';
import type { FeelNumber, Value } from '../values.js';
import { FeelFunction, isNumber } from '../values.js';
import type { Builtin } from './builtin.js';
import { define } from './builtin.js';
import { deviation, extreme, mean, median, mode, numbersOf, sum } from './statistics.js';

/** The values to work on: the list given alone, or all arguments. */
const spread = (args: readonly Value[]): readonly Value[] | undefined => {
  const [first] = args;
  if (args.length === 1) return Array.isArray(first) ? first : first === null ? undefined : args;
  return args;
};

const onAll = (name: string, work: (values: readonly Value[], evaluation: Evaluation) => Value | undefined): Builtin =>
  define(name, 'list | values…', (args, evaluation) => {
    if (args.length === 0) return undefined;
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

/** Each value once, with the number of times it occurs, in the order of first occurrence. */
function tally(values: readonly Value[], evaluation: Evaluation): { value: Value; count: number }[] {
  const byKey = new Map<string, { value: Value; count: number }>();
  const complex: { value: Value; count: number }[] = [];
  const all: { value: Value; count: number }[] = [];
  for (const value of values) {
    const key = scalarKey(value);
    if (key === null) evaluation.spend(complex.length);
    const known =
      key === null ? complex.find((other) => equal(other.value, value, evaluation) === true) : byKey.get(key);
    if (known) {
      known.count += 1;
      continue;
    }
    const entry = { value, count: 1 };
    all.push(entry);
    if (key === null) complex.push(entry);
    else byKey.set(key, entry);
  }
  return all;
}

const distinct = (values: readonly Value[], evaluation: Evaluation): Value[] =>
  tally(values, evaluation).map(({ value }) => value);

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

/** The standard knows no positions outside the list; Zeebe takes what there is (feel-scala 1.17). */
function cut(list: readonly Value[], position: Value | undefined, { standard }: Evaluation): number | null {
  if (standard || !isNumber(position)) return indexOfPosition(list, position);
  const at = Math.trunc(toDouble(position));
  return Math.min(list.length, Math.max(0, at > 0 ? at - 1 : list.length + at));
}

function sublist(list: Value[], [, start, length]: readonly Value[], evaluation: Evaluation): Value | undefined {
  const index = cut(list, start, evaluation);
  if (index === null) return undefined;
  if (length === undefined || length === null) return list.slice(index);
  if (!isNumber(length) || toDouble(length) < 0) return undefined;
  const end = index + toDouble(length);
  // DMN 1.5, table 75: from one item to all that are left.
  return evaluation.standard && (end === index || end > list.length) ? undefined : list.slice(index, end);
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

/** One value stands for a list of one. */
function concatenate(args: readonly Value[], evaluation: Evaluation): Value | undefined {
  const total = args.reduce<number>((sumOf, arg) => sumOf + (Array.isArray(arg) ? arg.length : 1), 0);
  evaluation.spend(total);
  if (total > BUDGET.listItems) throw new BudgetExceeded('Die Liste wird zu lang.');
  return args.includes(null) ? undefined : args.flat(1);
}

function listReplace(list: Value[], [, target, item = null]: readonly Value[]): Value | undefined {
  if (target instanceof FeelFunction) {
    if (target.parameters.length !== 2) return undefined;
    const answers = list.map((old) => target.call([old, item]));
    if (answers.some((answer) => typeof answer !== 'boolean')) return undefined;
    return list.map((old, index) => (answers[index] === true ? item : old));
  }
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
  onList('list contains', 'list, element', (list, [, element = null], evaluation) =>
    list.some((item) => equal(item, element, evaluation) === true),
  ),
  onList('sublist', 'list, start position, length?', sublist),
  onList('append', 'list, items…', (list, [, ...items]) => [...list, ...items]),
  define('concatenate', 'lists…', concatenate),
  onList('insert before', 'list, position, newItem', (list, [, position, item = null], evaluation) => {
    const index = cut(list, position, evaluation);
    return index === null ? undefined : list.toSpliced(index, 0, item);
  }),
  onList('remove', 'list, position', (list, [, position], evaluation) => {
    const index = cut(list, position, evaluation);
    return index === null ? undefined : list.toSpliced(index, 1);
  }),
  onList('list replace', 'list, position, newItem | list, match, newItem', listReplace),
  onList('reverse', 'list', (list) => list.toReversed()),
  onList('index of', 'list, match', (list, [, match = null], evaluation) =>
    list.flatMap((item, index) => (equal(item, match, evaluation) === true ? [index + 1] : [])),
  ),
  define('union', 'lists…', (args, evaluation) => {
    const joined = concatenate(args, evaluation);
    return Array.isArray(joined) ? distinct(joined, evaluation) : undefined;
  }),
  onList('distinct values', 'list', (list, _args, evaluation) => distinct(list, evaluation)),
  onList('duplicate values', 'list', (list, _args, evaluation) =>
    tally(list, evaluation).flatMap(({ value, count }) => (count > 1 ? [value] : [])),
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
