/** Implicit conversions where a type is declared (DMN 1.5, 10.3.2.9.4): a list of one, one for a list, a day for a moment; else null. */
import type { Evaluation } from './evaluation.js';
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal/parse-temporal.js';
import { DayTimeDuration, FeelDate, FeelDateTime, FeelTime, YearMonthDuration } from './temporal/temporal-values.js';
import type { FeelType } from './types.js';
import { conforms, isListType, plainType } from './types.js';
import type { Value } from './values.js';
import { FeelFunction, isContext, kindOf, newContext } from './values.js';

/** `what` names the place for the warning. */
export function coerce(value: Value, type: FeelType, what: string, evaluation: Evaluation): Value {
  if (value === null) return value;
  if (conforms(value, type)) return value instanceof FeelFunction ? bound(value, type, what, evaluation) : value;
  const converted = convert(value, type);
  if (converted !== undefined) return converted;
  return evaluation.warn('INVALID_TYPE', `${what} does not conform to its type: got '${kindOf(value)}'`);
}

/** A function that is declared as a function type takes and gives what the type says. */
function bound(value: FeelFunction, type: FeelType, what: string, evaluation: Evaluation): FeelFunction {
  const plain = plainType(type);
  if (plain.is !== 'function') return value;
  const { result, parameters } = plain;
  const types = parameters.map((parameter, index) =>
    plainType(parameter).is === 'any' ? (value.types?.[index] ?? null) : parameter,
  );
  const call: FeelFunction['call'] = (args) => coerce(value.call(args), result, `Result of ${what}`, evaluation);
  const known = plainType(result).is === 'any' ? value.result : result;
  return new FeelFunction(value.parameters, call, types, known);
}

function convert(value: Value, type: FeelType): Value | undefined {
  if (Array.isArray(value) && value.length === 1) {
    const [item = null] = value;
    if (item !== null && conforms(item, type)) return item;
  }
  if (isListType(type) && !Array.isArray(value) && conforms([value], type)) return [value];
  if (value instanceof FeelDate) {
    const midnight = new FeelDateTime(value, new FeelTime(0, 0, 0, 0, 0, null));
    if (conforms(midnight, type)) return midnight;
  }
  return undefined;
}

/** JSON has no dates: texts that stand where a temporal type is declared are read as such. */
export function fromText(value: Value, type: FeelType, depth = 0): Value {
  const plain = plainType(type);
  if (value === null || depth > 100) return value;
  if (typeof value === 'string') return plain.is === 'simple' ? (readTemporal(value, plain.kind) ?? value) : value;
  if (Array.isArray(value))
    return plain.is === 'list' ? value.map((item) => fromText(item, plain.item, depth + 1)) : value;
  if (plain.is !== 'context' || !isContext(value)) return value;
  const copy = Object.assign(newContext(), value);
  for (const [name, entry] of plain.entries)
    if (Object.hasOwn(copy, name)) copy[name] = fromText(copy[name] ?? null, entry, depth + 1);
  return copy;
}

function readTemporal(text: string, kind: string): Value {
  switch (kind) {
    case 'date':
      return parseDate(text);
    case 'time':
      return parseTime(text);
    case 'date-time':
      return parseDateTime(text);
    case 'days-time-duration': {
      const duration = parseDuration(text);
      return duration instanceof DayTimeDuration ? duration : null;
    }
    case 'years-months-duration': {
      const duration = parseDuration(text);
      return duration instanceof YearMonthDuration ? duration : null;
    }
    default:
      return null;
  }
}
