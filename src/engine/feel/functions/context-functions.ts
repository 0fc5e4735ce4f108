/** Contexts, booleans and questions about values. */
import { identical } from '../compare.js';
import type { FeelContextValue, Value } from '../values.js';
import { isContext, newContext } from '../values.js';
import type { Evaluation } from '../evaluation.js';
import { EvaluationEnded } from '../evaluation.js';
import { toJson } from '../to-json.js';
import { define } from './builtin.js';

function getValue([context, key]: readonly Value[]): Value | undefined {
  if (!isContext(context)) return context === null ? null : undefined;
  if (typeof key === 'string') return Object.hasOwn(context, key) ? (context[key] ?? null) : null;
  if (!Array.isArray(key)) return undefined;
  let value: Value = context;
  for (const step of key) {
    if (!isContext(value) || typeof step !== 'string' || !Object.hasOwn(value, step)) return null;
    value = value[step] ?? null;
  }
  return value;
}

/** Every entry that is copied costs a step. */
function copyInto(target: FeelContextValue, context: FeelContextValue, evaluation: Evaluation): FeelContextValue {
  evaluation.spend(Object.keys(context).length);
  return Object.assign(target, context);
}

/** Where Zeebe makes the contexts that are missing on the way, the standard knows no answer. */
function putAt(context: Value, keys: readonly Value[], value: Value, evaluation: Evaluation): Value | undefined {
  const [first, ...rest] = keys;
  if (typeof first !== 'string' || (evaluation.standard && !isContext(context))) return undefined;
  const copy = isContext(context) ? copyInto(newContext(), context, evaluation) : newContext();
  const inner =
    rest.length === 0
      ? value
      : putAt(Object.hasOwn(copy, first) ? (copy[first] ?? null) : null, rest, value, evaluation);
  if (inner === undefined) return undefined;
  copy[first] = inner;
  return copy;
}

function merge(args: readonly Value[], evaluation: Evaluation): Value | undefined {
  if (args.length === 0) return undefined;
  const list = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
  return list.every(isContext)
    ? list.reduce<FeelContextValue>((all, context) => copyInto(all, context, evaluation), newContext())
    : undefined;
}

function fromEntries([entries]: readonly Value[]): Value | undefined {
  const list = Array.isArray(entries) ? entries : [entries ?? null];
  const context = newContext();
  for (const entry of list) {
    if (
      !isContext(entry) ||
      typeof entry['key'] !== 'string' ||
      !Object.hasOwn(entry, 'value') ||
      Object.hasOwn(context, entry['key'])
    )
      return undefined;
    context[entry['key']] = entry['value'] ?? null;
  }
  return context;
}

function readJson(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

export const contextFunctions = [
  define('get value', 'context, key | m, key | context, keys', getValue),
  define('get entries', 'context | m', ([context], evaluation) => {
    if (!isContext(context)) return undefined;
    const entries = Object.entries(context);
    evaluation.spend(entries.length);
    return entries.map(([key, value]) => Object.assign(newContext(), { key, value }));
  }),
  define('context put', 'context, key, value | context, keys, value', (args, evaluation, names) => {
    const [context, key, value = null] = args;
    if (!isContext(context) || (Array.isArray(key) && names?.includes('key'))) return undefined;
    return putAt(context, Array.isArray(key) ? key : [key ?? null], value, evaluation);
  }),
  define('put', 'context, key, value', ([context, key, value = null], evaluation) =>
    isContext(context) ? putAt(context, [key ?? null], value, evaluation) : undefined,
  ),
  define('context merge', 'contexts…', merge),
  define('put all', 'contexts…', merge),
  define('context', 'entries', fromEntries),
  define('not', 'negand', ([value]) => (typeof value === 'boolean' ? !value : value === null ? null : undefined)),
  define('is defined', 'value', ([value]) => value !== null),
  define('get or else', 'value, default', ([value = null, fallback = null]) => value ?? fallback),
  define('to json', 'value', ([value = null], evaluation) =>
    evaluation.text(JSON.stringify(toJson(value, evaluation))),
  ),
  define('from json', 'value', ([text]) => (typeof text === 'string' ? readJson(text) : undefined)),
  define('assert', 'value, condition, cause?', ([value = null, condition, cause]) => {
    // The one function whose purpose is to fail: in a process it becomes an incident.
    if (condition !== true)
      throw new EvaluationEnded(
        typeof cause === 'string' && cause.trim() !== '' ? cause : 'The condition is not fulfilled',
      );
    return value;
  }),
  define('is', 'value1, value2', ([a = null, b = null]) => identical(a, b)),
];
