/**
 * The values FEEL computes with. JSON comes in as it is (plain objects are contexts, arrays lists), so reading a variable costs nothing;
 * only numbers beyond a double's 15 safe digits and temporal values need classes of their own.
 */
import { Decimal } from 'decimal.js';
import type { FeelKind } from './feel.js';
import type { FeelType } from './types.js';
import { FeelDate, FeelDateTime, FeelTime, DayTimeDuration, YearMonthDuration } from './temporal/temporal-values.js';

export type FeelNumber = number | Decimal;
export type Temporal = FeelDate | FeelTime | FeelDateTime | DayTimeDuration | YearMonthDuration;
export interface FeelContextValue {
  [name: string]: Value;
}
export type Value =
  null | boolean | string | FeelNumber | Temporal | FeelRange | FeelFunction | Value[] | FeelContextValue;

/** An interval; a missing end (null) means unbounded, as in the range of `> 5`. `= 5` and `!= 5` have the value at both ends. */
export class FeelRange {
  constructor(
    readonly start: Value,
    readonly end: Value,
    readonly startIncluded: boolean,
    readonly endIncluded: boolean,
    /** How it is written when no interval can say it. */
    readonly operator: '=' | '!=' | null = null,
  ) {}
}

/** A function as a value: defined in an expression, a knowledge model, a decision service, or a built-in named without a call. */
export class FeelFunction {
  constructor(
    readonly parameters: readonly string[],
    readonly call: (args: readonly Value[]) => Value,
    /** Declared types of the parameters; what does not conform becomes null. */
    readonly types: readonly (FeelType | null)[] | null = null,
    /** Type of the result when it is known without calling. */
    readonly result: FeelType | null = null,
    /** Takes any number of arguments of its own accord (built-ins). */
    readonly open = false,
  ) {}
}

export const isNumber = (value: Value | undefined): value is FeelNumber =>
  typeof value === 'number' || value instanceof Decimal;

export const isContext = (value: Value | undefined): value is FeelContextValue => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** A context that has no inherited keys: `__proto__` is a name like any other. */
export const newContext = (): FeelContextValue => Object.create(null) as FeelContextValue;

/** Reads an own entry; undefined when there is none. */
export const entryOf = (context: FeelContextValue, name: string): Value | undefined =>
  Object.hasOwn(context, name) ? context[name] : undefined;

/** The FEEL type of a value. */
export function kindOf(value: Value): FeelKind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (isNumber(value)) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date-time';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof DayTimeDuration) return 'days-time-duration';
  if (value instanceof YearMonthDuration) return 'years-months-duration';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  return 'context';
}
