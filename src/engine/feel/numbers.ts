/**
 * Decimal arithmetic of FEEL (34 digits, half-even). Safe integers take the processor's path; everything else goes through
 * decimal.js and comes back as a double only when a double carries every digit (15 significant ones).
 */
import { Decimal as Base } from 'decimal.js';
import type { FeelNumber } from './values.js';

const Decimal = Base.clone({
  precision: 34,
  rounding: Base.ROUND_HALF_EVEN,
  toExpNeg: -7000,
  toExpPos: 7000,
  maxE: 6144,
  minE: -6143,
});

export const decimal = (value: FeelNumber | string): Base => new Decimal(value as Base.Value);

/** The shortest faithful form; null when the value is no finite number. */
export function normalise(value: Base): FeelNumber | null {
  if (!value.isFinite()) return null;
  if (value.precision() <= 15 && Math.abs(value.e) < 300) return value.toNumber() + 0;
  return value;
}

/** Reads a FEEL number literal; null when the text is none. */
export function parseNumber(text: string): FeelNumber | null {
  if (!/^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d{1,4})?$/.test(text)) return null;
  return normalise(decimal(text).toSignificantDigits(34));
}

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  }
  return normalise(decimal(a).plus(decimal(b)));
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return add(a, negate(b));
}

export function negate(a: FeelNumber): FeelNumber {
  return typeof a === 'number' ? 0 - a : a.negated();
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return normalise(decimal(a).times(decimal(b)));
}

/** null for a division by zero. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  const divisor = decimal(b);
  return divisor.isZero() ? null : normalise(decimal(a).div(divisor));
}

/** What a power, root or logarithm of 34 digits costs, in steps of an evaluation (measured: up to 0.13 ms). */
export const TRANSCENDENTAL_STEPS = 400;

/** A power of small whole numbers, at once; null when it takes the long way. */
export function smallPower(a: FeelNumber, b: FeelNumber): number | null {
  if (typeof a !== 'number' || typeof b !== 'number' || !Number.isSafeInteger(a) || !Number.isInteger(b)) return null;
  const result = b >= 0 && b <= 64 ? a ** b : Number.NaN;
  return Number.isSafeInteger(result) ? result + 0 : null;
}

/** null when the result is no real number or beyond 34 digits of range. */
export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  const exponent = decimal(b);
  if (exponent.abs().gt(10_000)) return null;
  return normalise(decimal(a).pow(exponent));
}

export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return decimal(a).cmp(decimal(b));
}

export const toDouble = (a: FeelNumber): number => (typeof a === 'number' ? a : a.toNumber());

/** Without exponent, as FEEL's string() writes it. */
export const formatNumber = (a: FeelNumber): string =>
  typeof a === 'number' && Number.isSafeInteger(a) ? String(a) : decimal(a).toFixed();

export type Rounding = 'up' | 'down' | 'half-up' | 'half-down' | 'half-even' | 'floor' | 'ceiling';
const MODES: Record<Rounding, Base.Rounding> = {
  up: Base.ROUND_UP,
  down: Base.ROUND_DOWN,
  'half-up': Base.ROUND_HALF_UP,
  'half-down': Base.ROUND_HALF_DOWN,
  'half-even': Base.ROUND_HALF_EVEN,
  floor: Base.ROUND_FLOOR,
  ceiling: Base.ROUND_CEIL,
};

/** Places a decimal of 34 digits may have (DMN 1.5, table 75). */
const SCALES = { least: -6111, most: 6176 } as const;

/** Rounds to `scale` digits after the point (negative: before it). */
export function round(a: FeelNumber, scale: FeelNumber, mode: Rounding): FeelNumber | null {
  const digits = toDouble(scale);
  if (!Number.isInteger(digits) || digits < SCALES.least || digits > SCALES.most) return null;
  if (digits >= 0) return normalise(decimal(a).toDecimalPlaces(digits, MODES[mode]));
  const unit = decimal(10).pow(-digits);
  return normalise(decimal(a).div(unit).toDecimalPlaces(0, MODES[mode]).times(unit));
}

export function squareRoot(a: FeelNumber): FeelNumber | null {
  const value = decimal(a);
  return value.isNegative() && !value.isZero() ? null : normalise(value.sqrt());
}
export const naturalLogarithm = (a: FeelNumber): FeelNumber | null =>
  decimal(a).gt(0) ? normalise(decimal(a).ln()) : null;
export const exponential = (a: FeelNumber): FeelNumber | null =>
  decimal(a).abs().gt(10_000) ? null : normalise(decimal(a).exp());
