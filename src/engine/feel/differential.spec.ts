import fc from 'fast-check';
import { evaluate } from 'feelin';
import type { JsonValue } from '../engine.js';
import { compileExpression } from './index.js';

const variables: Record<string, JsonValue> = { a: 5, b: 2, s: 'Bitsch', t: true, list: [3, 1, 2], ctx: { x: 1 } };

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
  return answer.value;
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
      { numRuns: 150 },
    );
  });

  it.each<[string, JsonValue]>([
    ['0.1 + 0.2', 0.3],
    ['9007199254740993 - 9007199254740992', 1],
  ])('should be right where feelin is not: %s', (source, wanted) => {
    expect(ours(source)).toEqual(wanted);
    expect(theirs(source)).not.toEqual(wanted);
  });
});
