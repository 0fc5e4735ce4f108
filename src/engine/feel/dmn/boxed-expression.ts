/** Boxed expressions (DMN 1.5, 10.2): each kind becomes a closure. */
import { callFunction } from '../compile/invocation.js';
import { compileInternal } from '../compile-expression.js';
import { coerce } from '../coerce.js';
import { nested } from '../evaluation.js';
import type { FeelType } from '../types.js';
import type { FeelContextValue, Value } from '../values.js';
import { FeelFunction, newContext } from '../values.js';
import { boxedIterators } from './boxed-iterator.js';
import { compileDecisionTable } from './decision-table.js';
import type { CompileBoxed, Logic, Surroundings } from './logic.js';
import { DmnCompileError, optionsOf, withNames } from './logic.js';
import type { XmlElement } from './xml-element.js';
import { attribute, childNamed, childrenNamed, childText } from './xml-element.js';

/** Nothing is written: the answer is null, as for a decision that is only sketched. */
const nothing: Logic = () => null;

const compileLiteral: CompileBoxed = (element, surroundings) => {
  const language = attribute(element, 'expressionLanguage');
  if (language && !/feel/i.test(language))
    throw new DmnCompileError(`Die Sprache «${language}» wird nicht unterstützt, nur FEEL`);
  const text = childText(element, 'text');
  if (text === '') return nothing;
  const compiled = compileInternal(text, optionsOf(surroundings));
  if (!compiled.ok) throw new DmnCompileError(compiled.message);
  return compiled.value.code;
};

/** The last entry without a name is the result; otherwise the context itself. */
const compileContext: CompileBoxed = (element, surroundings) => {
  let known = surroundings;
  const entries = childrenNamed(element, 'contextEntry').map((entry) => {
    const variable = childNamed(entry, 'variable');
    const name = attribute(variable, 'name') ?? null;
    const type = declaredType(variable, surroundings);
    // A function may call itself by its entry's name.
    if (name !== null) known = withNames(known, [name]);
    return { name, type, logic: logicInside(entry, known) };
  });
  return (scope, trace) => {
    const context = newContext();
    const inside = nested(scope, context);
    for (const { name, type, logic } of entries) {
      const value = logic(inside, trace);
      if (name === null) return value;
      context[name] = type ? coerce(value, type, `Entry '${name}'`, scope.evaluation) : value;
    }
    return context;
  };
};

const compileList: CompileBoxed = (element, surroundings) => {
  const items = expressionsIn(element).map((item) => compileBoxed(item, surroundings));
  return (scope, trace) => items.map((item) => item(scope, trace));
};

const compileRelation: CompileBoxed = (element, surroundings) => {
  const columns = childrenNamed(element, 'column').map((column) => ({
    name: attribute(column, 'name') ?? '',
    type: declaredType(column, surroundings),
  }));
  const rows = childrenNamed(element, 'row').map((row) =>
    expressionsIn(row).map((cell, index) => {
      const { name, type } = columns[index] ?? { name: '', type: null };
      const logic = compileBoxed(cell, surroundings);
      return type ? typed(logic, type, `Column '${name}'`) : logic;
    }),
  );
  return (scope, trace) =>
    rows.map((row) => {
      const entry = newContext();
      columns.forEach(({ name }, index) => (entry[name] = row[index]?.(scope, trace) ?? null));
      return entry;
    });
};

const compileInvocation: CompileBoxed = (element, surroundings) => {
  const called = logicInside(element, surroundings);
  const bindings = childrenNamed(element, 'binding').map((binding) => {
    const parameter = childNamed(binding, 'parameter');
    const [name, type] = [attribute(parameter, 'name') ?? '', declaredType(parameter, surroundings)];
    const logic = logicInside(binding, surroundings);
    return { name, logic: type ? typed(logic, type, `Parameter '${name}'`) : logic };
  });
  const name = childText(expressionsIn(element)[0], 'text');
  return (scope, trace) => {
    const target = called(scope, trace);
    const given = new Map<string, Value>(bindings.map((binding) => [binding.name, binding.logic(scope, trace)]));
    if (!(target instanceof FeelFunction) || [...given.keys()].some((key) => !target.parameters.includes(key)))
      return scope.evaluation.warn(
        'NO_FUNCTION_FOUND',
        `No function found with name '${name}' and parameters: ${[...given.keys()].join(', ')}`,
      );
    const args = target.parameters.map((parameter) => given.get(parameter) ?? null);
    return callFunction(target, args, scope, name);
  };
};

/** A function as a value: boxed functions and the logic of business knowledge models. */
export const compileFunction = (element: XmlElement, surroundings: Surroundings): Logic => {
  const formal = childrenNamed(element, 'formalParameter');
  const parameters = formal.map((parameter) => attribute(parameter, 'name') ?? '');
  const types = formal.map((parameter) => declaredType(parameter, surroundings));
  const kind = attribute(element, 'kind');
  const foreign = kind !== undefined && kind !== 'FEEL';
  const logic = foreign ? nothing : logicInside(element, withNames(surroundings, parameters));
  return (scope) =>
    new FeelFunction(
      parameters,
      (args) => {
        if (foreign)
          return scope.evaluation.warn('FUNCTION_INVOCATION_FAILURE', `Functions of kind ${kind} are not supported`);
        const entries: FeelContextValue = newContext();
        parameters.forEach((parameter, index) => (entries[parameter] = args[index] ?? null));
        return scope.evaluation.deeper(() => logic(nested(scope, entries), null));
      },
      types.some((type) => type !== null) ? types : null,
    );
};

const COMPILERS: Record<string, CompileBoxed> = {
  literalExpression: compileLiteral,
  decisionTable: compileDecisionTable,
  context: compileContext,
  list: compileList,
  relation: compileRelation,
  invocation: compileInvocation,
  functionDefinition: compileFunction,
  ...boxedIterators,
};

/** The expressions directly inside an element. */
export const expressionsIn = (element: XmlElement): XmlElement[] =>
  element.children.filter(({ name }) => Object.hasOwn(COMPILERS, name));

/** An expression with its declared type. */
export function compileBoxed(element: XmlElement, surroundings: Surroundings): Logic {
  const compile = COMPILERS[element.name];
  if (!compile) throw new DmnCompileError(`Die Form «${element.name}» gibt es nicht`);
  const logic = compile(element, surroundings, logicInside);
  const type = declaredType(element, surroundings);
  return type ? typed(logic, type, 'Expression') : logic;
}

export const typed =
  (logic: Logic, type: FeelType, what: string): Logic =>
  (scope, trace) =>
    coerce(logic(scope, trace), type, what, scope.evaluation);

/** The logic of the one expression inside an element; null as its value when there is none. */
export function logicInside(element: XmlElement | undefined, surroundings: Surroundings): Logic {
  const [expression] = element ? expressionsIn(element) : [];
  return expression ? compileBoxed(expression, surroundings) : nothing;
}

/** The type an element declares; null when it declares none, one that is not known, or types do not bind. */
export function declaredType(element: XmlElement | undefined, { strict, types }: Surroundings): FeelType | null {
  const reference = attribute(element, 'typeRef') ?? (childText(element, 'typeRef') || undefined);
  const type = strict && reference ? types(reference) : null;
  return type?.is === 'any' ? null : type;
}
