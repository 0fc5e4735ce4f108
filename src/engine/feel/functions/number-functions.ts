/** Numbers. */
import type { Rounding } from '../numbers.js';
import {
  compareNumbers,
  divide,
  exponential,
  multiply,
  naturalLogarithm,
  negate,
  parseNumber,
  round,
  squareRoot,
  subtract,
  toDouble,
  TRANSCENDENTAL_STEPS,
} from '../numbers.js';
import { DayTimeDuration, YearMonthDuration } from '../temporal/temporal-values.js';
import type { FeelNumber, Value } from '../values.js';
import { isNumber } from '../values.js';
import { define } from './builtin.js';

const rounding = (name: string, mode: Rounding) =>
  define(name, 'n, scale?', ([n, scale = 0]) => (isNumber(n) && isNumber(scale) ? round(n, scale, mode) : undefined));

const onNumber = (name: string, work: (n: FeelNumber) => Value, steps = 1) =>
  define(name, 'number', ([n], evaluation) => {
    evaluation.spend(steps);
    return isNumber(n) ? work(n) : undefined;
  });

/** Takes the sign of the divisor, as the DMN standard wants. */
function modulo(dividend: FeelNumber, divisor: FeelNumber): Value {
  const quotient = divide(dividend, divisor);
  const whole = quotient === null ? null : round(quotient, 0, 'floor');
  const product = whole === null ? null : multiply(divisor, whole);
  return product === null ? null : subtract(dividend, product);
}

function absolute([n]: readonly Value[]): Value | undefined {
  if (isNumber(n)) return compareNumbers(n, 0) < 0 ? negate(n) : n;
  if (n instanceof DayTimeDuration) return n.nanos < 0n ? new DayTimeDuration(-n.nanos) : n;
  return n instanceof YearMonthDuration ? new YearMonthDuration(Math.abs(n.months)) : undefined;
}

const SEPARATORS = [' ', ',', '.'];

function numberOf([from, grouping, point]: readonly Value[]): Value | undefined {
  if (typeof from !== 'string') return isNumber(from) && grouping === undefined ? from : undefined;
  if (![grouping, point].every((sign) => sign === undefined || sign === null || SEPARATORS.includes(sign as string)))
    return undefined;
  if (point === ' ' || (typeof point === 'string' && point === grouping)) return undefined;
  let text = from;
  if (typeof grouping === 'string') text = text.split(grouping).join('');
  if (point === ',') {
    if (text.includes('.')) return undefined;
    text = text.replace(',', '.');
  }
  return parseNumber(text) ?? undefined;
}

const parity = (n: FeelNumber): FeelNumber | null => modulo(n, 2) as FeelNumber | null;

export const numberFunctions = [
  define('number', 'from, grouping separator?, decimal separator?', numberOf),
  define('decimal', 'n, scale', ([n, scale]) =>
    isNumber(n) && isNumber(scale) ? round(n, Math.trunc(toDouble(scale)), 'half-even') : undefined,
  ),
  rounding('floor', 'floor'),
  rounding('ceiling', 'ceiling'),
  rounding('round up', 'up'),
  rounding('round down', 'down'),
  rounding('round half up', 'half-up'),
  rounding('round half down', 'half-down'),
  define('random number', '', (_args, evaluation) => evaluation.random()),
  define('abs', 'n | number', absolute),
  define('modulo', 'dividend, divisor', ([a, b], evaluation) => {
    evaluation.spend(10);
    return isNumber(a) && isNumber(b) ? modulo(a, b) : undefined;
  }),
  onNumber('sqrt', squareRoot, TRANSCENDENTAL_STEPS),
  onNumber('log', naturalLogarithm, TRANSCENDENTAL_STEPS),
  onNumber('exp', exponential, TRANSCENDENTAL_STEPS),
  onNumber('odd', (n) => compareNumbers(parity(n) ?? 0, 1) === 0),
  onNumber('even', (n) => toDouble(parity(n) ?? 1) === 0),
];
