/** Function calls and definitions. */
import type { SyntaxNode } from '@lezer/common';
import { builtins } from '../functions/index.js';
import type { Builtin } from '../functions/builtin.js';
import { callBuiltin } from '../functions/builtin.js';
import { coerce } from '../coerce.js';
import type { Code, Scope } from '../evaluation.js';
import { lookup, nested } from '../evaluation.js';
import { parseAny } from '../temporal/parse-temporal.js';
import type { Value } from '../values.js';
import { FeelFunction, newContext } from '../values.js';
import type { Compiler, NodeCompiler } from './compiler.js';
import { childAt, childrenOf } from './compiler.js';
import { unquote } from '../unquote.js';
import { compileType, typeOfNode } from './types.js';

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
  const arranged = value.open ? given : arrange(value, given, args.names);
  if (!arranged)
    return scope.evaluation.warn(
      'NO_FUNCTION_FOUND',
      `The function '${name}' has the parameters (${value.parameters.join(', ')}), not ${args.names ? args.names.join(', ') : given.length}`,
    );
  return callFunction(value, arranged, scope, name);
}

/**
 * Calls with as many arguments as there are parameters; each is converted to its declared type. Where one cannot be, the
 * whole call is null (DMN 1.5, table 63).
 */
export function callFunction(target: FeelFunction, args: readonly Value[], scope: Scope, name: string): Value {
  const { types, parameters } = target;
  if (!types) return target.call(args);
  const converted = args.map((arg, index) => {
    const type = types[index];
    return type ? coerce(arg, type, `Parameter '${parameters[index]}' of '${name}'`, scope.evaluation) : arg;
  });
  const unfit = converted.some((value, index) => value === null && args[index] !== null);
  return unfit ? null : target.call(converted);
}

function arrange(target: FeelFunction, given: readonly Value[], names: readonly string[] | null): Value[] | null {
  const { parameters } = target;
  if (!names) return given.length === parameters.length ? [...given] : null;
  if (names.some((name) => !parameters.includes(name))) return null;
  return parameters.map((parameter) => given[names.indexOf(parameter)] ?? null);
}

const compileDefinition: NodeCompiler = (node, compiler) => {
  if (node.getChild('external')) return compileExternal(node, compiler);
  const formal = node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? [];
  const parameters = formal.map((parameter) => compiler.name(childAt(parameter, 0, compiler)));
  const types = formal.map((parameter) => {
    const type = parameter.getChild('Type');
    return type ? compileType(type, compiler) : null;
  });
  const bodyNode = node.getChild('FunctionBody');
  if (!bodyNode) throw compiler.error(node, 'hat keinen Inhalt');
  const content = childAt(bodyNode, 0, compiler);
  const body = compiler.within(parameters, () => compiler.compile(content));
  const declared = types.some((type) => type !== null) ? types : null;
  const result = typeOfNode(content, compiler);
  return (scope) =>
    new FeelFunction(
      parameters,
      (args) => {
        const entries = newContext();
        for (let index = 0; index < parameters.length; index += 1)
          entries[parameters[index] as string] = args[index] ?? null;
        return scope.evaluation.deeper(() => body(nested(scope, entries)));
      },
      declared,
      result,
    );
};

/** Foreign code (Java, PMML) is never run; in a decision model such a function answers null. */
const compileExternal: NodeCompiler = (node, compiler) => {
  if (!compiler.hasLocals) throw compiler.error(node, 'ruft fremden Code auf; das ist nicht erlaubt');
  const formal = node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? [];
  const parameters = formal.map((parameter) => compiler.name(childAt(parameter, 0, compiler)));
  return ({ evaluation }) =>
    new FeelFunction(parameters, () =>
      evaluation.warn('FUNCTION_INVOCATION_FAILURE', 'External functions are not supported'),
    );
};

/** `date("…")`, `duration("…")` and `@"…"`: constant texts are read once, at compile time. */
const compileTemporal: NodeCompiler = (node, compiler) => {
  const inner = childAt(node, 0, compiler);
  if (inner.name === 'AtLiteral') {
    const value = parseAny(unquote(compiler.text(childAt(inner, 0, compiler))));
    if (value !== null) return () => value;
    const text = compiler.text(inner);
    return ({ evaluation }) => evaluation.warn('INVALID_TYPE', `${text} is no date, time or duration`);
  }
  return compileNamedCall(compiler.name(inner), compileArguments(node, compiler), compiler);
};

export const invocationNodes: Record<string, NodeCompiler> = {
  FunctionInvocation: compileInvocation,
  FunctionDefinition: compileDefinition,
  DateTimeLiteral: compileTemporal,
};
