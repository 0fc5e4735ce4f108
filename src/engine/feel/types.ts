/** FEEL types as data: for `instance of`, typed parameters and DMN's item definitions (DMN 1.5, 10.3.2.9). */
import type { FeelKind } from './feel.js';
import type { FeelContextValue, Value } from './values.js';
import { FeelFunction, FeelRange, isContext, kindOf } from './values.js';

export type FeelType =
  /** `open`: nothing is said about a parameter; a function may ask there for what it likes. */
  | { readonly is: 'any'; readonly open?: true }
  | { readonly is: 'simple'; readonly kind: FeelKind }
  | { readonly is: 'list'; readonly item: FeelType }
  | { readonly is: 'range'; readonly end: FeelType }
  | { readonly is: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly is: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType }
  /** An item definition with allowed values; they matter for values, not for `instance of`. */
  | { readonly is: 'restricted'; readonly base: FeelType; readonly allows: (value: Value) => boolean }
  /** An item definition by name; resolved late, because definitions may contain themselves. */
  | { readonly is: 'named'; readonly resolve: () => FeelType };

export const ANY: FeelType = { is: 'any' };
export const UNDECLARED: FeelType = { is: 'any', open: true };
export const simple = (kind: FeelKind): FeelType => ({ is: 'simple', kind });

const KINDS: Record<string, FeelKind> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date-time',
  dateTime: 'date-time',
  'days and time duration': 'days-time-duration',
  'day-time-duration': 'days-time-duration',
  dayTimeDuration: 'days-time-duration',
  'years and months duration': 'years-months-duration',
  'year-month-duration': 'years-months-duration',
  yearMonthDuration: 'years-months-duration',
  list: 'list',
  context: 'context',
  range: 'range',
  function: 'function',
  Null: 'null',
  // Names of older modelers.
  integer: 'number',
  long: 'number',
  double: 'number',
};

/** A type of the language by its name; null when there is none. */
export function builtinType(name: string): FeelType | null {
  if (name === 'Any' || name === 'any') return ANY;
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return kind ? simple(kind) : null;
}

/** Follows names and leaves out restrictions. */
export function plainType(type: FeelType): FeelType {
  let at = type;
  for (let step = 0; step < 100; step += 1) {
    if (at.is === 'named') at = at.resolve();
    else if (at.is === 'restricted') at = at.base;
    else return at;
  }
  return ANY;
}

export function isListType(type: FeelType): boolean {
  const plain = plainType(type);
  return plain.is === 'list' || (plain.is === 'simple' && plain.kind === 'list');
}

/** `value instance of type`; null is an instance of nothing but the type Null. */
export function isInstance(value: Value, type: FeelType): boolean {
  const plain = plainType(type);
  return value === null ? plain.is === 'simple' && plain.kind === 'null' : conforms(value, plain, false);
}

/** Whether a value may stand where the type is asked for; null may stand everywhere. */
export function conforms(value: Value, type: FeelType, checkAllowed = true): boolean {
  if (value === null) return true;
  switch (type.is) {
    case 'any':
      return true;
    case 'simple':
      return kindOf(value) === type.kind;
    case 'named':
      return conforms(value, type.resolve(), checkAllowed);
    case 'restricted':
      return conforms(value, type.base, checkAllowed) && (!checkAllowed || type.allows(value));
    case 'list':
      return Array.isArray(value) && value.every((item) => conforms(item, type.item, checkAllowed));
    case 'range':
      return (
        value instanceof FeelRange &&
        conforms(value.start, type.end, checkAllowed) &&
        conforms(value.end, type.end, checkAllowed)
      );
    case 'context':
      return isContext(value) && holdsEntries(value, type.entries, checkAllowed);
    case 'function':
      return value instanceof FeelFunction && functionConforms(value, type);
  }
}

function holdsEntries(value: FeelContextValue, entries: ReadonlyMap<string, FeelType>, checkAllowed: boolean): boolean {
  for (const [name, type] of entries) {
    if (!Object.hasOwn(value, name) || !conforms(value[name] ?? null, type, checkAllowed)) return false;
  }
  return true;
}

/** Parameters may ask for less, the result may give more. */
function functionConforms(value: FeelFunction, type: Extract<FeelType, { is: 'function' }>): boolean {
  return (
    value.parameters.length === type.parameters.length &&
    type.parameters.every((parameter, index) => isSubtype(parameter, value.types?.[index] ?? ANY)) &&
    (value.result === null || isSubtype(value.result, type.result))
  );
}

/** Whether every value of `type` is one of `other`. */
export function isSubtype(type: FeelType, other: FeelType, depth = 0): boolean {
  const [a, b] = [plainType(type), plainType(other)];
  if (b.is === 'any' || (a.is === 'any' && a.open) || depth > 50) return true;
  if (a.is === 'simple' && a.kind === 'null') return true;
  if (b.is === 'simple') return a.is === 'simple' ? a.kind === b.kind : a.is === b.kind;
  if (a.is === 'list' && b.is === 'list') return isSubtype(a.item, b.item, depth + 1);
  if (a.is === 'range' && b.is === 'range') return isSubtype(a.end, b.end, depth + 1);
  if (a.is === 'context' && b.is === 'context')
    return [...b.entries].every(([name, entry]) => {
      const own = a.entries.get(name);
      return own !== undefined && isSubtype(own, entry, depth + 1);
    });
  if (a.is === 'function' && b.is === 'function')
    return (
      a.parameters.length === b.parameters.length &&
      b.parameters.every((parameter, index) => isSubtype(parameter, a.parameters[index] ?? ANY, depth + 1)) &&
      isSubtype(a.result, b.result, depth + 1)
    );
  return false;
}
