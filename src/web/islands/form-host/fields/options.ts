import { useExpressionEvaluation } from '@bpmn-io/form-js-viewer';
import type { JsonValue } from '../../../../engine/engine.js';
import type { ViewField } from '../field-props.js';
import { useFormService } from '../host-context.js';

export interface ViewOption {
  value: string;
  label: string;
}

interface FormState {
  _getState(): { initialData: Record<string, JsonValue> | null };
}

/** What may be chosen; the same three sources as on the server (src/form/field-options.ts). */
export function useOptions(field: ViewField): ViewOption[] {
  const computed = useExpressionEvaluation(field.valuesExpression ?? '') as unknown;
  const { initialData } = useFormService<FormState>('form')._getState();
  if (field.valuesExpression) return toOptions(computed);
  if (field.valuesKey) return toOptions(readPath(initialData, field.valuesKey));
  return toOptions(field.values);
}

const readPath = (data: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      data,
    );

function toOptions(list: unknown): ViewOption[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [{ value: String(item), label: String(item) }];
    const { value, label } = item as { value?: unknown; label?: unknown };
    return value === undefined || value === null ? [] : [{ value: String(value), label: String(label ?? value) }];
  });
}
