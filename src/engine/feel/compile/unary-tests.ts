/** Tests as in decision tables and after `in`: `> 5`, `[1..3]`, `"a", "b"`, `not(…)`, or any expression with `?`. */
import type { SyntaxNode } from '@lezer/common';
import { equal, rangeHolds } from '../compare.js';
import type { Code, Evaluation, Scope } from '../evaluation.js';
import { nested } from '../evaluation.js';
import type { Value } from '../values.js';
import { FeelRange, newContext } from '../values.js';
import type { Compiler, NodeCompiler } from './compiler.js';
import { comparison } from './comparison.js';
import { childrenOf } from './compiler.js';
import { constantOf } from './constant.js';
import { constantTest, operatorTest } from './constant-test.js';

/** true, false or null (unknown) for an input. */
export type Test = (input: Value, scope: Scope) => boolean | null;

const compileInterval: NodeCompiler = (node, compiler) => {
  const [start, end] = childrenOf(node).map((child) => compiler.compile(child));
  const text = compiler.text(node);
  if (!start || !end) throw compiler.error(node, 'ist kein vollständiger Bereich');
  const [startIncluded, endIncluded] = [text.startsWith('['), text.endsWith(']')];
  return (scope) => makeRange(start(scope), end(scope), startIncluded, endIncluded, scope);
};

/** Ends that have no order, or a missing end, make no range. */
function makeRange(start: Value, end: Value, startIncluded: boolean, endIncluded: boolean, scope: Scope): Value {
  if (start === null || end === null) return scope.evaluation.warn('INVALID_TYPE', 'A range needs both ends');
  return new FeelRange(start, end, startIncluded, endIncluded);
}

/** `> 5` as a value is the open range. */
const compileOpenRange: NodeCompiler = (node, compiler) => {
  const [operator, limit] = childrenOf(node);
  if (!operator) throw compiler.error(node, 'ist nicht vollständig');
  if (operator.name === 'Interval') return compiler.compile(operator);
  if (!limit) throw compiler.error(node, 'ist nicht vollständig');
  const code = compiler.compile(limit);
  const sign = compiler.text(operator);
  if (sign.startsWith('>')) return (scope) => new FeelRange(code(scope), null, sign === '>=', false);
  if (sign.startsWith('<')) return (scope) => new FeelRange(null, code(scope), false, sign === '<=');
  if (sign === '=' || sign === '!=') {
    return (scope) => {
      const value = code(scope);
      return new FeelRange(value, value, sign === '=', sign === '=', sign);
    };
  }
  throw compiler.error(node, 'ist hier nicht möglich');
};

/** `in (!= 5)`: parentheses around a test are no expression. */
function testInside(node: SyntaxNode): SyntaxNode {
  const [only, more] = childrenOf(node);
  if (node.name === 'PositiveUnaryTest' && only) return testInside(only);
  const wraps = node.name === 'ParenthesizedExpression' || node.name === 'Expression';
  if (!wraps || !only || more) return node;
  const inner = testInside(only);
  return inner.name === 'SimplePositiveUnaryTest' ? inner : node;
}

function compileTest(node: SyntaxNode, compiler: Compiler): Test {
  const inner = testInside(node);
  const [operator, limit] = childrenOf(inner);
  if (inner.name === 'SimplePositiveUnaryTest' && operator?.name === 'CompareOp' && limit)
    return compileOperatorTest(operator, limit, compiler);
  const constant = constantOf(inner, compiler);
  if (constant !== undefined) return constantTest(constant);
  return compileExpressionTest(inner, compiler);
}

function compileExpressionTest(node: SyntaxNode, compiler: Compiler): Test {
  const usesInput = compiler.text(node).includes('?') && contains(node, '?');
  const code = compiler.within(['?'], () => compiler.compile(node));
  const isInterval = (childrenOf(node)[0] ?? node).name === 'Interval' || node.name === 'Interval';
  if (!usesInput)
    return (input, scope) => {
      const value = code(scope);
      // What lies in an interval without an end cannot be said.
      if (value === null && isInterval) return null;
      return holds(input, value, value === true && typeof input !== 'boolean', scope);
    };
  return (input, scope) => {
    const value = code(withInput(scope, input));
    return typeof value === 'boolean' || value === null ? value : holds(input, value, false, scope);
  };
}

function compileOperatorTest(operator: SyntaxNode, limit: SyntaxNode, compiler: Compiler): Test {
  const sign = compiler.text(operator);
  const constant = constantOf(limit, compiler);
  const quick = constant === undefined ? null : operatorTest(sign, constant);
  if (quick) return quick;
  const code = comparison(
    sign,
    (scope) => scope.item ?? null,
    compiler.within(['?'], () => compiler.compile(limit)),
  );
  if (!code) throw compiler.error(operator, 'ist kein gültiger Vergleich');
  return (input, scope) => code({ ...withInput(scope, input), item: input }) as boolean | null;
}

function holds(input: Value, value: Value, alreadyTrue: boolean, { evaluation }: Scope): boolean | null {
  if (value instanceof FeelRange) return input instanceof FeelRange ? equal(input, value) : rangeHolds(value, input);
  if (alreadyTrue) return true;
  if (Array.isArray(value)) {
    if (Array.isArray(input) && equal(input, value, evaluation) === true) return true;
    evaluation.spend(value.length);
    return value.some((item) => isOrHolds(item, input, evaluation) === true);
  }
  return equal(input, value, evaluation);
}

/** A range in a list holds values; another range it can only equal. */
const isOrHolds = (item: Value, input: Value, evaluation: Evaluation): boolean | null =>
  item instanceof FeelRange && !(input instanceof FeelRange) ? rangeHolds(item, input) : equal(input, item, evaluation);

function withInput(scope: Scope, input: Value): Scope {
  const entries = newContext();
  entries['?'] = input;
  return nested(scope, entries);
}

function contains(node: SyntaxNode, name: string): boolean {
  const cursor = node.cursor();
  do {
    if (cursor.name === name) return true;
  } while (cursor.next() && cursor.from < node.to);
  return false;
}

/** One of several tests must hold. */
export function compileTests(nodes: readonly SyntaxNode[], compiler: Compiler): Test {
  const tests = nodes
    .flatMap((node) => (node.name === 'PositiveUnaryTests' ? childrenOf(node) : [node]))
    .map((node) => compileTest(node, compiler));
  const [only] = tests;
  if (tests.length === 1 && only) return only;
  return (input, scope) => {
    let answer: boolean | null = false;
    for (const test of tests) {
      const result = test(input, scope);
      if (result === true) return true;
      if (result === null) answer = null;
    }
    return answer;
  };
}

/** The whole cell of a decision table. */
export function compileUnaryTestsNode(node: SyntaxNode, compiler: Compiler): Test {
  const children = childrenOf(node);
  if (children[0]?.name === 'Wildcard') return () => true;
  if (children.length === 0) throw compiler.error(node, 'ist leer');
  const test = compileTests(children, compiler);
  if (!node.getChild('not')) return test;
  return (input, scope) => {
    const result = test(input, scope);
    return result === null ? null : !result;
  };
}

const asValue =
  (compileNode: NodeCompiler): NodeCompiler =>
  (node, compiler): Code =>
    compileNode(node, compiler);

export const rangeNodes: Record<string, NodeCompiler> = {
  Interval: asValue(compileInterval),
  SimplePositiveUnaryTest: asValue(compileOpenRange),
};
