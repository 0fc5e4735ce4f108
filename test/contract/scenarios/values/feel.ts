import type { JsonValue, Variables } from '../../../../src/engine/engine.js';
import { end, job, script, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { complete, create } from '../../steps.js';

/** Scripts one after the other; what each gives stands in the variable of its name. */
function values(
  name: string,
  expressions: Readonly<Record<string, readonly [expression: string, value: JsonValue]>>,
  given: Variables = {},
): Scenario {
  const ids = Object.keys(expressions);
  const scripts = Object.entries(expressions).map(([id, [expression]]) => script(id, `=${expression}`, id));
  const variables = Object.fromEntries(Object.entries(expressions).map(([id, [, value]]) => [id, value]));
  const flows = [...ids, 'end'].map((id, index) => `${ids[index - 1] ?? 'start'} -> ${id}`);
  return {
    name,
    resources: [model([start(), ...scripts, end()], flows)],
    steps: [create('p', given)],
    expect: { variables: { ...given, ...variables } },
  };
}

export const feel: Scenario[] = [
  values('10.30 numbers', {
    sum: ['0.1 + 0.2', 0.3],
    half: ['decimal(2.5, 0)', 2],
    quotient: ['1 / 3', 0.3333333333333333],
    power: ['2 ** 10', 1024],
    whole: ['4 / 2', 2],
    rest: ['modulo(-5, 3)', 1],
    down: ['floor(-1.5)', -2],
    zero: ['1 / 0', null],
  }),
  values('10.31 temporal values', {
    moment: ['date and time("2024-01-01T00:00:00Z")', '2024-01-01T00:00Z'],
    day: ['date("2024-02-29")', '2024-02-29'],
    clock: ['time("08:30:00")', '08:30'],
    length: ['duration("P1D")', 'PT24H'],
    back: ['duration("-PT1H")', 'PT-1H'],
    months: ['duration("P14M")', 'P1Y2M'],
    weeks: ['duration("P2W")', null],
    zero: ['string(duration("PT0S"))', 'P0D'],
    later: ['date("2024-01-31") + duration("P1M")', '2024-02-29'],
    between: ['date and time("2024-01-02T00:00:00Z") - date and time("2024-01-01T12:00:00Z")', 'PT12H'],
    zoned: ['date and time("2024-06-01T12:00:00@Europe/Zurich")', '2024-06-01T12:00+02:00[Europe/Zurich]'],
  }),
  values('10.32 functions that do not exist yet, and odd ranges', {
    defined: ['is defined(missing)', false],
    down: ['for x in 3..1 return x', [3, 2, 1]],
    up: ['for x in 1..3 return x * x', [1, 4, 9]],
    none: ['some x in [] satisfies x > 1', false],
    all: ['every x in [] satisfies x > 1', true],
  }),
  values(
    '2.5 paths, filters and contexts',
    {
      path: ['person.name', 'Anna'],
      filtered: ['people[age > 18].name', ['B']],
      first: ['people[1].name', 'A'],
      last: ['people[-1].name', 'B'],
      outside: ['people[9]', null],
      missing: ['person.nothing.more', null],
      merged: ['context merge([{a: 1}, {a: 2, b: 3}])', { a: 2, b: 3 }],
      put: ['context put({a: 1}, "b", 2)', { a: 1, b: 2 }],
      keys: ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
      sum: ['sum(people.age)', 37],
    },
    {
      person: { name: 'Anna' },
      people: [
        { name: 'A', age: 17 },
        { name: 'B', age: 20 },
      ],
    },
  ),
  values('2.5 texts and lists', {
    upper: ['upper case("äb")', 'ÄB'],
    part: ['substring("hello", 2, 3)', 'ell'],
    tail: ['substring("hello", -2)', 'lo'],
    split: ['split("a;b;c", ";")', ['a', 'b', 'c']],
    joined: ['string join(["a", "b"], "-")', 'a-b'],
    contains: ['list contains([1, 2], 2)', true],
    distinct: ['distinct values([1, 2, 1])', [1, 2]],
    flat: ['flatten([[1], [2, [3]]])', [1, 2, 3]],
    sorted: ['sort([3, 1, 2], function(x, y) x < y)', [1, 2, 3]],
    counted: ['count([1, 2, 3])', 3],
    mean: ['mean([1, 2, 6])', 3],
    replaced: ['replace("abc", "b", "x")', 'axc'],
    matched: ['matches("abc", "a.c")', true],
    number: ['number("12.50")', 12.5],
  }),
  values('2.5 what cannot be compared or counted is null', {
    mixed: ['1 + "a"', null],
    compared: ['"a" > 1', null],
    missing: ['x + 1', null],
    text: ['"a" + 1', null],
    and: ['true and null', null],
    or: ['true or null', true],
    not: ['not(null)', null],
    equal: ['null = null', true],
    less: ['null < 1', null],
    choice: ['if null then 1 else 2', 2],
    between: ['5 between 1 and 10', true],
    inside: ['5 in [1..4]', false],
  }),
  {
    name: '10.29 10.31 a worker is given values as JSON has them',
    resources: [
      model(
        [start(), script('s', '={a: 1.0, b: duration("P1D"), c: [date("2024-01-01")], d: null}', 'all'), job('w')],
        ['start -> s', 's -> w'],
      ),
    ],
    steps: [create('p', { x: 1.0 }), complete('w')],
    expect: { completed: 'start s w p', variables: { x: 1, all: { a: 1, b: 'PT24H', c: ['2024-01-01'], d: null } } },
  },
  {
    ...values('10.30 a number keeps its zeros as a text', { text: ['string(1.0)', '1.0'] }),
    differs: {
      topic: 'Text of a whole number that is written with decimals',
      in: ['VARIABLE'],
      expect: { variables: { text: '1' } },
    },
  },
];
