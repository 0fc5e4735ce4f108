/** Judges a form at deployment: what could harm people at the counter must not get so far. */
import { compileExpression } from '../engine/feel/index.js';
import type { Finding } from '../process-package/finding.js';
import { isFormat } from './field-format.js';
import { isInput, WORKING_DAYS } from './field-value.js';
import type { FormComponent } from './form-schema.js';
import { asFormSchema, labelOf } from './form-schema.js';
import { isRunaway } from './safe-pattern.js';
import { templatePieces } from './shown-value.js';

const PRESENTATION = new Set(['text', 'separator', 'spacer', 'table', 'button', 'image']);
const CONTAINERS = new Set(['group', 'dynamiclist']);
const MAX_COMPONENTS = 1_000;
const MAX_PATTERN = 500;

/** German findings; `file` is left to the caller. */
export function checkFormSchema(schema: unknown, file = ''): Finding[] {
  const form = asFormSchema(schema);
  if (!form) return [{ file, severity: 'error', message: 'Das Formular hat keine Liste «components».' }];
  const findings: Finding[] = [];
  const ids = new Set<string>();
  let count = 0;
  const visit = (components: readonly FormComponent[], depth: number): void => {
    for (const component of components) {
      count += 1;
      const problems =
        typeof component === 'object' && component !== null
          ? problemsOf(component, ids)
          : ['Ein Eintrag in «components» ist kein Feld.'];
      for (const message of problems)
        findings.push({
          file,
          severity: 'error',
          message,
          elementId: component?.id,
          elementName: component ? labelOf(component) : undefined,
        });
      if (Array.isArray(component?.components) && depth < 20 && count <= MAX_COMPONENTS)
        visit(component.components, depth + 1);
    }
  };
  visit(form.components, 0);
  if (count > MAX_COMPONENTS)
    findings.push({
      file,
      severity: 'error',
      message: `Das Formular hat mehr als ${MAX_COMPONENTS} Felder. Teilen Sie es auf.`,
    });
  return findings;
}

function problemsOf(component: FormComponent, ids: Set<string>): string[] {
  const name = `Feld «${labelOf(component)}»`;
  const problems: string[] = [];
  const known =
    isInput(component.type) ||
    PRESENTATION.has(component.type) ||
    CONTAINERS.has(component.type) ||
    component.type === 'expression';
  if (!known) problems.push(`${name}: Die Art «${component.type}» ist in Formularen nicht erlaubt.`);
  if (!component.id || ids.has(component.id)) problems.push(`${name}: Die ID fehlt oder kommt zweimal vor.`);
  ids.add(component.id);
  if ((isInput(component.type) || component.type === 'expression') && !component.key)
    problems.push(`${name}: Der Schlüssel («key») fehlt.`);
  if (
    [component.key, component.path].some(
      (key) => key !== undefined && /(^|\.)(__proto__|constructor|prototype)(\.|$)/.test(key),
    )
  )
    problems.push(`${name}: Dieser Schlüssel ist nicht erlaubt.`);
  if (component.type === 'image' && !/^data:image\/(png|jpeg|webp);base64,/.test(component.source ?? ''))
    problems.push(`${name}: Bilder müssen im Formular enthalten sein und dürfen nicht von anderswo geladen werden.`);
  const format = component.properties?.format;
  if (format !== undefined && !isFormat(format)) problems.push(`${name}: Das Format «${format}» gibt es nicht.`);
  const days = component.properties?.days;
  if (days !== undefined && (days !== WORKING_DAYS || component.type !== 'datetime'))
    problems.push(`${name}: «days» ist nur bei einem Datum möglich und nur mit dem Wert «${WORKING_DAYS}».`);
  return [...problems, ...patternProblems(component, name), ...expressionProblems(component, name)];
}

function patternProblems({ validate }: FormComponent, name: string): string[] {
  const pattern = validate?.pattern;
  if (pattern === undefined) return [];
  if (pattern.length > MAX_PATTERN) return [`${name}: Das Muster ist länger als ${MAX_PATTERN} Zeichen.`];
  if (isRunaway(pattern))
    return [
      `${name}: Das Muster «${pattern}» wiederholt eine Wiederholung und könnte die Prüfung endlos beschäftigen. Vereinfachen Sie es.`,
    ];
  try {
    new RegExp(pattern);
    return [];
  } catch {
    return [`${name}: Das Muster «${pattern}» ist kein gültiger regulärer Ausdruck.`];
  }
}

function expressionProblems(component: FormComponent, name: string): string[] {
  const { validate } = component;
  const candidates = [
    component.conditional?.hide,
    component.valuesExpression,
    component.expression,
    validate?.min,
    validate?.max,
    validate?.minLength,
    validate?.maxLength,
    component.readonly,
    component.dataSource,
    ...templatePieces(component.text ?? '').flatMap((piece, index) => (index % 2 === 1 ? [`=${piece}`] : [])),
  ];
  return candidates.flatMap((source) => {
    if (typeof source !== 'string' || !source.startsWith('=')) return [];
    const compiled = compileExpression(source);
    return compiled.ok ? [] : [`${name}: ${compiled.message}`];
  });
}
