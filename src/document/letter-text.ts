import type { JsonValue } from '../engine/engine.js';
import { swissAmount } from '../texts/swiss-number.js';
import { formatLongDate, formatMoney, formatPeriodDative } from './swiss-format.js';

/** Evaluates a FEEL source; inside a loop `item` is what `this` means. */
export type Evaluate = (
  source: string,
  item?: JsonValue,
) => { ok: true; value: JsonValue } | { ok: false; message: string };

/** A letter is never sent with a gap: the first placeholder without a value stops it, by name. */
export interface LetterTextError {
  code: 'MISSING_VALUE' | 'INVALID_EXPRESSION' | 'INVALID_BLOCK';
  placeholder: string;
  /** German, for staff. */
  message: string;
}

export type LetterTextResult = { ok: true; markdown: string; values: string[] } | { ok: false; error: LetterTextError };

/** Values stand in the Markdown as private-use characters, so that what people typed is never read as formatting. */
export const VALUE_TOKEN = /\uE000(\d+)\uE001/g;

const TAG = /\{\{([\s\S]*?)\}\}/g;
const MAXIMUM_LOOP = 500;

type Node =
  | { kind: 'text'; text: string }
  | { kind: 'value'; source: string; filter: string }
  | { kind: 'if'; source: string; body: Node[] }
  | { kind: 'loop'; source: string; body: Node[] };

/** Resolves blocks and placeholders of a letter. */
export function expandLetter(template: string, evaluate: Evaluate): LetterTextResult {
  const parsed = parseBlocks(template);
  if ('error' in parsed) return { ok: false, error: parsed.error };
  const values: string[] = [];
  const expanded = expandNodes(parsed.nodes, evaluate, values, undefined);
  return typeof expanded === 'string' ? { ok: true, markdown: expanded, values } : { ok: false, error: expanded };
}

/** Puts the values back, e.g. into a title that is not Markdown. */
export function fillValues(text: string, values: readonly string[]): string {
  return text.replace(VALUE_TOKEN, (_, index: string) => values[Number(index)] ?? '');
}

function parseBlocks(template: string): { nodes: Node[] } | { error: LetterTextError } {
  const root: Node[] = [];
  const open: { kind: string; body: Node[] }[] = [{ kind: '', body: root }];
  const top = () => open[open.length - 1]?.body ?? root;
  let position = 0;
  for (const match of template.matchAll(TAG)) {
    top().push({ kind: 'text', text: template.slice(position, match.index) });
    position = match.index + match[0].length;
    const tag = (match[1] ?? '').trim();
    const opening = /^#(if|loop)\s+([\s\S]+)$/.exec(tag);
    if (opening !== null) {
      const node = {
        kind: opening[1] === 'if' ? ('if' as const) : ('loop' as const),
        source: opening[2] ?? '',
        body: [] as Node[],
      };
      top().push(node);
      open.push(node);
    } else if (tag.startsWith('/')) {
      const closed = open.pop();
      if (closed === undefined || closed.kind !== tag.slice(1) || open.length === 0) return { error: blockError(tag) };
    } else {
      const [, source = '', filter = ''] = /^([\s\S]*?)(?:\|\s*([a-z]+)\s*)?$/.exec(tag) ?? [];
      top().push({ kind: 'value', source: source.trim(), filter });
    }
  }
  top().push({ kind: 'text', text: template.slice(position) });
  return open.length === 1 ? { nodes: root } : { error: blockError(open[open.length - 1]?.kind ?? '') };
}

const blockError = (placeholder: string): LetterTextError => ({
  code: 'INVALID_BLOCK',
  placeholder,
  message: `In der Briefvorlage passt der Block «${placeholder}» nicht zu seinem Anfang oder Ende.`,
});

function expandNodes(
  nodes: readonly Node[],
  evaluate: Evaluate,
  values: string[],
  item: JsonValue | undefined,
): string | LetterTextError {
  let text = '';
  for (const node of nodes) {
    const part = expandNode(node, evaluate, values, item);
    if (typeof part !== 'string') return part;
    text += part;
  }
  return text;
}

function expandNode(
  node: Node,
  evaluate: Evaluate,
  values: string[],
  item: JsonValue | undefined,
): string | LetterTextError {
  if (node.kind === 'text') return node.text;
  const result = evaluate(node.source, item);
  if (!result.ok) {
    const message = `Der Ausdruck «${node.source}» der Briefvorlage lässt sich nicht auswerten: ${result.message}`;
    return { code: 'INVALID_EXPRESSION', placeholder: node.source, message };
  }
  if (node.kind === 'if') return result.value === true ? expandNodes(node.body, evaluate, values, item) : '';
  if (node.kind === 'loop') {
    const list = Array.isArray(result.value) ? result.value.slice(0, MAXIMUM_LOOP) : [];
    let text = '';
    for (const entry of list) {
      const part = expandNodes(node.body, evaluate, values, entry);
      if (typeof part !== 'string') return part;
      text += part;
    }
    return text;
  }
  const formatted = formatValue(result.value, node.filter);
  if (formatted === null) {
    const message = `Der Brief braucht einen Wert für «${node.source}», der im Fall fehlt oder nicht passt.`;
    return { code: 'MISSING_VALUE', placeholder: node.source, message };
  }
  return `\uE000${values.push(formatted) - 1}\uE001`;
}

/** Null = nothing that could stand in a letter. */
function formatValue(value: JsonValue, filter: string): string | null {
  if (value === null || value === '') return filter === 'optional' ? '' : null;
  switch (filter) {
    case 'datum':
      return typeof value === 'string' ? formatLongDate(value) : null;
    case 'chf':
      return typeof value === 'number' ? formatMoney(value) : null;
    case 'betrag':
      return typeof value === 'number' ? swissAmount(value) : null;
    case 'dauerdativ':
      return typeof value === 'string' ? formatPeriodDative(value) : null;
    case '':
    case 'optional':
      if (typeof value === 'boolean') return value ? 'ja' : 'nein';
      return typeof value === 'object' ? null : String(value);
    default:
      return null;
  }
}
