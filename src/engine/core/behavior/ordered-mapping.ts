import type { JsonValue } from '../../engine.js';
import type { VariableContext } from '../../feel/feel.js';
import type { MappingEntry } from '../../model/index.js';
import type { VariableDocument } from '../records.js';
import type { StepRun } from '../step/step-run.js';
import { evaluate } from './expression.js';
import { Failure, ofMapping } from './failure.js';

type Contents = Record<string, JsonValue>;

/**
 * Mappings one by one in the order of the model (mode ORDERED of Camunda 8.10): each sees the results of those before it;
 * the first that fails is named, and nothing is applied. Nested targets keep what stands beside them: results of earlier
 * mappings, and for outputs the value that `base` has (camunda#35251: of the scope the result goes to, not of the element).
 */
export function evaluateInOrder(
  run: StepRun,
  entries: readonly MappingEntry[],
  context: VariableContext,
  base: VariableContext | null,
): VariableDocument | Failure {
  const results = new Map<string, JsonValue>();
  const seen: VariableContext = { get: (name) => (results.has(name) ? results.get(name) : context.get(name)) };
  for (const { target, source } of entries) {
    const result = evaluate(run, source, seen);
    const [name = '', ...path] = target;
    if (result instanceof Failure) {
      return ofMapping(result, `Failed to map to '${target.join('.')}': ${result.message}`);
    }
    const known = results.has(name) ? results.get(name) : base?.get(name);
    results.set(name, place(known, path, result.value));
  }
  return Object.fromEntries(results);
}

/** The value with what is to stand at the path inside; values on the way that hold nothing are replaced. */
function place(known: JsonValue | undefined, [name, ...rest]: readonly string[], value: JsonValue): JsonValue {
  if (name === undefined) return value;
  const contents: Contents = typeof known === 'object' && known !== null && !Array.isArray(known) ? known : {};
  const inside = Object.hasOwn(contents, name) ? contents[name] : undefined;
  return Object.fromEntries([...Object.entries(contents), [name, place(inside, rest, value)]]);
}
