/**
 * Validates what a browser sent against the form's schema, without a browser. The result holds only what the schema names:
 * keys of the client never pass, hidden fields fall away, calculated and read-only values come from the server.
 */
import type { JsonValue, Variables } from '../engine/engine.js';
import { type Language, type Texts, textsOf } from '../texts/texts.js';
import { readPath } from './field-options.js';
import type { KnownUpload } from './field-value.js';
import { isInput, readField, requiredMessage } from './field-value.js';
import type { FieldScope } from './form-expression.js';
import { evaluate, limitOf } from './form-expression.js';
import type { FormComponent, FormSchema } from './form-schema.js';
import { formSteps, labelOf } from './form-schema.js';

export interface FormOptions {
  /** Epoch milliseconds. */
  now: number;
  /** What the server knows: variables of the case, settings; source of read-only values and options. */
  context?: Variables;
  /** `draft` keeps unfinished input and reports nothing. */
  mode: 'submit' | 'draft';
  /** Only this page is judged; the others are kept as a draft. */
  step?: string;
  /** Of the sentences; forms themselves are German. */
  language?: Language;
  /** Uploads that belong to this session, by id. */
  uploads?: ReadonlyMap<string, KnownUpload>;
}

export interface FormError {
  /** Dotted path into the data: `personen.0.ahv`. */
  path: string;
  fieldId: string;
  label: string;
  message: string;
}

export type FormResult = { ok: true; data: Variables } | { ok: false; errors: FormError[]; data: Variables };

const MAX_ITEMS = 100;
const MAX_DEPTH = 20;
const MAX_KEPT_TEXT = 20_000;
const MAX_PASSES = 5;

interface Pass {
  options: FormOptions;
  words: Texts['field'];
  context: Variables;
  /** The form's data as the pass before left it: what conditions see. */
  seen: Variables;
  errors: FormError[];
  judged: ReadonlySet<FormComponent> | null;
}

interface Place {
  input: JsonValue | undefined;
  output: Variables;
  path: (string | number)[];
  /** Items of the lists around, innermost first. */
  items: Variables[];
  judge: boolean;
  depth: number;
}

/**
 * Conditions may depend on fields that themselves fall away, so passes are repeated until the data stays the same.
 * Never throws for any input.
 */
export function validateForm(schema: FormSchema, data: unknown, options: FormOptions): FormResult {
  const context = options.context ?? {};
  const words = textsOf(options.language ?? 'de').field;
  const judged =
    options.step === undefined
      ? null
      : new Set(formSteps(schema).find(({ id }) => id === options.step)?.components ?? []);
  let seen = runPass(schema, data, { options, words, context, seen: {}, errors: [], judged }, true).data;
  let result = { data: seen, errors: [] as FormError[] };
  for (let count = 0; count < MAX_PASSES; count += 1) {
    result = runPass(schema, data, { options, words, context, seen, errors: [], judged }, false);
    if (JSON.stringify(result.data) === JSON.stringify(seen)) break;
    seen = result.data;
  }
  return result.errors.length === 0
    ? { ok: true, data: result.data }
    : { ok: false, errors: result.errors, data: result.data };
}

function runPass(
  schema: FormSchema,
  data: unknown,
  pass: Pass,
  showAll: boolean,
): { data: Variables; errors: FormError[] } {
  const output: Variables = {};
  const judge = pass.options.mode === 'submit';
  for (const component of schema.components) {
    const place: Place = {
      input: data as JsonValue,
      output,
      path: [],
      items: [],
      depth: 0,
      judge: judge && (pass.judged === null || pass.judged.has(component)),
    };
    walk(component, place, pass, showAll);
  }
  return { data: output, errors: pass.errors };
}

const scopeOf = (place: Place, pass: Pass): FieldScope => ({
  now: pass.options.now,
  layers: [...namesOfItems(place.items), pass.seen, pass.context],
});

const namesOfItems = ([item, parent]: Variables[]): Variables[] =>
  item ? [{ this: item, ...(parent ? { parent } : {}) }, item] : [];

function walk(component: FormComponent, place: Place, pass: Pass, showAll: boolean): void {
  if (place.depth > MAX_DEPTH) return;
  const hide = component.conditional?.hide;
  if (hide && !showAll && evaluate(hide, scopeOf(place, pass)) === true) return;
  if (component.type === 'group') walkGroup(component, place, pass, showAll);
  else if (component.type === 'dynamiclist') walkList(component, place, pass, showAll);
  else if (component.key !== undefined && component.type === 'expression') {
    write(place, component.key, evaluate(component.expression ?? '', scopeOf(place, pass)));
  } else if (component.key !== undefined && isInput(component.type)) walkField(component, component.key, place, pass);
}

function walkGroup(component: FormComponent, place: Place, pass: Pass, showAll: boolean): void {
  const steps = component.path ? component.path.split('.') : [];
  const output = steps.length === 0 ? place.output : {};
  const inner: Place = {
    ...place,
    input: readPath(place.input, steps),
    output,
    path: [...place.path, ...steps],
    depth: place.depth + 1,
  };
  for (const child of component.components ?? []) walk(child, inner, pass, showAll);
  if (steps.length > 0 && Object.keys(output).length > 0) write(place, steps.join('.'), output);
}

function walkList(component: FormComponent, place: Place, pass: Pass, showAll: boolean): void {
  const steps = (component.path ?? component.key ?? component.id).split('.');
  const raw = readPath(place.input, steps);
  const path = [...place.path, ...steps];
  if (raw !== undefined && raw !== null && !Array.isArray(raw))
    return fail(component, path, pass.words.listBroken(labelOf(component)), place, pass);
  const items = (raw ?? []) as JsonValue[];
  const most = Math.min(MAX_ITEMS, limitOf(component.validate?.max, scopeOf(place, pass)) ?? MAX_ITEMS);
  if (items.length > most) fail(component, path, pass.words.listTooLong(labelOf(component), most), place, pass);
  // form-js shows one empty entry unless the model asks for none; a required field in it must not be dodged by sending none.
  const mayBeEmpty = component.defaultRepetitions === 0;
  const entries = items.length === 0 && place.judge && !mayBeEmpty ? [{}] : items.slice(0, most);
  const seen = readPath(pass.seen, path);
  const list = entries.map((entry, index) => {
    const output: Variables = {};
    const known = Array.isArray(seen) ? seen[index] : undefined;
    const item = typeof known === 'object' && known !== null && !Array.isArray(known) ? known : {};
    const inner: Place = {
      input: entry,
      output,
      path: [...path, index],
      items: [item, ...place.items],
      judge: place.judge,
      depth: place.depth + 1,
    };
    for (const child of component.components ?? []) walk(child, inner, pass, showAll);
    return output;
  });
  if (items.length > 0 || mayBeEmpty) write(place, steps.join('.'), list);
}

function walkField(component: FormComponent, key: string, place: Place, pass: Pass): void {
  const steps = key.split('.');
  const path = [...place.path, ...steps];
  const scope = scopeOf(place, pass);
  if (component.disabled === true || isReadonly(component, scope)) {
    const known = readPath(pass.context, path);
    if (known !== undefined) write(place, key, known);
    return;
  }
  const raw = readPath(place.input, steps);
  const outcome = readField(component, raw, {
    scope,
    words: pass.words,
    context: pass.context,
    uploads: pass.options.uploads ?? new Map(),
  });
  if (!outcome.ok) {
    fail(component, path, outcome.message, place, pass);
    if (isPlain(raw)) write(place, key, raw);
    return;
  }
  const isEmpty = outcome.value === undefined || outcome.value === false;
  if (isEmpty && component.validate?.required)
    fail(component, path, requiredMessage(component, pass.words), place, pass);
  if (outcome.value !== undefined) write(place, key, outcome.value);
}

const isReadonly = ({ readonly }: FormComponent, scope: FieldScope): boolean =>
  readonly === true || (typeof readonly === 'string' && readonly !== '' && evaluate(readonly, scope) === true);

/** Wrong input that may be shown to its author again. */
const isPlain = (raw: JsonValue | undefined): raw is string | number =>
  (typeof raw === 'string' && raw.length <= MAX_KEPT_TEXT) || typeof raw === 'number';

function fail(component: FormComponent, path: (string | number)[], message: string, place: Place, pass: Pass): void {
  if (place.judge)
    pass.errors.push({ path: path.join('.'), fieldId: component.id, label: labelOf(component), message });
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Sets a dotted key of the schema. */
function write(place: Place, key: string, value: JsonValue): void {
  const steps = key.split('.');
  if (steps.some((step) => FORBIDDEN.has(step))) return;
  let target = place.output;
  for (const step of steps.slice(0, -1)) {
    const next = Object.hasOwn(target, step) ? target[step] : undefined;
    const inner: Variables = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {};
    target[step] = inner;
    target = inner;
  }
  const last = steps.at(-1) ?? key;
  const existing = Object.hasOwn(target, last) ? target[last] : undefined;
  // Two groups may share a path: their fields are joined.
  if (isObject(existing) && isObject(value)) Object.assign(existing, value);
  else target[last] = value;
}

const isObject = (value: JsonValue | undefined): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
