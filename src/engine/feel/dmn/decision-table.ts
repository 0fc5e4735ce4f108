/** Compiles a decision table once; evaluating it runs each input expression once and then only the cells' tests. */
import { compileInternal, compileUnaryTests, rootScope } from '../compile-expression.js';
import type { Test } from '../compile/unary-tests.js';
import { coerce } from '../coerce.js';
import { equal } from '../compare.js';
import type { Code, Scope } from '../evaluation.js';
import type { Compiled } from '../feel.js';
import { toJson } from '../to-json.js';
import type { FeelType } from '../types.js';
import { isListType, plainType } from '../types.js';
import type { Value } from '../values.js';
import { newContext } from '../values.js';
import type { Aggregation, HitPolicy } from './hit-policy.js';
import { HIT_POLICIES, applyHitPolicy } from './hit-policy.js';
import type { Logic, Surroundings, Trace } from './logic.js';
import { DecisionError, DmnCompileError, optionsOf } from './logic.js';
import type { XmlElement } from './xml-element.js';
import { attribute, childNamed, childrenNamed, childText } from './xml-element.js';

interface Input {
  id: string;
  name: string;
  code: Code;
  /** null when its values may be of any type. */
  type: FeelType | null;
  allowed: Test | null;
  allowedText: string;
}
interface Output {
  id: string;
  name: string;
  label: string;
  allowed: Value[] | null;
  fallback: Code | null;
  /** null when results may be of any type. */
  type: FeelType | null;
}
interface Rule {
  id: string;
  index: number;
  /** null = any value. */
  tests: (Test | null)[];
  outputs: Code[];
}

function demand<T>(compiled: Compiled<T>, place: string): T {
  if (!compiled.ok) throw new DmnCompileError(`${place}: ${compiled.message}`);
  return compiled.value;
}

const expression = (text: string, surroundings: Surroundings, place: string): Code =>
  demand(compileInternal(text, optionsOf(surroundings)), place).code;

const tests = (text: string, surroundings: Surroundings, place: string): Test =>
  demand(compileUnaryTests(text, optionsOf(surroundings)), place);

function compileInputs(table: XmlElement, surroundings: Surroundings): Input[] {
  return childrenNamed(table, 'input').map((input, index) => {
    const inputExpression = childNamed(input, 'inputExpression');
    const text = childText(inputExpression, 'text');
    const name = attribute(input, 'label') ?? (text || `Eingabe ${index + 1}`);
    const typeName = attribute(inputExpression, 'typeRef');
    const allowedText = surroundings.strict
      ? childText(childNamed(input, 'inputValues'), 'text') ||
        ((typeName && surroundings.allowedValues(typeName)) ?? '')
      : '';
    return {
      id: attribute(input, 'id') ?? '',
      name,
      code: expression(text, surroundings, `Eingabe «${name}»`),
      type: surroundings.strict && typeName ? unrestricted(surroundings.types(typeName)) : null,
      allowed: allowedText === '' ? null : tests(allowedText, surroundings, `Erlaubte Werte von «${name}»`),
      allowedText,
    };
  });
}

/** Values that are not allowed are another matter: with them the table has no result. */
const unrestricted = (type: FeelType | null): FeelType | null => type && plainType(type);

function compileOutputs(table: XmlElement, surroundings: Surroundings, policy: HitPolicy): Output[] {
  return childrenNamed(table, 'output').map((output, index) => {
    const name = attribute(output, 'name') ?? '';
    const label = attribute(output, 'label') ?? (name || `Ausgabe ${index + 1}`);
    const fallback = childText(childNamed(output, 'defaultOutputEntry'), 'text');
    const typeName = attribute(output, 'typeRef') ?? attribute(table, 'typeRef');
    const allowed = childText(childNamed(output, 'outputValues'), 'text');
    return {
      id: attribute(output, 'id') ?? '',
      name,
      label,
      allowed: literalsOf(allowed || ((typeName && surroundings.allowedValues(typeName)) ?? '')),
      type: typeOfOutput(output, surroundings, policy),
      fallback: fallback === '' ? null : expression(fallback, surroundings, `Standardwert von «${label}»`),
    };
  });
}

/** Where several rules may hit, some modelers declare the list of all results with the output. */
function typeOfOutput(
  output: XmlElement | undefined,
  { strict, types }: Surroundings,
  policy: HitPolicy,
): FeelType | null {
  const name = attribute(output, 'typeRef');
  const type = strict && name ? types(name) : null;
  const single = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY'].includes(policy);
  return type && (single || !isListType(type)) ? type : null;
}

/** Priority lists are lists of literals: they are read with no variables in reach. */
function literalsOf(text: string): Value[] | null {
  if (text === '') return null;
  const compiled = compileInternal(`[${text}]`);
  if (!compiled.ok || compiled.value.variables.length > 0) return null;
  const value = compiled.value.code(rootScope({ get: () => undefined }, { now: 0 }));
  return Array.isArray(value) ? value : null;
}

function compileRules(
  table: XmlElement,
  [inputs, outputs]: [Input[], Output[]],
  surroundings: Surroundings,
  policy: HitPolicy,
): Rule[] {
  return childrenNamed(table, 'rule').map((rule, position) => {
    const place = `Regel ${position + 1}`;
    const [conditions, conclusions] = [childrenNamed(rule, 'inputEntry'), childrenNamed(rule, 'outputEntry')];
    return {
      id: attribute(rule, 'id') ?? '',
      index: position + 1,
      tests: inputs.map((input, column) => {
        const text = childText(conditions[column], 'text');
        return text === '' || text === '-' ? null : tests(text, surroundings, `${place}, Spalte «${input.name}»`);
      }),
      outputs: outputs.map((output, column) => {
        const text = childText(conclusions[column], 'text');
        if (text === '' || text === '-') return () => null;
        const code = expression(text, surroundings, `${place}, Spalte «${output.label}»`);
        const own = typeOfOutput(conclusions[column], surroundings, policy);
        return own ? (scope) => coerce(code(scope), own, `Output '${output.label}'`, scope.evaluation) : code;
      }),
    };
  });
}

export function compileDecisionTable(table: XmlElement, surroundings: Surroundings): Logic {
  const policy = (attribute(table, 'hitPolicy') ?? 'UNIQUE') as HitPolicy;
  if (!HIT_POLICIES.includes(policy)) throw new DmnCompileError(`Die Trefferregel «${policy}» ist nicht bekannt`);
  const inputs = compileInputs(table, surroundings);
  const outputs = compileOutputs(table, surroundings, policy);
  if (outputs.length === 0) throw new DmnCompileError('Die Tabelle hat keine Ausgabe');
  const aggregation = (attribute(table, 'aggregation') ?? null) as Aggregation | null;
  if (aggregation && outputs.length > 1)
    throw new DmnCompileError(`${aggregation} ist nur mit einer einzigen Ausgabe möglich`);
  const rules = compileRules(table, [inputs, outputs], surroundings, policy);

  return (scope, trace) => {
    const values = inputs.map((input) => readInput(input, scope, trace));
    const unfit = inputs.find(({ allowed }, column) => !isAllowed(allowed, values[column] ?? null, scope));
    if (unfit)
      return scope.evaluation.warn('INVALID_TYPE', `Input '${unfit.name}' is not allowed (${unfit.allowedText})`);
    const results: Value[] = [];
    scope.evaluation.spend(rules.length);
    for (const rule of rules) if (matches(rule, values, scope)) results.push(readOutputs(rule, outputs, scope, trace));
    if (results.length === 0) return fallbackOf(outputs, scope, surroundings.strict);
    const hits = applyHitPolicy(policy, aggregation, results, (output) => rankOf(output, outputs));
    if (hits.ok) return hits.value;
    // Zeebe fails; in the standard a table that contradicts itself has no result.
    if (!surroundings.strict) throw new DecisionError(hits.message);
    return scope.evaluation.warn('INVALID_TYPE', hits.message);
  };
}

function readInput(input: Input, scope: Scope, trace: Trace): Value {
  const given = input.code(scope);
  const value = input.type ? coerce(given, input.type, `Input '${input.name}'`, scope.evaluation) : given;
  trace?.evaluatedInputs.push({
    inputId: input.id,
    inputName: input.name,
    inputValue: toJson(value, scope.evaluation),
  });
  return value;
}

const isAllowed = (allowed: Test | null, value: Value, scope: Scope): boolean =>
  value === null || allowed === null || allowed(value, scope) === true;

function matches(rule: Rule, values: Value[], scope: Scope): boolean {
  const { tests: conditions } = rule;
  for (let column = 0; column < conditions.length; column += 1) {
    const test = conditions[column];
    if (test && test(values[column] as Value, scope) !== true) return false;
  }
  return true;
}

function readOutputs(rule: Rule, outputs: Output[], scope: Scope, trace: Trace): Value {
  const values = rule.outputs.map((code, column) => {
    const { type, label } = outputs[column] as Output;
    return type ? coerce(code(scope), type, `Output '${label}'`, scope.evaluation) : code(scope);
  });
  trace?.matchedRules.push({
    ruleId: rule.id,
    ruleIndex: rule.index,
    evaluatedOutputs: outputs.map((output, column) => ({
      outputId: output.id,
      outputName: output.name,
      outputValue: toJson(values[column] ?? null, scope.evaluation),
    })),
  });
  return combine(outputs, values);
}

/** One output stands for itself; several make a context. */
function combine(outputs: Output[], values: Value[]): Value {
  if (outputs.length === 1) return values[0] ?? null;
  const context = newContext();
  outputs.forEach((output, column) => (context[output.name] = values[column] ?? null));
  return context;
}

/**
 * Without a match: the default outputs, else null, whatever the hit policy. Zeebe gives the defaults there are, and one alone
 * as it is; the standard gives every output.
 */
function fallbackOf(outputs: Output[], scope: Scope, standard: boolean): Value {
  const given = outputs.filter(({ fallback }) => fallback);
  if (given.length === 0) return null;
  const shown = standard ? outputs : given;
  return combine(
    shown,
    shown.map((output) => output.fallback?.(scope) ?? null),
  );
}

/**
 * Place in the lists of allowed outputs, the first output weighing most. A result that is in no list comes last and stays what it
 * is, as in Zeebe (dmn-scala 1.10); the standard only orders by these lists.
 */
function rankOf(value: Value, outputs: Output[]): number {
  return outputs.reduce((rank, output) => {
    const part = outputs.length === 1 ? value : ((value as { [name: string]: Value })[output.name] ?? null);
    const place = output.allowed?.findIndex((allowed) => equal(allowed, part) === true) ?? 0;
    return rank * 1_000 + (place < 0 ? 999 : place);
  }, 0);
}
