/** How a built-in function is declared and called. */
import type { Evaluation } from '../evaluation.js';
import type { Value } from '../values.js';

export interface Builtin {
  name: string;
  /** Parameter lists by which it may be called with names, longest first; `…` at the end = any number of values. */
  signatures: readonly (readonly string[])[];
  /** Whether it may be called with so many values. */
  takes: (count: number) => boolean;
  /** `undefined` = the arguments do not fit; becomes null with a warning. `names` are null when it is called without. */
  call: (args: readonly Value[], evaluation: Evaluation, names: readonly string[] | null) => Value | undefined;
}

/** Declares a function. `parameters`: `text, from, length?`; several lists are separated by `|`; `…` marks open ends. */
export function define(name: string, parameters: string, call: Builtin['call']): Builtin {
  const lists = parameters.split('|').map((list) =>
    list
      .split(',')
      .map((parameter) => parameter.trim())
      .filter(Boolean),
  );
  const bounds = lists.map((list) => ({
    minimum: list.filter((parameter) => !/[?…]$/.test(parameter)).length,
    maximum: list.some((parameter) => parameter.endsWith('…')) ? Infinity : list.length,
  }));
  return {
    name,
    signatures: lists.map((list) => list.map((parameter) => parameter.replace(/[?…]$/, ''))),
    takes: (count) => bounds.some(({ minimum, maximum }) => count >= minimum && count <= maximum),
    call,
  };
}

export function callBuiltin(
  builtin: Builtin,
  given: readonly Value[],
  names: readonly string[] | null,
  evaluation: Evaluation,
): Value {
  const args = names ? arrange(builtin, given, names) : given;
  if (!args || !builtin.takes(args.length)) {
    return evaluation.warn(
      'NO_FUNCTION_FOUND',
      `No function found with name '${builtin.name}' and ${names ? `parameters: ${names.join(', ')}` : `${given.length} parameters`}`,
    );
  }
  evaluation.spend(costOf(args));
  const result = builtin.call(args, evaluation, names) ?? callUnwrapped(builtin, args, evaluation, names);
  if (result !== undefined) return result;
  return evaluation.warn(
    'FUNCTION_INVOCATION_FAILURE',
    `Failed to invoke function '${builtin.name}': the arguments do not fit`,
  );
}

/** Long texts and lists cost more than a step, whatever the function does with them. */
function costOf(args: readonly Value[]): number {
  let cost = 1;
  for (const arg of args) if (typeof arg === 'string' || Array.isArray(arg)) cost += arg.length / 32;
  return cost;
}

/** A list of one value stands for the value where the list itself does not fit (DMN 1.5, 10.3.2.9.4). */
function callUnwrapped(
  builtin: Builtin,
  args: readonly Value[],
  evaluation: Evaluation,
  names: readonly string[] | null,
): Value | undefined {
  const unwrapped = args.map((arg) => (Array.isArray(arg) && arg.length === 1 ? singleOf(arg) : arg));
  return unwrapped.some((arg, index) => arg !== args[index]) ? builtin.call(unwrapped, evaluation, names) : undefined;
}

const singleOf = (list: Value[]): Value => {
  const [item = null] = list;
  return item === null || Array.isArray(item) ? list : item;
};

function arrange(builtin: Builtin, given: readonly Value[], names: readonly string[]): Value[] | null {
  const fitting = builtin.signatures.filter((candidate) => names.every((name) => candidate.includes(name)));
  // `point, range` and `range, point` hold the same names; the order in which they are given tells which is meant.
  const signature = fitting.find((candidate) => candidate.indexOf(names[0] ?? '') === 0) ?? fitting[0];
  if (!signature) return null;
  const last = Math.max(...names.map((name) => signature.indexOf(name)));
  return signature.slice(0, last + 1).map((name) => given[names.indexOf(name)] ?? null);
}
