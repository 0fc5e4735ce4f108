/** What may be chosen in a field: written in the schema, or computed from what the server knows. */
import type { JsonValue, Variables } from '../engine/engine.js';
import type { FormComponent, FormOption } from './form-schema.js';
import type { FieldScope } from './form-expression.js';
import { evaluate } from './form-expression.js';

const MAX_OPTIONS = 5_000;

export function optionsOf(component: FormComponent, scope: FieldScope, context: Variables): FormOption[] {
  if (component.valuesExpression) return toOptions(evaluate(component.valuesExpression, scope));
  if (component.valuesKey) return toOptions(readPath(context, component.valuesKey.split('.')) ?? null);
  return toOptions((component.values ?? []) as unknown as JsonValue);
}

/** The own property at a path; undefined when any step is missing. */
export function readPath(data: JsonValue | undefined, path: readonly (string | number)[]): JsonValue | undefined {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Variables)[step];
  }
  return value;
}

function toOptions(list: JsonValue): FormOption[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, MAX_OPTIONS).flatMap((item) => {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean')
      return [{ value: item, label: String(item) }];
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
    const value = readPath(item, ['value']);
    const label = readPath(item, ['label']);
    return value === undefined || value === null
      ? []
      : [{ value, label: typeof label === 'string' ? label : String(value) }];
  });
}

/** The option that was chosen; numbers and their texts are the same, browsers send texts. */
export const chosen = (options: readonly FormOption[], raw: JsonValue): FormOption | undefined =>
  options.find(
    ({ value }) =>
      value === raw || (typeof value !== 'object' && typeof raw !== 'object' && String(value) === String(raw)),
  );
