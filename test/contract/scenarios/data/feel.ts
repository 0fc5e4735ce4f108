import { end, job, script, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { complete, create } from '../../steps.js';

/** Scripts one after the other; what each gives stands in the variable of its name. */
function values(name: string, expressions: Readonly<Record<string, string>>, given = {}): Scenario {
  const ids = Object.keys(expressions);
  const scripts = Object.entries(expressions).map(([id, expression]) => script(id, `=${expression}`, id));
  const flows = [...ids, 'end'].map((id, index) => `${ids[index - 1] ?? 'start'} -> ${id}`);
  return { name, resources: [model([start(), ...scripts, end()], flows)], steps: [create('p', given)], expect: {} };
}

export const feel: Scenario[] = [
  values('10.30 numbers', {
    sum: '0.1 + 0.2',
    half: 'decimal(2.5, 0)',
    quotient: '1 / 3',
    power: '2 ** 10',
    text: 'string(1.0)',
    whole: '4 / 2',
    rest: 'modulo(-5, 3)',
    down: 'floor(-1.5)',
    zero: '1 / 0',
  }),
  values('10.31 temporal values', {
    moment: 'date and time("2024-01-01T00:00:00Z")',
    day: 'date("2024-02-29")',
    clock: 'time("08:30:00")',
    length: 'duration("P1D")',
    back: 'duration("-PT1H")',
    months: 'duration("P14M")',
    weeks: 'duration("P2W")',
    zero: 'string(duration("PT0S"))',
    later: 'date("2024-01-31") + duration("P1M")',
    between: 'date and time("2024-01-02T00:00:00Z") - date and time("2024-01-01T12:00:00Z")',
    zoned: 'date and time("2024-06-01T12:00:00@Europe/Zurich")',
  }),
  values('10.32 functions that do not exist yet, and odd ranges', {
    defined: 'is defined(missing)',
    down: 'for x in 3..1 return x',
    up: 'for x in 1..3 return x * x',
    none: 'some x in [] satisfies x > 1',
    all: 'every x in [] satisfies x > 1',
  }),
  values(
    '2.5 paths, filters and contexts',
    {
      path: 'person.name',
      filtered: 'people[age > 18].name',
      first: 'people[1].name',
      last: 'people[-1].name',
      outside: 'people[9]',
      missing: 'person.nothing.more',
      merged: 'context merge([{a: 1}, {a: 2, b: 3}])',
      put: 'context put({a: 1}, "b", 2)',
      keys: 'get entries({a: 1})',
      sum: 'sum(people.age)',
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
    upper: 'upper case("äb")',
    part: 'substring("hello", 2, 3)',
    tail: 'substring("hello", -2)',
    split: 'split("a;b;c", ";")',
    joined: 'string join(["a", "b"], "-")',
    contains: 'list contains([1, 2], 2)',
    distinct: 'distinct values([1, 2, 1])',
    flat: 'flatten([[1], [2, [3]]])',
    sorted: 'sort([3, 1, 2], function(x, y) x < y)',
    counted: 'count([1, 2, 3])',
    mean: 'mean([1, 2, 6])',
    replaced: 'replace("abc", "b", "x")',
    matched: 'matches("abc", "a.c")',
    number: 'number("12.50")',
  }),
  values('2.5 what cannot be compared or counted is null', {
    mixed: '1 + "a"',
    compared: '"a" > 1',
    missing: 'x + 1',
    text: '"a" + 1',
    and: 'true and null',
    or: 'true or null',
    not: 'not(null)',
    equal: 'null = null',
    less: 'null < 1',
    choice: 'if null then 1 else 2',
    between: '5 between 1 and 10',
    inside: '5 in [1..4]',
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
    expect: {},
  },
];
