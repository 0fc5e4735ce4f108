import type { JsonValue } from '../../engine.js';
import type { VariableDocument, VariableRecord } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';

/** Sets one variable at exactly this scope; an equal value is no event. */
export function setLocal(run: StepRun, scope: ElementInstance, name: string, value: JsonValue): void {
  const known = scope.variables?.get(name);
  if (known && isSame(known.value, value)) return;
  write(run, scope, known ? known.key : run.nextKey(), known ? 'UPDATED' : 'CREATED', name, value);
}

export function mergeLocal(run: StepRun, scope: ElementInstance, document: VariableDocument): void {
  for (const name of Object.keys(document)) setLocal(run, scope, name, document[name] ?? null);
}

/**
 * Every variable goes to the nearest scope that has it, upwards from `scope`; unknown ones go to the process instance.
 * As in Zeebe, a scope that has the variable with an equal value does not count, and the search goes on (camunda#19441).
 */
export function merge(run: StepRun, scope: ElementInstance, document: VariableDocument): void {
  for (const name of Object.keys(document)) mergeOne(run, scope, name, document[name] ?? null);
}

function mergeOne(run: StepRun, start: ElementInstance, name: string, value: JsonValue): void {
  let scope = start;
  while (scope.scope) {
    const known = scope.variables?.get(name);
    if (known && !isSame(known.value, value)) {
      write(run, scope, known.key, 'UPDATED', name, value);
      return;
    }
    scope = scope.scope;
  }
  setLocal(run, scope, name, value);
}

/** Writes the value even if it is the same object as before, as lists that are filled in place are. */
export function write(
  run: StepRun,
  scope: ElementInstance,
  key: number,
  intent: VariableRecord['intent'],
  name: string,
  value: JsonValue,
): void {
  run.emit({
    valueType: 'VARIABLE',
    intent,
    key,
    name,
    value,
    scopeKey: scope.key,
    processInstanceKey: scope.instance.key,
    definition: scope.instance.definition,
  });
}

/** The variables of this scope alone. */
export function localDocument(scope: ElementInstance): VariableDocument {
  const { variables } = scope;
  if (!variables) return {};
  return Object.fromEntries([...variables].map(([name, { value }]) => [name, value]));
}

/** What is visible at an element: its own variables, then those of the enclosing scopes; all, or the named ones. */
export function variablesVisibleAt(scope: ElementInstance, names?: readonly string[]): Record<string, JsonValue> {
  if (names && names.length > 0) {
    const wanted: [string, JsonValue][] = [];
    for (const name of names) {
      const value = scope.get(name);
      if (value !== undefined) wanted.push([name, value]);
    }
    return Object.fromEntries(wanted);
  }
  const all = new Map<string, JsonValue>();
  for (let at: ElementInstance | null = scope; at; at = at.scope) {
    if (!at.variables) continue;
    for (const [name, { value }] of at.variables) if (!all.has(name)) all.set(name, value);
  }
  return Object.fromEntries(all);
}

export function isEmptyDocument(document: VariableDocument): boolean {
  for (const name in document) if (Object.hasOwn(document, name)) return false;
  return true;
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null));
  }
  if (Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isSame(a[name] ?? null, b[name] ?? null));
}
