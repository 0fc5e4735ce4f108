/**
 * What a form's expressions and texts may read, cut down to what they name. The result travels to the browser, so nothing
 * that the form does not show may be in it: a citizen's form never carries the office's notes.
 */
import type { JsonValue, Variables } from '../engine/engine.js';
import { readPath } from './field-options.js';
import type { FormComponent, FormSchema } from './form-schema.js';

const NAME_PATH = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu;
const TEXT_LITERAL = /"(?:[^"\\]|\\.)*"/g;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export function visibleContext(schema: FormSchema, context: Variables): Variables {
  const result: Variables = {};
  const tables = new Map<string, string[]>();
  for (const path of namedPaths(schema.components, tables)) {
    const steps = path.split('.');
    if (steps.some((step) => FORBIDDEN.has(step))) continue;
    const value = readPath(context, steps);
    if (value === undefined) continue;
    write(result, steps, cutRows(value, tables.get(path)));
  }
  return result;
}

/** Dotted names in every expression and template, and the paths of fields whose value the server gives. */
function namedPaths(
  components: readonly FormComponent[],
  tables: Map<string, string[]>,
  base: string[] = [],
): Set<string> {
  const paths = new Set<string>();
  for (const component of components) {
    const { components: children, path, values: _, ...own } = component;
    for (const source of expressionsOf(own)) for (const name of namesIn(source)) paths.add(name);
    if (component.valuesKey) paths.add(component.valuesKey);
    if (component.key && (component.readonly || component.disabled)) paths.add([...base, component.key].join('.'));
    if (component.type === 'table') noteTable(component, tables);
    const inner = component.type === 'group' && path ? [...base, path] : base;
    for (const name of namedPaths(children ?? [], tables, inner)) paths.add(name);
  }
  return paths;
}

function expressionsOf(value: unknown): string[] {
  if (typeof value === 'string')
    return value.startsWith('=') ? [value] : [...value.matchAll(/\{\{(.+?)\}\}/gs)].map(([, text = '']) => text);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsOf) : [];
}

const namesIn = (source: string): string[] => source.replace(TEXT_LITERAL, '').match(NAME_PATH) ?? [];

function noteTable(component: FormComponent, tables: Map<string, string[]>): void {
  const source = component.dataSource?.replace(/^=/, '').trim() ?? '';
  const keys = (component.columns ?? []).map(({ key }) => key);
  if (source !== '') tables.set(source, [...(tables.get(source) ?? []), ...keys]);
}

/** Of the rows of a table only the columns it shows. */
function cutRows(value: JsonValue, keys: string[] | undefined): JsonValue {
  if (keys === undefined || !Array.isArray(value)) return value;
  return value.map((row) =>
    typeof row === 'object' && row !== null && !Array.isArray(row)
      ? Object.fromEntries(keys.filter((key) => Object.hasOwn(row, key)).map((key) => [key, row[key] ?? null]))
      : row,
  );
}

function write(target: Variables, steps: string[], value: JsonValue): void {
  let place = target;
  for (const step of steps.slice(0, -1)) {
    const next = place[step];
    const inner: Variables = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {};
    place[step] = inner;
    place = inner;
  }
  place[steps.at(-1) ?? ''] = value;
}
