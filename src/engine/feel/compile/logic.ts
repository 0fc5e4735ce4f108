/** `and`, `or`, `if`, comparisons, `between`, `instance of`: three-valued logic, null = unknown. */
import type { SyntaxNode } from '@lezer/common';
import { compare } from '../compare.js';
import type { Code } from '../evaluation.js';
import type { Compiler, NodeCompiler } from './compiler.js';
import { comparison, incomparable } from './comparison.js';
import { childAt, childrenOf } from './compiler.js';
import { isInstance } from '../types.js';
import { compileType } from './types.js';
import { compileTests } from './unary-tests.js';

const compileAnd: NodeCompiler = (node, compiler) => {
  const [left, right] = [compiler.compile(childAt(node, 0, compiler)), compiler.compile(childAt(node, 1, compiler))];
  return (scope) => {
    const a = left(scope);
    if (a === false) return false;
    const b = right(scope);
    if (b === false) return false;
    return a === true && b === true ? true : null;
  };
};

const compileOr: NodeCompiler = (node, compiler) => {
  const [left, right] = [compiler.compile(childAt(node, 0, compiler)), compiler.compile(childAt(node, 1, compiler))];
  return (scope) => {
    const a = left(scope);
    if (a === true) return true;
    const b = right(scope);
    if (b === true) return true;
    return a === false && b === false ? false : null;
  };
};

const compileIf: NodeCompiler = (node, compiler) => {
  const [condition, yes, no] = childrenOf(node).map((child) => compiler.compile(child));
  if (!condition || !yes || !no) throw compiler.error(node, 'ist nicht vollständig (if … then … else …)');
  return (scope) => (condition(scope) === true ? yes(scope) : no(scope));
};

const hasKeyword = (node: SyntaxNode, keyword: string): boolean => node.getChild(keyword) !== null;

const compileComparison: NodeCompiler = (node, compiler) => {
  const children = childrenOf(node);
  const [first, second, third] = children;
  if (!first || !second) throw compiler.error(node, 'ist nicht vollständig');
  if (hasKeyword(node, 'between')) return compileBetween(children, node, compiler);
  if (hasKeyword(node, 'in')) {
    const value = compiler.compile(first);
    const test = compileTests(children.slice(1), compiler);
    return (scope) => test(value(scope), scope);
  }
  const code = third && comparison(compiler.text(second), compiler.compile(first), compiler.compile(third));
  if (!code) throw compiler.error(node, 'ist kein gültiger Vergleich');
  return code;
};

function compileBetween(children: SyntaxNode[], node: SyntaxNode, compiler: Compiler): Code {
  const [value, low, high] = children.map((child) => compiler.compile(child));
  if (!value || !low || !high) throw compiler.error(node, 'ist nicht vollständig (between … and …)');
  return (scope) => {
    const [x, from, to] = [value(scope), low(scope), high(scope)];
    const [lower, upper] = [compare(x, from), compare(x, to)];
    if (lower === undefined || upper === undefined) return incomparable(scope, x, lower === undefined ? from : to);
    return lower >= 0 && upper <= 0;
  };
}

const compileInstanceOf: NodeCompiler = (node, compiler) => {
  const value = compiler.compile(childAt(node, 0, compiler));
  const type = compileType(childAt(node, 1, compiler), compiler);
  return (scope) => isInstance(value(scope), type);
};

export const logicNodes: Record<string, NodeCompiler> = {
  Conjunction: compileAnd,
  Disjunction: compileOr,
  IfExpression: compileIf,
  Comparison: compileComparison,
  InstanceOfExpression: compileInstanceOf,
};
