/** The form's data as people read it: for the summary before sending, the case page and letters. */
import type { JsonValue, Variables } from '../engine/engine.js';
import { formatAhvNumber } from '../ech/ahv-number.js';
import { chosen, optionsOf, readPath } from './field-options.js';
import { isInput } from './field-value.js';
import type { FieldScope } from './form-expression.js';
import { evaluate } from './form-expression.js';
import type { FormComponent, FormSchema } from './form-schema.js';
import { formSteps, labelOf, entryLabel } from './form-schema.js';
import { shownNumber } from './shown-value.js';

export interface DescribedRow {
  fieldId: string;
  path: string;
  label: string;
  value: string;
}
export interface DescribedSection {
  /** Heading of a group or of one entry of a repeated group; null = the page's own fields. */
  label: string | null;
  rows: DescribedRow[];
}
export interface DescribedStep {
  id: string;
  label: string;
  sections: DescribedSection[];
}

export interface DescribeOptions {
  now: number;
  context?: Variables;
  /** Names of uploaded files by id. */
  fileNames?: ReadonlyMap<string, string>;
}

interface Place {
  data: JsonValue | undefined;
  path: (string | number)[];
  scope: FieldScope;
  sections: DescribedSection[];
}

/** Pages without any value are left out. */
export function describeForm(schema: FormSchema, data: Variables, options: DescribeOptions): DescribedStep[] {
  const context = options.context ?? {};
  return formSteps(schema)
    .map(({ id, label, components }) => {
      const sections: DescribedSection[] = [{ label: null, rows: [] }];
      for (const component of components)
        describe(
          component,
          { data, path: [], scope: { now: options.now, layers: [data, context] }, sections },
          options,
          true,
        );
      return { id, label, sections: sections.filter(({ rows }) => rows.length > 0) };
    })
    .filter(({ sections }) => sections.length > 0);
}

function describe(component: FormComponent, place: Place, options: DescribeOptions, isTop: boolean): void {
  if (component.conditional?.hide && evaluate(component.conditional.hide, place.scope) === true) return;
  const steps = (component.path ?? (component.type === 'dynamiclist' ? (component.key ?? component.id) : ''))
    .split('.')
    .filter(Boolean);
  if (component.type === 'group') {
    if (!isTop && component.label) place.sections.push({ label: component.label, rows: [] });
    const inner: Place = { ...place, data: readPath(place.data, steps), path: [...place.path, ...steps] };
    for (const child of component.components ?? []) describe(child, inner, options, false);
  } else if (component.type === 'dynamiclist') describeList(component, steps, place, options);
  else if (component.key !== undefined && (isInput(component.type) || component.type === 'expression'))
    describeField(component, component.key, place, options);
}

function describeList(component: FormComponent, steps: string[], place: Place, options: DescribeOptions): void {
  const items = readPath(place.data, steps);
  if (!Array.isArray(items)) return;
  for (const [index, item] of items.entries()) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) continue;
    place.sections.push({ label: entryLabel(component, index), rows: [] });
    const scope = { ...place.scope, layers: [{ this: item }, item, ...place.scope.layers] };
    for (const child of component.components ?? [])
      describe(
        child,
        { data: item, path: [...place.path, ...steps, index], scope, sections: place.sections },
        options,
        false,
      );
  }
  place.sections.push({ label: null, rows: [] });
}

function describeField(component: FormComponent, key: string, place: Place, options: DescribeOptions): void {
  const steps = key.split('.');
  const value = readPath(place.data, steps);
  if (value === undefined || value === null || value === '') return;
  place.sections.at(-1)?.rows.push({
    fieldId: component.id,
    path: [...place.path, ...steps].join('.'),
    label: labelOf(component),
    value: format(component, value, place.scope, options),
  });
}

function format(component: FormComponent, value: JsonValue, scope: FieldScope, options: DescribeOptions): string {
  const choices = (): ReturnType<typeof optionsOf> => optionsOf(component, scope, options.context ?? {});
  switch (component.type) {
    case 'checkbox':
      return value === true ? 'Ja' : 'Nein';
    case 'radio':
    case 'select':
      return chosen(choices(), value)?.label ?? plain(value);
    case 'checklist':
    case 'taglist':
      return list(value)
        .map((item) => chosen(choices(), item)?.label ?? plain(item))
        .join(', ');
    case 'filepicker':
      return list(value)
        .map((id) => options.fileNames?.get(plain(id)) ?? 'Datei')
        .join(', ');
    case 'number':
      return shownNumber(plain(value));
    case 'datetime':
      return swissDate(plain(value));
    default:
      return component.properties?.format === 'ahv' ? formatAhvNumber(plain(value)) : plain(value);
  }
}

const list = (value: JsonValue): JsonValue[] => (Array.isArray(value) ? value : [value]);
const plain = (value: JsonValue): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const swissDate = (text: string): string =>
  text.replace(
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?$/,
    (_, year, month, day, time?: string) => `${day}.${month}.${year}${time ? `, ${time} Uhr` : ''}`,
  );
