/** One page of a form joins the others: each page is stored alone, so two windows disturb each other only on the same page. */
import { createHash } from 'node:crypto';
import type { JsonValue, Variables } from '../engine/engine.js';
import { type FormSchema, formSteps } from './form-schema.js';
import { type FormError, type FormOptions, validateForm } from './validate-form.js';

export type StepOptions = Omit<FormOptions, 'mode' | 'step'>;

/** What the data holds for one page; conditions may look at the other pages. */
export const stepData = (schema: FormSchema, stepId: string, data: Variables, options: StepOptions): Variables =>
  readStep(schema, stepId, data, data, options);

/** The page's part of `sent`; what its conditions see of other pages comes from `stored`, never from the sender. */
function readStep(
  schema: FormSchema,
  stepId: string,
  sent: Variables,
  stored: Variables,
  options: StepOptions,
): Variables {
  const components = formSteps(schema).find(({ id }) => id === stepId)?.components ?? [];
  const context = { ...options.context, ...stored };
  return validateForm({ id: schema.id, components }, sent, { ...options, context, mode: 'draft' }).data;
}

/** What is wrong with one page as it was sent, before anything unreadable falls away. */
export function judgeStep(
  schema: FormSchema,
  stepId: string,
  sent: Variables,
  stored: Variables,
  options: StepOptions,
): FormError[] {
  const components = formSteps(schema).find(({ id }) => id === stepId)?.components ?? [];
  const context = { ...options.context, ...stored };
  const result = validateForm({ id: schema.id, components }, sent, { ...options, context, mode: 'submit' });
  return result.ok ? [] : result.errors;
}

/** Changes when the page's data changes. */
export const fingerprint = (data: Variables): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(data)))
    .digest('base64url')
    .slice(0, 22);

/** The stored data with one page replaced by what was sent; keys the schema does not name fall away. */
export function replaceStep(
  schema: FormSchema,
  stepId: string,
  stored: Variables,
  sent: Variables,
  options: StepOptions,
): Variables {
  const others = formSteps(schema)
    .filter(({ id }) => id !== stepId)
    .map(({ id }) => stepData(schema, id, stored, options));
  const own = readStep(schema, stepId, sent, stored, options);
  return [...others, own].reduce(join, {});
}

const isObject = (value: JsonValue | undefined): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function join(one: Variables, other: Variables): Variables {
  const result = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = result[name];
    result[name] = isObject(known) && isObject(value) ? join(known, value) : value;
  }
  return result;
}

/** PostgreSQL keeps the keys of jsonb in an order of its own. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name] ?? null)]),
  );
}
