/** Numbers, texts, booleans, null, names, paths and parentheses. */
import type { SyntaxNode } from '@lezer/common';
import type { Scope } from '../evaluation.js';
import { lookup } from '../evaluation.js';
import { parseNumber } from '../numbers.js';
import { propertyOf } from '../properties.js';
import type { Value } from '../values.js';
import type { Compiler, NodeCompiler } from './compiler.js';
import { childAt } from './compiler.js';

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
};

/** The text a string literal stands for. */
export function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs,
      (whole, short?: string, long?: string, single?: string) => {
        if (short) return String.fromCharCode(Number.parseInt(short, 16));
        if (long)
          return Number.parseInt(long, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(long, 16)) : whole;
        return ESCAPES[single ?? ''] ?? whole;
      },
    );
}

const compileNumber: NodeCompiler = (node, compiler) => {
  const value = parseNumber(compiler.text(node).replace(/\s+/g, ''));
  if (value === null) throw compiler.error(node, 'ist keine gültige Zahl');
  return () => value;
};

const compileString: NodeCompiler = (node, compiler) => {
  const value = unquote(compiler.text(node));
  return () => value;
};

const missing = (scope: Scope, name: string): null =>
  scope.evaluation.warn('NO_VARIABLE_FOUND', `No variable found with name '${name}'`);

const compileName: NodeCompiler = (node, compiler) => compileNameText(compiler.name(node), compiler);

export function compileNameText(name: string, compiler: Compiler): (scope: Scope) => Value {
  if (!compiler.isLocal(name)) compiler.variables.add(name);
  if (compiler.hasLocals) return (scope) => lookup(scope, name) ?? absentOrNull(scope, name);
  return (scope) => {
    const value = scope.evaluation.variables.get(name) as Value | undefined;
    return value === undefined ? missing(scope, name) : value;
  };
}

function absentOrNull(scope: Scope, name: string): Value {
  return lookup(scope, name) === null ? null : missing(scope, name);
}

const compilePath: NodeCompiler = (node, compiler) => {
  const base = compiler.compile(childAt(node, 0, compiler));
  const name = compiler.name(lastNamed(node, compiler));
  return (scope) => propertyOf(base(scope), name, scope.evaluation);
};

function lastNamed(node: SyntaxNode, compiler: Compiler): SyntaxNode {
  return childAt(node, 1, compiler);
}

const compileInner: NodeCompiler = (node, compiler) => compiler.compile(childAt(node, 0, compiler));

export const literalNodes: Record<string, NodeCompiler> = {
  NumericLiteral: compileNumber,
  StringLiteral: compileString,
  BooleanLiteral: (node, compiler) => {
    const value = compiler.text(node) === 'true';
    return () => value;
  },
  null: () => () => null,
  '?': (_node, compiler) => compileNameText('?', compiler),
  VariableName: compileName,
  PathExpression: compilePath,
  ParenthesizedExpression: compileInner,
  Expression: compileInner,
};
