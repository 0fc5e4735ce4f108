/** Numbers, texts, booleans, null, names, paths and parentheses. */
import type { SyntaxNode } from '@lezer/common';
import type { Scope } from '../evaluation.js';
import { lookup } from '../evaluation.js';
import { parseNumber } from '../numbers.js';
import { propertyOf } from '../properties.js';
import { callBuiltin } from '../functions/builtin.js';
import { builtins } from '../functions/index.js';
import type { Value } from '../values.js';
import { FeelFunction } from '../values.js';
import { unquote } from '../unquote.js';
import type { Compiler, NodeCompiler } from './compiler.js';
import { childAt } from './compiler.js';

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
  const absent = absence(name);
  if (compiler.hasLocals)
    return (scope) => {
      const value = lookup(scope, name);
      return value === undefined ? absent(scope) : value;
    };
  return (scope) => {
    const value = scope.evaluation.variables.get(name) as Value | undefined;
    return value === undefined ? absent(scope) : value;
  };
}

/** What a name stands for when no variable bears it: a built-in function as a value, or null with a warning. */
function absence(name: string): (scope: Scope) => Value {
  const builtin = builtins.get(name);
  if (!builtin) return (scope) => missing(scope, name);
  const [parameters = []] = builtin.signatures;
  return ({ evaluation }) =>
    new FeelFunction(parameters, (args) => callBuiltin(builtin, args, null, evaluation), null, null, true);
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
