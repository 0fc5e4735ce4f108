/** Turns a result into JSON; parts that came from JSON are passed on as they are. */
import { Decimal } from 'decimal.js';
import type { JsonValue } from '../engine.js';
import { BudgetExceeded } from './evaluation.js';
import { formatNumber } from './numbers.js';
import { formatTemporal, temporalToJson } from './temporal/format-temporal.js';
import type { Temporal, Value } from './values.js';
import { FeelFunction, FeelRange, isContext, isNumber } from './values.js';

export function toJson(value: Value, depth = 0): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (depth > 200) throw new BudgetExceeded('Das Ergebnis ist zu tief verschachtelt.');
  if (value instanceof Decimal) return value.toNumber();
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth + 1));
  if (value instanceof FeelFunction) return null;
  if (value instanceof FeelRange) return describe(value);
  if (!isContext(value)) return temporalToJson(value);
  // Keys such as __proto__ must become own entries, never the prototype.
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, toJson(entry, depth + 1)]));
}

/** The text of a value as FEEL's string() gives it. */
export function describe(value: Value, insideCollection = false): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return insideCollection ? JSON.stringify(value) : value;
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return formatNumber(value);
  if (Array.isArray(value)) return `[${value.map((item) => describe(item, true)).join(', ')}]`;
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (value instanceof FeelRange) {
    return `${value.startIncluded ? '[' : '('}${describe(value.start, true)}..${describe(value.end, true)}${value.endIncluded ? ']' : ')'}`;
  }
  if (isContext(value))
    return `{${Object.entries(value)
      .map(([name, entry]) => `${name}:${describe(entry, true)}`)
      .join(', ')}}`;
  return formatTemporal(value as Temporal);
}
