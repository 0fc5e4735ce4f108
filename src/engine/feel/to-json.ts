/**
 * Turns a result into JSON and into text. Every part costs the evaluation a step: parts that are shared inside the value are
 * written again and again outside.
 */
import { Decimal } from 'decimal.js';
import type { JsonValue } from '../engine.js';
import type { Evaluation } from './evaluation.js';
import { BudgetExceeded } from './evaluation.js';
import { formatNumber } from './numbers.js';
import { formatTemporal, temporalToJson } from './temporal/format-temporal.js';
import type { Temporal, Value } from './values.js';
import { FeelFunction, FeelRange, isContext, isNumber } from './values.js';

export function toJson(value: Value, evaluation: Evaluation, depth = 0): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (depth > 200) throw new BudgetExceeded('Das Ergebnis ist zu tief verschachtelt.');
  if (value instanceof Decimal) return value.toNumber();
  if (Array.isArray(value)) {
    evaluation.spend(value.length);
    return value.map((item) => toJson(item, evaluation, depth + 1));
  }
  if (value instanceof FeelFunction) return null;
  if (value instanceof FeelRange) return describe(value, evaluation);
  if (!isContext(value)) return temporalToJson(value);
  const entries = Object.entries(value);
  evaluation.spend(entries.length);
  // Keys such as __proto__ must become own entries, never the prototype.
  return Object.fromEntries(entries.map(([name, entry]) => [name, toJson(entry, evaluation, depth + 1)]));
}

/** The text of a value as FEEL's string() gives it. */
export const describe = (value: Value, evaluation: Evaluation): string =>
  typeof value === 'string' ? value : write(value, evaluation, 0);

function write(value: Value, evaluation: Evaluation, depth: number): string {
  if (depth > 200) throw new BudgetExceeded('Der Wert ist zu tief verschachtelt.');
  if (value === null) return 'null';
  if (typeof value === 'string') {
    evaluation.spend(value.length / 16);
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return formatNumber(value);
  const inner = (part: Value): string => write(part, evaluation, depth + 1);
  if (Array.isArray(value)) {
    evaluation.spend(value.length);
    return evaluation.text(`[${value.map(inner).join(', ')}]`);
  }
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (value instanceof FeelRange && value.operator) return `${value.operator}${inner(value.start)}`;
  if (value instanceof FeelRange)
    return `${value.startIncluded ? '[' : '('}${inner(value.start)}..${inner(value.end)}${value.endIncluded ? ']' : ')'}`;
  if (!isContext(value)) return formatTemporal(value as Temporal);
  const entries = Object.entries(value);
  evaluation.spend(entries.length);
  const written = entries.map(([name, entry]) => `${key(name, evaluation)}${inner(entry)}`);
  return evaluation.text(`{${written.join(', ')}}`);
}

/** Zeebe writes `{a:1}`; the standard what can be read again: `{a: 1, "b c": 2}`. */
function key(name: string, { standard }: Evaluation): string {
  if (!standard) return `${name}:`;
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? `${name}: ` : `${JSON.stringify(name)}: `;
}
