/** Lists, contexts, filters, `for`, `some`, `every`. */
import type { SyntaxNode } from '@lezer/common';
import { compare, equal } from '../compare.js';
import type { Code, Evaluation, Scope } from '../evaluation.js';
import { BUDGET, BudgetExceeded, nested } from '../evaluation.js';
import { add, toDouble } from '../numbers.js';
import { fromEpochDay, toEpochDay } from '../temporal/calendar.js';
import { FeelDate } from '../temporal/temporal-values.js';
import type { FeelContextValue, Value } from '../values.js';
import { FeelRange, isContext, isNumber, newContext } from '../values.js';
import { evaluateEntries } from '../context-entries.js';
import type { Compiler, NodeCompiler } from './compiler.js';
import { childAt, childrenOf } from './compiler.js';
import { unquote } from '../unquote.js';

const compileList: NodeCompiler = (node, compiler) => {
  const items = childrenOf(node).map((child) => compiler.compile(child));
  return (scope) => {
    scope.evaluation.spend(items.length);
    return items.map((item) => item(scope));
  };
};

const compileContext: NodeCompiler = (node, compiler) => {
  const entries = node
    .getChildren('ContextEntry')
    .map((entry) => ({ name: keyOf(childAt(entry, 0, compiler), compiler), value: childAt(entry, 1, compiler) }));
  const seen: string[] = [];
  const compiled = entries.map(({ name, value }) => {
    const code = compiler.within([...seen], () => compiler.compile(value));
    seen.push(name);
    return { name, code };
  });
  const twice = seen.find((name, index) => seen.indexOf(name) < index);
  return (scope) => {
    // For Zeebe the last one counts.
    if (twice !== undefined && scope.evaluation.standard)
      return scope.evaluation.warn('INVALID_TYPE', `The context has two entries with the key '${twice}'`);
    if (scope.evaluation.standard) return evaluateEntries(compiled, scope).context;
    const context = newContext();
    const inside = nested(scope, context);
    for (const { name, code } of compiled) context[name] = code(inside);
    return context;
  };
};

function keyOf(node: SyntaxNode, compiler: Compiler): string {
  const inner = node.firstChild ?? node;
  return inner.name === 'StringLiteral' ? unquote(compiler.text(inner)) : compiler.name(node);
}

const compileFilter: NodeCompiler = (node, compiler) => {
  const list = compiler.compile(childAt(node, 0, compiler));
  const condition = compiler.within(['item'], () => compiler.compile(childAt(node, 1, compiler)));
  return (scope) => filterItems(list(scope), condition, scope);
};

/** `list[condition]`; a single value stands for a list of one. */
export const filterItems = (list: Value, condition: Code, scope: Scope): Value =>
  filter(list === null ? [] : Array.isArray(list) ? list : [list], condition, scope);

function filter(items: Value[], condition: Code, scope: Scope): Value {
  const kept: Value[] = [];
  for (const [position, item] of items.entries()) {
    scope.evaluation.spend(1);
    const result = condition(itemScope(scope, item));
    if (position === 0 && isNumber(result)) return at(items, toDouble(result), scope);
    if (result === true) kept.push(item);
  }
  if (items.length > 0) return kept;
  return isNumber(condition(itemScope(scope, null))) ? null : kept;
}

function itemScope(scope: Scope, item: Value): Scope {
  const own = newContext();
  own['item'] = item;
  const outer = nested(scope, own);
  return isContext(item) ? nested(outer, item) : outer;
}

/** FEEL counts from 1, and from -1 at the end. */
function at(items: Value[], index: number, scope: Scope): Value {
  const item = items[index > 0 ? index - 1 : items.length + index];
  if (item === undefined || index === 0)
    return scope.evaluation.warn(
      'OUT_OF_BOUNDS',
      `The index ${index} is out of bounds of a list with ${items.length} items`,
    );
  return item;
}

interface Iterator {
  name: string;
  items: (scope: Scope) => Value[] | null;
}

function compileIterators(
  node: SyntaxNode,
  compiler: Compiler,
  withPartial: boolean,
  body: SyntaxNode,
): { iterators: Iterator[]; code: Code } {
  const parts = node.getChild('InExpressions')?.getChildren('InExpression') ?? [];
  const names: string[] = withPartial ? ['partial'] : [];
  const iterators = parts.map((part) => {
    const name = compiler.name(childAt(part, 0, compiler));
    const items = compiler.within([...names], () => compileItems(childAt(part, 1, compiler), compiler));
    names.push(name);
    return { name, items };
  });
  if (iterators.length === 0) throw compiler.error(node, 'nennt nichts zum Durchlaufen');
  return { iterators, code: compiler.within(names, () => compiler.compile(body)) };
}

function compileItems(node: SyntaxNode, compiler: Compiler): Iterator['items'] {
  const [first, second] = childrenOf(node).map((child) => compiler.compile(child));
  if (!first) throw compiler.error(node, 'ist nicht vollständig');
  if (second) return (scope) => span(first(scope), second(scope), scope.evaluation);
  return (scope) => itemsOf(first(scope), scope.evaluation);
}

/** What a value gives to iterate over; null when nothing. */
export function itemsOf(value: Value, evaluation: Evaluation): Value[] | null {
  if (value instanceof FeelRange) {
    // `3..1` counts down, but the standard knows no range that ends before it begins.
    const empty = evaluation.standard && (compare(value.start, value.end) ?? 0) > 0;
    return empty ? null : span(value.start, value.end, evaluation, value);
  }
  return Array.isArray(value) ? value : value === null ? null : [value];
}

/** Numbers or days from one end to the other, in either direction. */
function span(start: Value, end: Value, evaluation: Evaluation, range?: FeelRange): Value[] | null {
  if (start instanceof FeelDate && end instanceof FeelDate) {
    return span(toEpochDay(start), toEpochDay(end), evaluation, range)?.map((day) => fromEpochDay(Number(day))) ?? null;
  }
  if (!isNumber(start) || !isNumber(end)) return null;
  const length = Math.abs(toDouble(end) - toDouble(start)) + 1;
  if (!(length <= BUDGET.listItems))
    throw new BudgetExceeded('Der Ausdruck durchläuft einen zu grossen Bereich und wurde abgebrochen.');
  // Writing the items out is work even when the loop ends early.
  evaluation.spend(length / 2);
  const step = toDouble(end) >= toDouble(start) ? 1 : -1;
  const items: Value[] = [];
  for (let index = 0; index < Math.floor(length); index += 1) items.push(add(start, index * step));
  if (range && !range.startIncluded) items.shift();
  if (range && !range.endIncluded && equal(items.at(-1) ?? null, end) === true) items.pop();
  return items;
}

/** Calls `visit` for each combination until it answers true; false when something to iterate over is missing. */
function iterate(
  iterators: readonly Iterator[],
  scope: Scope,
  entries: FeelContextValue,
  visit: (inside: Scope) => boolean,
  depth = 0,
): 'done' | 'stopped' | 'missing' {
  const iterator = iterators[depth];
  if (!iterator) return visit(nested(scope, { ...entries })) ? 'stopped' : 'done';
  const items = iterator.items(nested(scope, entries));
  if (items === null) return 'missing';
  for (const item of items) {
    scope.evaluation.spend(1);
    entries[iterator.name] = item;
    const outcome = iterate(iterators, scope, entries, visit, depth + 1);
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

const compileFor: NodeCompiler = (node, compiler) => {
  const children = childrenOf(node);
  const body = children.at(-1);
  if (!body || children.length < 2) throw compiler.error(node, 'ist nicht vollständig (for … in … return …)');
  const { iterators, code } = compileIterators(node, compiler, true, body);
  return (scope) => {
    const results: Value[] = [];
    const outcome = iterate(iterators, scope, { partial: results }, (inside) => {
      results.push(code(inside));
      return false;
    });
    return outcome === 'missing'
      ? scope.evaluation.warn('INVALID_TYPE', 'Expected a list to iterate over but found null')
      : results;
  };
};

const compileQuantified: NodeCompiler = (node, compiler) => {
  const body = childrenOf(node).at(-1);
  if (!body) throw compiler.error(node, 'ist nicht vollständig');
  const { iterators, code } = compileIterators(node, compiler, false, body);
  const decisive = node.getChild('some') !== null;
  return (scope) => {
    let unknown = false;
    const outcome = iterate(iterators, scope, newContext(), (inside) => {
      const result = code(inside);
      if (typeof result !== 'boolean') unknown = true;
      return result === decisive;
    });
    if (outcome === 'missing')
      return scope.evaluation.warn('INVALID_TYPE', 'Expected a list to iterate over but found null');
    return outcome === 'stopped' ? decisive : unknown ? null : !decisive;
  };
};

export const collectionNodes: Record<string, NodeCompiler> = {
  List: compileList,
  Context: compileContext,
  FilterExpression: compileFilter,
  ForExpression: compileFor,
  QuantifiedExpression: compileQuantified,
};
