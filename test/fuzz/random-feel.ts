/** Expressions that follow FEEL's grammar and mean nothing in particular. */
import { builtins } from '../../src/engine/feel/functions/index.js';
import type { RandomSource } from './random-source.js';

const LEAVES = [
  '0',
  '1',
  '-1',
  '0.1',
  '1e300',
  '9007199254740993',
  '""',
  '"a"',
  '"(a+)+$"',
  '"\\uD83D\\uDE00"',
  'true',
  'false',
  'null',
  'a',
  'b',
  'liste',
  'kontext',
  'kontext.x',
  'unbekannt',
  '[]',
  '{}',
  '@"2026-02-28"',
  '@"10:00:00+01:00"',
  '@"2026-03-29T02:30:00@Europe/Zurich"',
  '@"-P1Y"',
  '@"PT36H"',
  '[1..5]',
  '("a".."z")',
  'function(x) x',
  '?',
  'item',
  'partial',
];
const OPERATORS = ['+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'];
const TYPES = ['number', 'list<Any>', 'context<x: number>', 'function<Any> -> Any', 'date and time', 'range<number>'];
const FUNCTIONS = [...builtins.keys()];

export function randomFeel(random: RandomSource, depth = 4): string {
  if (depth === 0 || random.next() < 0.15) return random.pick(LEAVES);
  const part = (): string => randomFeel(random, depth - 1);
  switch (random.below(14)) {
    case 0:
    case 1:
      return `(${part()} ${random.pick(OPERATORS)} ${part()})`;
    case 2:
    case 3:
    case 4:
      return `${random.pick(FUNCTIONS)}(${Array.from({ length: random.below(4) }, part).join(', ')})`;
    case 5:
      return `[${Array.from({ length: random.below(5) }, part).join(', ')}]`;
    case 6:
      return `{x: ${part()}, y: ${part()}, "z z": x}`;
    case 7:
      return `(${part()})[${part()}]`;
    case 8:
      return `(for x in ${part()}, y in ${part()} return ${part()})`;
    case 9:
      return `(${random.pick(['some', 'every'])} x in ${part()} satisfies ${part()})`;
    case 10:
      return `(if ${part()} then ${part()} else ${part()})`;
    case 11:
      return `(${part()} between ${part()} and ${part()})`;
    case 12:
      return `((${part()}) instance of ${random.pick(TYPES)})`;
    default:
      return `{f: function(x, y) ${part()}, r: f(${part()}, ${part()})}.r`;
  }
}
