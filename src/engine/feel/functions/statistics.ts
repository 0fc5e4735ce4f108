/** Statistics over values that are already spread out of their list; undefined when they are of the wrong type. */
import { compare } from '../compare.js';
import { add, compareNumbers, divide, multiply, squareRoot, subtract } from '../numbers.js';
import { addTemporal, scaleDuration } from '../temporal/temporal-arithmetic.js';
import type { FeelNumber, Value } from '../values.js';
import { isNumber } from '../values.js';

export const numbersOf = (values: readonly Value[]): FeelNumber[] | null =>
  values.every(isNumber) ? (values as FeelNumber[]) : null;

export function sum(values: readonly Value[]): Value | undefined {
  let total: Value = values[0] ?? null;
  if (values.length === 0) return null;
  for (const value of values.slice(1)) {
    total = isNumber(total) && isNumber(value) ? add(total, value) : addTemporal(total, value);
    if (total === null) return undefined;
  }
  return isNumber(total) || typeof total === 'object' ? total : undefined;
}

export function mean(values: readonly Value[]): Value | undefined {
  const total = sum(values);
  if (total === undefined || total === null) return total;
  return isNumber(total) ? divide(total, values.length) : scaleDuration(total, values.length, '/');
}

export function extreme(sign: 1 | -1): (values: readonly Value[]) => Value | undefined {
  return (values) => {
    let best: Value | undefined = values[0];
    if (best === undefined) return null;
    for (const value of values) {
      const order = compare(value, best);
      if (order === undefined) return undefined;
      if (order * sign > 0) best = value;
    }
    return best;
  };
}

export function median(values: readonly Value[]): Value | undefined {
  const numbers = numbersOf(values)?.toSorted(compareNumbers);
  if (!numbers) return undefined;
  const middle = numbers.length / 2;
  const [low, high] = [numbers[Math.ceil(middle) - 1], numbers[Math.floor(middle)]];
  if (low === undefined || high === undefined) return null;
  const total = add(low, high);
  return total === null ? null : divide(total, 2);
}

/** Of the sample (n − 1). */
export function deviation(values: readonly Value[]): Value | undefined {
  const numbers = numbersOf(values);
  const average = numbers && numbers.length > 1 ? mean(numbers) : null;
  if (!numbers || !isNumber(average)) return numbers ? null : undefined;
  const squares = numbers
    .map((n) => subtract(n, average) ?? 0)
    .map((difference) => multiply(difference, difference) ?? 0);
  const total = sum(squares);
  const variance = isNumber(total) ? divide(total, numbers.length - 1) : null;
  return variance === null ? null : squareRoot(variance);
}

export function mode(values: readonly Value[]): Value | undefined {
  const numbers = numbersOf(values)?.toSorted(compareNumbers);
  if (!numbers) return undefined;
  let most = 0;
  let modes: FeelNumber[] = [];
  let count = 0;
  numbers.forEach((number, index) => {
    const previous = numbers[index - 1];
    count = previous !== undefined && compareNumbers(previous, number) === 0 ? count + 1 : 1;
    if (count > most) modes = [];
    most = Math.max(most, count);
    if (count === most) modes.push(number);
  });
  return modes;
}
