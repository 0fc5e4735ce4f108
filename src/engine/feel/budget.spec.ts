import { compileExpression } from './index.js';

const doubling = `{${Array.from({ length: 40 }, (_, index) => (index === 0 ? 'a0: [1]' : `a${index}: [a${index - 1}, a${index - 1}]`)).join(', ')}}`;
const numbers = 'for i in 1..100000 return i';
const text = 'string join(for i in 1..100000 return "abcdefghij")';
const wide = 'context(for i in 1..10000 return {key: string(i), value: i})';

/** Milliseconds; the budget ends most of these after a quarter of a second on an idle machine. */
const PATIENCE = 15_000;

describe('The budget of an evaluation', () => {
  it.each([
    ['a result whose parts are shared', doubling],
    ['text of shared parts', `string(${doubling})`],
    ['equality of shared parts', `(${doubling}).a39 = (${doubling}).a39`],
    ['flattening shared parts', `flatten((${doubling}).a39)`],
    ['loops in loops', 'for i in 1..1000000, j in 1..1000000 return 1'],
    ['ranges that are left at once', 'some i in 1..1000000 satisfies every j in 1..1000000 satisfies i = j'],
    ['texts of long lists', `{l: ${numbers}, r: for x in l return string(l)}.r`],
    ['comparing long lists', `{l: ${numbers}, r: for x in l return l = reverse(reverse(l))}.r`],
    ['long texts', `{s: ${text}, r: for x in 1..1000000 return upper case(s)}.r`],
    ['patterns that try every way', 'matches(string join(for i in 1..500 return "a"), "(a+)+b")'],
    ['powers', 'for i in 1..1000000 return 2 ** 0.5'],
    ['exponentials', 'for i in 1..1000000 return exp(i / 7)'],
    ['random identifiers', 'for a in 1..1000, b in 1..1000 return uuid()'],
    ['different contexts in a list', 'distinct values(for i in 1..10000 return {a: i})'],
    ['copies of wide contexts', `{c: ${wide}, r: for i in 1..100000 return context put(c, "x", i)}.r`],
    ['functions that call themselves', '{f: function(n) f(n + 1), r: f(1)}.r'],
  ])('should end %s', (_what, source) => {
    const compiled = compileExpression(source);
    if (!compiled.ok) throw new Error(compiled.message);
    const started = performance.now();
    const result = compiled.value.evaluate({ get: () => undefined }, { now: 0 });
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/abgebrochen|zu tief|zu lang/) });
    expect(performance.now() - started).toBeLessThan(PATIENCE);
  });
});
