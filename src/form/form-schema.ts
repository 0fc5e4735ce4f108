/** The parts of a form-js schema (version 19) that are read here. */
import type { JsonValue } from '../engine/engine.js';

export interface FormComponent {
  id: string;
  type: string;
  key?: string;
  path?: string;
  label?: string;
  dateLabel?: string;
  timeLabel?: string;
  subtype?: 'date' | 'time' | 'datetime';
  components?: FormComponent[];
  /** Entries a list begins with; 0 = it may stay empty. */
  defaultRepetitions?: number;
  values?: FormOption[];
  valuesKey?: string;
  valuesExpression?: string;
  expression?: string;
  conditional?: { hide?: string };
  readonly?: boolean | string;
  disabled?: boolean;
  multiple?: boolean | string;
  accept?: string;
  source?: string;
  /** Markdown with `{{expressions}}`. */
  text?: string;
  /** Rows and columns of a table. */
  dataSource?: string;
  columns?: { key: string; label?: string }[];
  decimalDigits?: number;
  serializeToString?: boolean;
  disallowPassedDates?: boolean;
  validate?: {
    required?: boolean;
    min?: number | string;
    max?: number | string;
    minLength?: number | string;
    maxLength?: number | string;
    pattern?: string;
    patternErrorMessage?: string;
    validationType?: string;
  };
  /** `entry`: what one entry of a list is called. */
  properties?: { step?: string; format?: string; days?: string; entry?: string; [name: string]: string | undefined };
}

export interface FormOption {
  value: JsonValue;
  label: string;
}

export interface FormSchema {
  id: string;
  components: FormComponent[];
}

/** One page of an e-form. */
export interface FormStep {
  /** Stable within the schema: `properties.step` as written. */
  id: string;
  label: string;
  components: FormComponent[];
}

/** The schema if it has the outer shape of one; its contents are judged by checkFormSchema. */
export function asFormSchema(value: unknown): FormSchema | null {
  if (typeof value !== 'object' || value === null) return null;
  const { components } = value as Partial<FormSchema>;
  return Array.isArray(components) ? (value as FormSchema) : null;
}

/** What a field is called on the page. */
export const labelOf = (component: FormComponent): string =>
  component.label ?? component.dateLabel ?? component.timeLabel ?? component.key ?? component.id;

/** What one entry of a list is called: «Person 2». */
export const entryLabel = (list: FormComponent, index: number): string =>
  `${list.properties?.entry ?? labelOf(list)} ${index + 1}`;

/** The pages in order. Components without a step belong to the page before them; a form without steps is one page. */
export function formSteps(schema: FormSchema): FormStep[] {
  const steps: FormStep[] = [];
  for (const component of schema.components) {
    const id = component.properties?.step;
    const known = steps.find((step) => step.id === id);
    const step = id === undefined ? steps.at(-1) : known;
    if (step) step.components.push(component);
    // A bare number only orders the pages; then the group's own label is the heading.
    else
      steps.push({
        id: id ?? '1',
        label: id === undefined || /^\d+$/.test(id) ? labelOf(component) : id,
        components: [component],
      });
  }
  return steps;
}
