/** Function calls and definitions. */
import type { SyntaxNode } from '@lezer/common';
import { builtins } from '../functions/index.js';
import type { Builtin } from '../functions/builtin.js';
import { callBuiltin } from '../functions/builtin.js';
import type { Code, Scope } from '../evaluation.js';
import { lookup, nested } from '../evaluation.js';
import { parseAny } from '../temporal/parse-temporal.js';
import type { Value } from '../values.js';
import { FeelFunction, newContext } from '../values.js';
import type { Compiler, NodeCompiler } from './compiler.js';
import { childAt, childrenOf } from './compiler.js';
import { unquote } from './literals.js';

interface Arguments {
  codes: Code[];
  /** Parameter names when called with them. */
  names: string[] | null;
}

function compileArguments(node: SyntaxNode, compiler: Compiler): Arguments {
  const named = node.getChild('NamedParameters');
  if (named) {
    const parameters = named.getChildren('NamedParameter');
    return {
      names: parameters.map((parameter) => compiler.name(childAt(parameter, 0, compiler))),
      codes: parameters.map((parameter) => compiler.compile(childAt(parameter, 1, compiler))),
    };
  }
  const positional = node.getChild('PositionalParameters');
  return { names: null, codes: positional ? childrenOf(positional).map((child) => compiler.compile(child)) : [] };
}

const evaluateAll = (codes: readonly Code[], scope: Scope): Value[] => codes.map((code) => code(scope));

const compileInvocation: NodeCompiler = (node, compiler) => {
  const target = childAt(node, 0, compiler);
  const args = compileArguments(node, compiler);
  if (target.name !== 'VariableName' && target.name !== 'SpecialFunctionName') {
    const code = compiler.compile(target);
    return (scope) => callValue(code(scope), args, scope, compiler.text(target));
  }
  return compileNamedCall(compiler.name(target), args, compiler);
};

function compileNamedCall(name: string, args: Arguments, compiler: Compiler): Code {
  const builtin = builtins.get(name);
  if (!compiler.hasLocals && builtin) return callOf(builtin, args);
  const fallback = builtin ? callOf(builtin, args) : null;
  if (!builtin && !compiler.isLocal(name)) compiler.variables.add(name);
  return (scope) => {
    const local = lookup(scope, name);
    if (local instanceof FeelFunction) return callValue(local, args, scope, name);
    return fallback
      ? fallback(scope)
      : scope.evaluation.warn(
          'NO_FUNCTION_FOUND',
          `No function found with name '${name}' and ${args.codes.length} parameters`,
        );
  };
}

const callOf =
  (builtin: Builtin, args: Arguments): Code =>
  (scope) =>
    callBuiltin(builtin, evaluateAll(args.codes, scope), args.names, scope.evaluation);

function callValue(value: Value, args: Arguments, scope: Scope, name: string): Value {
  if (!(value instanceof FeelFunction)) return scope.evaluation.warn('NO_FUNCTION_FOUND', `'${name}' is no function`);
  const given = evaluateAll(args.codes, scope);
  const { names } = args;
  if (!names) {
    if (given.length !== value.parameters.length)
      return scope.evaluation.warn(
        'NO_FUNCTION_FOUND',
        `The function '${name}' has ${value.parameters.length} parameters, not ${given.length}`,
      );
    return value.call(given);
  }
  if (names.some((parameter) => !value.parameters.includes(parameter)))
    return scope.evaluation.warn(
      'NO_FUNCTION_FOUND',
      `The function '${name}' has other parameters than ${names.join(', ')}`,
    );
  return value.call(value.parameters.map((parameter) => given[names.indexOf(parameter)] ?? null));
}

const compileDefinition: NodeCompiler = (node, compiler) => {
  if (node.getChild('external')) throw compiler.error(node, 'ruft fremden Code auf; das ist nicht erlaubt');
  const parameters = (node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? []).map((parameter) =>
    compiler.name(childAt(parameter, 0, compiler)),
  );
  const bodyNode = node.getChild('FunctionBody');
  if (!bodyNode) throw compiler.error(node, 'hat keinen Inhalt');
  const body = compiler.within(parameters, () => compiler.compile(childAt(bodyNode, 0, compiler)));
  return (scope) =>
    new FeelFunction(parameters, (args) => {
      const entries = newContext();
      parameters.forEach((parameter, index) => (entries[parameter] = args[index] ?? null));
      return scope.evaluation.deeper(() => body(nested(scope, entries)));
    });
};

/** `date("…")`, `duration("…")` and `@"…"`: constant texts are read once, at compile time. */
const compileTemporal: NodeCompiler = (node, compiler) => {
  const inner = childAt(node, 0, compiler);
  if (inner.name === 'AtLiteral') {
    const value = parseAny(unquote(compiler.text(childAt(inner, 0, compiler))));
    if (value === null) throw compiler.error(node, 'ist kein gültiges Datum, keine Zeit und keine Dauer');
    return () => value;
  }
  const name = compiler.name(inner);
  return compileNamedCall(name, compileArguments(node, compiler), compiler);
};

export const invocationNodes: Record<string, NodeCompiler> = {
  FunctionInvocation: compileInvocation,
  FunctionDefinition: compileDefinition,
  DateTimeLiteral: compileTemporal,
};
