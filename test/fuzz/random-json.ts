/** Values that nobody expects in a variable. */
import type { JsonValue, Variables } from '../../src/engine/engine.js';
import type { RandomSource } from './random-source.js';

const SCALARS: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1,
  1e21,
  1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'W2',
  '2026-02-30',
  'PT1H',
  'R/PT0S',
  '=1/0',
  '\u0000',
  '\uD800',
  '😀'.repeat(50),
  'x'.repeat(5_000),
];
const NAMES = ['a', 'b', 'liste', 'kontext', 'x', '__proto__', 'constructor', 'toString', '', 'ä b', 'item', 'partial'];

export function randomJson(random: RandomSource, depth = 3): JsonValue {
  if (depth === 0 || random.next() < 0.5) return random.pick(SCALARS);
  const length = random.below(4);
  if (random.next() < 0.5) return Array.from({ length }, () => randomJson(random, depth - 1));
  return Object.fromEntries(Array.from({ length }, () => [random.pick(NAMES), randomJson(random, depth - 1)] as const));
}

/** `names` are likely; others turn up too. */
export function randomVariables(random: RandomSource, names: readonly string[]): Variables {
  return Object.fromEntries(
    Array.from({ length: random.below(6) }, () => [random.pick([...names, ...NAMES]), randomJson(random)] as const),
  );
}
