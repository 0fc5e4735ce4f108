import fc from 'fast-check';
import { evaluate } from 'feelin';
import type { JsonValue } from '../engine.js';
import { compileExpression } from './index.js';

const variables: Record<string, JsonValue> = { a: 5, b: 2, s: 'Bitsch', t: true, list: [3, 1, 2], ctx: { x: 1 } };

/** The same expressions every time; `FEEL_SEED` and `FEEL_RUNS` look at others and at more. */
const seed = Number(process.env['FEEL_SEED'] ?? 20261128);
const numRuns = Number(process.env['FEEL_RUNS'] ?? 300);

/** Safe integers only: feelin computes with doubles, so fractions differ by design (0.1 + 0.2). */
const number: fc.Arbitrary<string> = fc.letrec<{ n: string }>((tie) => ({
  n: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 50 }).map(String),
    fc.constantFrom('a', 'b', 'list[1]', 'ctx.x', 'count(list)', 'sum(list)', 'max(list)'),
    fc.tuple(tie('n'), fc.constantFrom('+', '-', '*'), tie('n')).map(([x, op, y]) => `(${x} ${op} ${y})`),
    fc.tuple(tie('n'), tie('n')).map(([x, y]) => `(if ${x} > ${y} then ${x} else ${y})`),
  ),
})).n;

const condition: fc.Arbitrary<string> = fc.letrec<{ c: string }>((tie) => ({
  c: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(number, fc.constantFrom('<', '<=', '>', '>=', '=', '!='), number).map(([x, op, y]) => `${x} ${op} ${y}`),
    fc.constantFrom(
      't',
      'not(t)',
      's = "Bitsch"',
      'list contains(list, 2)',
      'starts with(s, "B")',
      'a in [1..5]',
      'a between 1 and 9',
      'some x in list satisfies x > 2',
      'every x in list satisfies x > 0',
    ),
    fc.tuple(tie('c'), fc.constantFrom('and', 'or'), tie('c')).map(([x, op, y]) => `((${x}) ${op} (${y}))`),
  ),
})).c;

const collection = number.chain((n) =>
  fc.constantFrom(
    `for x in list return x + ${n}`,
    `list[item > ${n}]`,
    `reverse(append(list, ${n}))`,
    `distinct values(concatenate(list, [${n}]))`,
    `{r: ${n}}.r`,
  ),
);

function ours(source: string): JsonValue {
  const compiled = compileExpression(source);
  if (!compiled.ok) throw new Error(compiled.message);
  const result = compiled.value.evaluate({ get: (name) => variables[name] }, { now: 0 });
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function theirs(source: string): unknown {
  const answer = evaluate(source, variables) as { value: unknown };
  return withoutNegativeZero(answer.value);
}

/** FEEL's decimals know one zero; feelin's doubles make -0 of `0 * (0 - 1)`. */
function withoutNegativeZero(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  return Object.is(value, -0) ? 0 : value;
}

describe('FEEL compared with feelin', () => {
  it.each([
    ['numbers', number],
    ['conditions', condition],
    ['collections', collection],
  ])('should answer the same for random %s', (_name, expressions) => {
    fc.assert(
      fc.property(expressions, (source) => {
        expect(ours(source)).toEqual(theirs(source));
      }),
      { numRuns, seed },
    );
  });

  it.each<[string, JsonValue, string]>([
    ['0.1 + 0.2', 0.3, 'computes with doubles'],
    ['9007199254740993 - 9007199254740992', 1, 'computes with doubles'],
    ['string(1e3)', '1000', 'drops the exponent'],
    ['- 5', -5, 'knows no blank after the sign'],
    ['if "x" then 1 else 2', 2, 'takes a text for true'],
    ['round half up(1.126)', 1, 'demands the scale'],
    ['not([true])', false, 'does not take a list of one for its value'],
    ['[1] = [null]', false, 'answers null for lists that differ'],
    ['is(1, "1")', false, 'answers null for values of two types'],
    ['max("a", "b")', 'b', 'orders no texts'],
    ['insert before([1, 2, 3], -1, 9)', [1, 2, 9, 3], 'counts wrong from the end'],
    ['remove([1, 2, 3], -1)', [1, 2], 'counts wrong from the end'],
    ['list replace([2, 4, 7, 8], -1, 6)', [2, 4, 7, 6], 'counts wrong from the end'],
    ['[1, 2, 3][null]', [], 'answers null for a filter without an answer'],
    ['1[true]', [1], 'takes the value out of the list again'],
    ['for i in 1 return i', [1], 'does not iterate over one value'],
    ['{f: function(a: string) a, r: f(["x"])}.r', 'x', 'does not convert arguments'],
    ['[null] instance of list<number>', true, 'takes null for an item of no type'],
    ['overlaps before([1..5], [3..8])', true, 'does not know the function'],
  ])('should be right where feelin is not: %s', (source, wanted) => {
    expect(ours(source)).toEqual(wanted);
    expect(theirsOrFailure(source)).not.toEqual(wanted);
  });
});

function theirsOrFailure(source: string): unknown {
  try {
    return theirs(source);
  } catch (error) {
    return error;
  }
}
