/** Small damage to a text: what broken tools, hasty hands and attackers make of a good file. */
import type { RandomSource } from './random-source.js';

const STRANGE = [
  '',
  ' ',
  '\u0000',
  '\uFFFF',
  '\uD800',
  '😀',
  'ä',
  '"',
  "'",
  '<',
  '>',
  '&amp;',
  '&#0;',
  ']]>',
  '<!--',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '..',
  '-1',
  '1e999',
  '99999999999999999999',
  '0',
  'null',
  '__proto__',
  'constructor',
  '\\u',
  '@"',
  'PT9999999999H',
  '9'.repeat(400),
  '('.repeat(500),
  '['.repeat(300),
  '<a>'.repeat(300),
];

/** `others` lend pieces that are grafted in. */
export function mutateText(text: string, others: readonly string[], random: RandomSource): string {
  let mutated = text;
  for (let count = 1 + random.below(4); count > 0; count -= 1) mutated = mutateOnce(mutated, others, random);
  return mutated;
}

function mutateOnce(text: string, others: readonly string[], random: RandomSource): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(random.next() < 0.8 ? 20 : text.length + 1));
  const without = text.slice(0, at) + text.slice(end);
  switch (random.below(6)) {
    case 0:
      return without;
    case 1:
      return text.slice(0, end) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(STRANGE) + text.slice(at);
    case 3:
      return swapValues(text, random);
    case 4: {
      const other = random.pick(others);
      const from = random.below(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + random.below(200)) + text.slice(end);
    }
    default:
      return text.slice(0, at) + random.pick(STRANGE) + text.slice(end);
  }
}

/** Puts one quoted or enclosed value where another was: the text stays well-formed, its meaning does not. */
function swapValues(text: string, random: RandomSource): string {
  const values = [...text.matchAll(/"[^"\n]{0,80}"|>[^<>\n]{1,80}</g)];
  if (values.length === 0) return text;
  const target = random.pick(values);
  const source = random.pick(values);
  const inner = random.next() < 0.3 ? random.pick(STRANGE).replaceAll(/["<>]/g, '') : source[0].slice(1, -1);
  return text.slice(0, target.index + 1) + inner + text.slice(target.index + target[0].length - 1);
}
