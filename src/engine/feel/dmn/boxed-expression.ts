/** Boxed expressions: literal, context, list, invocation, function, and tables inside them. */
import { compileInternal } from '../compile-expression.js';
import { nested } from '../evaluation.js';
import { FeelFunction, newContext } from '../values.js';
import type { Value } from '../values.js';
import { compileDecisionTable } from './decision-table.js';
import type { DmnExpression } from './dmn-model.js';
import type { Logic } from './logic.js';
import { DecisionError, DmnCompileError } from './logic.js';

type Names = readonly string[];
type CompileBoxed = (expression: DmnExpression, names: Names) => Logic;

const compileLiteral: CompileBoxed = ({ text, expressionLanguage }, names) => {
  if (expressionLanguage && !/feel/i.test(expressionLanguage))
    throw new DmnCompileError(`Die Sprache «${expressionLanguage}» wird nicht unterstützt, nur FEEL`);
  const compiled = compileInternal(text ?? '', { names, scoped: true });
  if (!compiled.ok) throw new DmnCompileError(compiled.message);
  return compiled.value.code;
};

/** The last entry without a name is the result; otherwise the context itself. */
const compileContext: CompileBoxed = ({ contextEntry = [] }, names) => {
  const known = [...names];
  const entries = contextEntry.map(({ variable, value }) => {
    const name = variable?.name ?? null;
    const logic = demandLogic(value, known);
    if (name !== null) known.push(name);
    return { name, logic };
  });
  return (scope, trace) => {
    const context = newContext();
    const inside = nested(scope, context);
    for (const { name, logic } of entries) {
      const value = logic(inside, trace);
      if (name === null) return value;
      context[name] = value;
    }
    return context;
  };
};

const compileList: CompileBoxed = ({ elements = [] }, names) => {
  const items = elements.map((element) => demandLogic(element, names));
  return (scope, trace) => items.map((item) => item(scope, trace));
};

const compileInvocation: CompileBoxed = ({ calledFunction, binding = [] }, names) => {
  const called = demandLogic(calledFunction, names);
  const bindings = binding.map(({ parameter, bindingFormula }) => ({
    name: parameter?.name ?? '',
    logic: demandLogic(bindingFormula, names),
  }));
  return (scope, trace) => {
    const target = called(scope, trace);
    if (!(target instanceof FeelFunction)) throw new DecisionError('Die aufgerufene Funktion gibt es nicht.');
    const given = new Map<string, Value>(bindings.map(({ name, logic }) => [name, logic(scope, trace)]));
    return target.call(target.parameters.map((parameter) => given.get(parameter) ?? null));
  };
};

/** A function as a value: business knowledge models and boxed functions. */
export const compileFunction: CompileBoxed = ({ formalParameter = [], body }, names) => {
  const parameters = formalParameter.map(({ name }) => name ?? '');
  const logic = demandLogic(body, [...names, ...parameters]);
  return (scope, trace) =>
    new FeelFunction(parameters, (args) => {
      const entries = newContext();
      parameters.forEach((parameter, index) => (entries[parameter] = args[index] ?? null));
      // What a called table matched is not a decision of its own: its trace is thrown away.
      return scope.evaluation.deeper(() =>
        logic(nested(scope, entries), { ...trace, evaluatedInputs: [], matchedRules: [] }),
      );
    });
};

const COMPILERS: Record<string, CompileBoxed> = {
  'dmn:LiteralExpression': compileLiteral,
  'dmn:DecisionTable': compileDecisionTable,
  'dmn:Context': compileContext,
  'dmn:List': compileList,
  'dmn:Invocation': compileInvocation,
  'dmn:FunctionDefinition': compileFunction,
};

export function compileBoxed(expression: DmnExpression, names: Names): Logic {
  const compile = COMPILERS[expression.$type];
  if (!compile)
    throw new DmnCompileError(`Die Form «${expression.$type.replace('dmn:', '')}» wird noch nicht unterstützt`);
  return compile(expression, names);
}

function demandLogic(expression: DmnExpression | undefined, names: Names): Logic {
  if (!expression) throw new DmnCompileError('Ein Ausdruck fehlt');
  return compileBoxed(expression, names);
}
