/** The door of FEEL: text in, compiled expression or a German sentence out. */
import type { Compiled, CompiledExpression, FeelEnvironment, FeelResult, VariableContext } from './feel.js';
import { CompileError } from './compile/compiler.js';
import type { ParseOptions } from './compile/parse.js';
import { parse } from './compile/parse.js';
import type { Test } from './compile/unary-tests.js';
import { compileUnaryTestsNode } from './compile/unary-tests.js';
import type { Code, Scope } from './evaluation.js';
import { Evaluation, EvaluationEnded } from './evaluation.js';
import { toJson } from './to-json.js';
import { kindOf } from './values.js';

export interface CompileOptions {
  /** Names in the context; needed only for names with spaces or operators. */
  names?: readonly string[];
}

export type InternalOptions = ParseOptions;

/** A piece of FEEL that stays among FEEL values; used by decision tables. */
export interface InternalExpression {
  code: Code;
  variables: readonly string[];
}

/** An expression; a leading `=` is allowed. */
export function compileExpression(source: string, options: CompileOptions = {}): Compiled<CompiledExpression> {
  const text = source.replace(/^\s*=/, '').trim();
  const compiled = compileInternal(text, options);
  if (!compiled.ok) return compiled;
  const { code, variables } = compiled.value;
  return {
    ok: true,
    value: { source: text, variables, evaluate: (context, environment) => evaluateCode(code, context, environment) },
  };
}

export const compileInternal = (source: string, options: InternalOptions = {}): Compiled<InternalExpression> =>
  guarded(() =>
    parse(source, 'Expression', options, (root, compiler) => ({
      code: compiler.compile(root),
      variables: [...compiler.variables],
    })),
  );

/** The tests of a decision table's cell. */
export const compileUnaryTests = (source: string, options: InternalOptions = {}): Compiled<Test> =>
  guarded(() => parse(source, 'UnaryTests', options, (root, compiler) => compileUnaryTestsNode(root, compiler)));

function guarded<T>(work: () => T): Compiled<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof CompileError)
      return { ok: false, message: error.message, ...(error.at === undefined ? {} : { at: error.at }) };
    if (error instanceof RangeError) return { ok: false, message: 'Der Ausdruck ist zu tief verschachtelt.' };
    throw error;
  }
}

export function rootScope(context: VariableContext, environment: FeelEnvironment, standard = false): Scope {
  return { evaluation: new Evaluation(context, environment, standard), parent: null, entries: null };
}

function evaluateCode(code: Code, context: VariableContext, environment: FeelEnvironment): FeelResult {
  const scope = rootScope(context, environment);
  const { warnings } = scope.evaluation;
  try {
    const value = code(scope);
    return { ok: true, kind: kindOf(value), value: toJson(value, scope.evaluation), warnings };
  } catch (error) {
    const message = budgetMessage(error);
    if (message === null) throw error;
    return { ok: false, message, warnings };
  }
}

/** The sentence for an expression that ran away or ended itself (`assert`); null for any other error. */
export function budgetMessage(error: unknown): string | null {
  if (error instanceof EvaluationEnded) return error.message;
  return error instanceof RangeError
    ? 'Der Ausdruck ist zu tief verschachtelt oder erzeugt zu grosse Werte und wurde abgebrochen.'
    : null;
}
