/** FEEL inside forms: conditions, calculated fields, limits and option lists, compiled once per text. */
import type { JsonValue, Variables } from '../engine/engine.js';
import type { CompiledExpression } from '../engine/feel/index.js';
import { compileExpression } from '../engine/feel/index.js';

const compiled = new Map<string, CompiledExpression | null>();

/** The expression behind `=…`; null when it is no FEEL. */
function expressionOf(source: string): CompiledExpression | null {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const result = compileExpression(source);
  if (compiled.size >= 2_000) compiled.clear();
  compiled.set(source, result.ok ? result.value : null);
  return result.ok ? result.value : null;
}

/** Names in reach of a field: its list item (`this`, and its fields by name), the form's data, what the server knows. */
export interface FieldScope {
  now: number;
  layers: readonly Variables[];
}

/** null when the expression is wrong or fails. */
export function evaluate(source: string, scope: FieldScope): JsonValue {
  const result = expressionOf(source)?.evaluate({ get: (name) => readName(name, scope) }, { now: scope.now });
  return result?.ok ? result.value : null;
}

function readName(name: string, { layers }: FieldScope): JsonValue | undefined {
  for (const layer of layers) if (Object.hasOwn(layer, name)) return layer[name];
  return undefined;
}

/** A number that may be given as FEEL. */
export function limitOf(value: number | string | undefined, scope: FieldScope): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return null;
  const result = value.startsWith('=') ? evaluate(value, scope) : Number(value);
  return typeof result === 'number' && Number.isFinite(result) ? result : null;
}
