import type { JsonValue } from '../engine.js';
import { compileExpression } from './index.js';

const now = Date.parse('2026-11-24T22:30:00Z');
const variables: Record<string, JsonValue> = {
  a: 5,
  s: 'Bitsch',
  missing: null,
  list: [1, 2, 3],
  b: true,
  personen: [
    { name: 'Anna', alter: 30 },
    { name: 'Beat', alter: 12 },
  ],
  gesuch: { kosten: 250000, 'Zone A': 'W2', art: null },
  'my var': 7,
};
const context = { get: (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined) };

function run(source: string): JsonValue {
  const compiled = compileExpression(source, { names: Object.keys(variables) });
  if (!compiled.ok) throw new Error(compiled.message);
  const result = compiled.value.evaluate(context, { now });
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

const table = (rows: [string, JsonValue][]): void => {
  it.each(rows)('should evaluate %s to %j', (source, wanted) => expect(run(source)).toEqual(wanted));
};

describe('FEEL literals and names', () => {
  table([
    ['"a\\"b\\u00e4\\n"', 'a"bä\n'],
    ['-3', -3],
    ['.5', 0.5],
    ['null', null],
    ['true', true],
    ['my var + 1', 8],
    ['gesuch.kosten', 250000],
    ['gesuch.Zone A', 'W2'],
    ['unknown', null],
    ['unknown.deep.path', null],
    ['personen.name', ['Anna', 'Beat']],
    ['{a: 1, b: a + 1}.b', 2],
    ['{"x y": 1}["x y"]', []],
    ['__proto__', null],
    ['gesuch.__proto__', null],
    ['gesuch.constructor', null],
  ]);
});

describe('FEEL arithmetic', () => {
  table([
    ['0.1 + 0.2', 0.3],
    ['1 / 3 * 3 = 1', false],
    ['0.1 + 0.2 = 0.3', true],
    ['2 ** 10', 1024],
    ['2 ** -1', 0.5],
    ['-2 ** 2', 4],
    ['10 / 4', 2.5],
    ['1 / 0', null],
    ['9007199254740993 - 9007199254740992', 1],
    ['"a" + "b"', 'ab'],
    ['"a" + 1', null],
    ['null + 1', null],
    ['1 - 2 - 3', -4],
    ['2 + 3 * 4', 14],
    ['-a', -5],
    ['string(9007199254740993)', '9007199254740993'],
    ['string(1/3)', '0.3333333333333333333333333333333333'],
  ]);
});

describe('FEEL logic', () => {
  table([
    ['true and null', null],
    ['false and null', false],
    ['true or null', true],
    ['false or null', null],
    ['not(null)', null],
    ['not(b)', false],
    ['if null then 1 else 2', 2],
    ['a > 3 and s = "Bitsch"', true],
    ['a = "5"', null],
    ['null = null', true],
    ['a != null', true],
    ['missing = null', true],
    ['a between 1 and 5', true],
    ['a in (1, 5)', true],
    ['a in [1..5)', false],
    ['a in > 4', true],
    ['"x" in ("x", "y")', true],
    ['a in list', false],
    ['5 in (>1, <0)', true],
    ['a instance of number', true],
    ['list instance of list<number>', true],
    ['list instance of list<string>', false],
    ['null instance of number', false],
    ['{a: 1} instance of context<a: number>', true],
    ['gesuch.art = null', true],
    ['[1,2] = [1,2]', true],
    ['{a: 1} = {a: 1.0}', true],
  ]);
});

describe('FEEL collections', () => {
  table([
    ['list[1]', 1],
    ['list[-1]', 3],
    ['list[9]', null],
    ['list[item > 1]', [2, 3]],
    ['personen[alter >= 18].name', ['Anna']],
    ['personen[1].name', 'Anna'],
    ['for x in list return x * 2', [2, 4, 6]],
    ['for x in 3..1 return x', [3, 2, 1]],
    ['for x in [1,2], y in [10,20] return x + y', [11, 21, 12, 22]],
    ['for i in 1..4 return if i = 1 then 1 else i * partial[-1]', [1, 2, 6, 24]],
    ['some p in personen satisfies p.alter < 18', true],
    ['every p in personen satisfies p.alter < 18', false],
    ['every x in [] satisfies x', true],
    ['count(for p in personen return p) - 1', 1],
    ['{double: function(x) x * 2, r: double(4)}.r', 8],
    ['{a: 1, b: {c: a + 1}}.b.c', 2],
    ['for p in personen return {name: p.name}', [{ name: 'Anna' }, { name: 'Beat' }]],
  ]);
});

describe('FEEL functions', () => {
  table([
    ['substring("Bitsch", 2, 3)', 'its'],
    ['substring(string: "Bitsch", start position: -3)', 'sch'],
    ['string length("😀a")', 2],
    ['upper case(s)', 'BITSCH'],
    ['contains(s, "it")', true],
    ['matches("3982", "^[0-9]{4}$")', true],
    ['replace("a1b2", "[0-9]", "-")', 'a-b-'],
    ['split("a;b", ";")', ['a', 'b']],
    ['string join(["a", null, "b"], "-")', 'a-b'],
    ['extract("a1b22", "[0-9]+")', ['1', '22']],
    ['matches("aaaa", "(a+)+$")', true],
    ['sum([1,2,3])', 6],
    ['sum(1,2,3)', 6],
    ['sum([])', null],
    ['mean([1,2])', 1.5],
    ['min("b","a")', 'a'],
    ['max([3,1])', 3],
    ['median([1,4,2,3])', 2.5],
    ['stddev([2,4,7,5])', 2.0816659994661326],
    ['count([])', 0],
    ['count(null)', null],
    ['append([1], 2, 3)', [1, 2, 3]],
    ['concatenate([1],[2])', [1, 2]],
    ['insert before([1,3], 2, 2)', [1, 2, 3]],
    ['remove([1,2], 1)', [2]],
    ['reverse([1,2])', [2, 1]],
    ['index of([1,2,1], 1)', [1, 3]],
    ['union([1],[1,2])', [1, 2]],
    ['distinct values([1,1])', [1]],
    ['flatten([1,[2,[3]]])', [1, 2, 3]],
    ['sort([3,1,2], function(x, y) x < y)', [1, 2, 3]],
    ['list contains(list, 2)', true],
    ['sublist([1,2,3], 2)', [2, 3]],
    ['all([true, null])', null],
    ['any([true, null])', true],
    ['decimal(2.5, 0)', 2],
    ['round half up(2.5, 0)', 3],
    ['floor(-1.5)', -2],
    ['modulo(-10, 3)', 2],
    ['abs(-1)', 1],
    ['even(2)', true],
    ['sqrt(16)', 4],
    ['number("1 000,5", " ", ",")', 1000.5],
    ['number("x")', null],
    ['get value({a: 1}, "a")', 1],
    ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
    ['context put({}, "x", 1)', { x: 1 }],
    ['context merge({a: 1}, {b: 2})', { a: 1, b: 2 }],
    ['is defined(unknown)', false],
    ['is defined(missing)', false],
    ['get or else(missing, 3)', 3],
    ['string(from: 1.50)', '1.5'],
    ['no such thing(1)', null],
    ['before(1, 2)', true],
    ['overlaps([1..3], [3..5])', true],
  ]);
});

describe('FEEL dates and times', () => {
  table([
    ['date("2026-02-30")', null],
    ['date("2024-02-29") + duration("P1Y")', '2025-02-28'],
    ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['date and time("2024-01-01T00:00:00Z")', '2024-01-01T00:00Z'],
    ['duration("P1D")', 'PT24H'],
    ['-duration("PT1H")', 'PT-1H'],
    ['string(duration("PT0S"))', 'P0D'],
    ['duration("P2W")', null],
    ['date("2026-03-01") - date("2026-02-01")', 'PT672H'],
    ['(date("2026-03-01") - date("2026-02-01")).days', 28],
    ['date("2026-11-24") < date("2026-11-25")', true],
    ['today()', '2026-11-24'],
    ['now()', '2026-11-24T23:30+01:00'],
    ['day of week(date("2026-11-24"))', 'Tuesday'],
    ['week of year(date("2026-01-01"))', 1],
    ['last day of month(date("2024-02-01"))', '2024-02-29'],
    ['date and time("2026-07-01T12:00:00@Europe/Zurich")', '2026-07-01T12:00+02:00[Europe/Zurich]'],
    ['date and time("2026-01-01T12:00:00+01:00") = date and time("2026-01-01T11:00:00Z")', true],
    ['time("10:30:00") + duration("PT14H")', '00:30'],
    ['@"2026-11-24".year', 2026],
    ['years and months duration(date("2024-01-15"), date("2026-03-10"))', 'P2Y1M'],
    ['duration("P1Y6M").years', 1],
    ['cycle(duration("PT1H"))', 'R/PT1H'],
    ['cycle(3, duration("P1D"))', 'R3/PT24H'],
    ['for d in @"2026-01-30"..@"2026-02-01" return d', ['2026-01-30', '2026-01-31', '2026-02-01']],
    ['string(date and time("2026-01-01T00:00:00Z"))', '2026-01-01T00:00:00Z'],
    ['date(date and time("2026-01-01T10:00:00")) = @"2026-01-01"', true],
    ['duration("P1D") * 3 / duration("P1D")', 3],
  ]);
});

describe('compileExpression', () => {
  it.each(['a +', '1 2', '', '"open', '[1', 'if a then 1', 'function(x) external {}'])(
    'should refuse %j with a sentence',
    (source) => {
      expect(compileExpression(source)).toMatchObject({ ok: false, message: expect.stringMatching(/\.$/) });
    },
  );

  it('should warn about missing variables', () => {
    const compiled = compileExpression('=gibtEsNicht > 1');
    expect(compiled.ok && compiled.value.variables).toEqual(['gibtEsNicht']);
    expect(compiled.ok && compiled.value.evaluate(context, { now })).toMatchObject({
      ok: true,
      kind: 'null',
      warnings: [{ type: 'NO_VARIABLE_FOUND' }],
    });
  });

  it('should fail when an assertion fails', () => {
    const compiled = compileExpression('assert(1, 1 > 2, "eins ist zu klein")');
    expect(compiled.ok && compiled.value.evaluate(context, { now })).toMatchObject({
      ok: false,
      message: 'eins ist zu klein',
    });
  });

  it.each([
    'for i in 1..1000000, j in 1..1000000 return 1',
    '{f: function(n) f(n + 1), r: f(1)}.r',
    `${'('.repeat(9000)}1${')'.repeat(9000)}`,
  ])('should end %.60s with a failure when the budget is spent', (source) => {
    const compiled = compileExpression(source);
    if (compiled.ok) expect(compiled.value.evaluate(context, { now })).toMatchObject({ ok: false });
    else expect(compiled.message).toMatch(/verschachtelt|nicht verständlich/);
  });
});
