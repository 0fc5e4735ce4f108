/** Compiles a decision table once; evaluating it runs each input expression once and then only the cells' tests. */
import { compileInternal, compileUnaryTests } from '../compile-expression.js';
import type { EvaluatedDecision } from '../feel.js';
import type { Test } from '../compile/unary-tests.js';
import type { Code, Scope } from '../evaluation.js';
import { equal } from '../compare.js';
import { describe, toJson } from '../to-json.js';
import type { Value } from '../values.js';
import { newContext } from '../values.js';
import type { DmnExpression } from './dmn-model.js';
import type { Aggregation, HitPolicy } from './hit-policy.js';
import { HIT_POLICIES, applyHitPolicy } from './hit-policy.js';
import type { Logic } from './logic.js';
import { DecisionError, DmnCompileError } from './logic.js';

interface Input {
  id: string;
  name: string;
  code: Code;
  allowed: Test | null;
  allowedText: string;
}
interface Output {
  id: string;
  name: string;
  label: string;
  allowed: Value[] | null;
  fallback: Code | null;
}
interface Rule {
  id: string;
  index: number;
  tests: (Test | null)[];
  outputs: Code[];
}

type Names = readonly string[];

function demand<T>(compiled: { ok: true; value: T } | { ok: false; message: string }, place: string): T {
  if (!compiled.ok) throw new DmnCompileError(`${place}: ${compiled.message}`);
  return compiled.value;
}

function compileInputs(table: DmnExpression, names: Names): Input[] {
  return (table.input ?? []).map((input, index) => {
    const name = input.label ?? input.inputExpression?.text ?? `Eingabe ${index + 1}`;
    const allowedText = input.inputValues?.text?.trim() ?? '';
    return {
      id: input.id ?? '',
      name,
      code: demand(compileInternal(input.inputExpression?.text ?? '', { names, scoped: true }), `Eingabe «${name}»`)
        .code,
      allowed:
        allowedText === ''
          ? null
          : demand(compileUnaryTests(allowedText, { names, scoped: true }), `Erlaubte Werte von «${name}»`),
      allowedText,
    };
  });
}

function compileOutputs(table: DmnExpression, names: Names): Output[] {
  return (table.output ?? []).map((output, index) => {
    const name = output.name ?? '';
    const label = output.label ?? (name || `Ausgabe ${index + 1}`);
    const fallback = output.defaultOutputEntry?.text?.trim();
    return {
      id: output.id ?? '',
      name,
      label,
      allowed: literalsOf(output.outputValues?.text),
      fallback: fallback
        ? demand(compileInternal(fallback, { names, scoped: true }), `Standardwert von «${label}»`).code
        : null,
    };
  });
}

/** Priority lists are lists of literals: they are read with no variables in reach. */
function literalsOf(text: string | undefined): Value[] | null {
  if (!text?.trim()) return null;
  const compiled = compileInternal(`[${text}]`);
  if (!compiled.ok || compiled.value.variables.length > 0) return null;
  const value = compiled.value.code(emptyScope());
  return Array.isArray(value) ? value : null;
}

const emptyScope = (): Scope => ({
  evaluation: { spend: () => undefined, warn: () => null } as never,
  parent: null,
  entries: null,
});

function compileRules(table: DmnExpression, inputs: Input[], outputs: Output[], names: Names): Rule[] {
  return (table.rule ?? []).map((rule, position) => {
    const place = `Regel ${position + 1}`;
    return {
      id: rule.id ?? '',
      index: position + 1,
      tests: inputs.map((input, column) => {
        const text = rule.inputEntry?.[column]?.text?.trim() ?? '';
        return text === '' || text === '-'
          ? null
          : demand(compileUnaryTests(text, { names, scoped: true }), `${place}, Spalte «${input.name}»`);
      }),
      outputs: outputs.map((output, column) => {
        const text = rule.outputEntry?.[column]?.text?.trim() ?? '';
        return text === ''
          ? () => null
          : demand(compileInternal(text, { names, scoped: true }), `${place}, Spalte «${output.label}»`).code;
      }),
    };
  });
}

export function compileDecisionTable(table: DmnExpression, names: Names): Logic {
  const policy = (table.hitPolicy ?? 'UNIQUE') as HitPolicy;
  if (!HIT_POLICIES.includes(policy)) throw new DmnCompileError(`Die Trefferregel «${policy}» ist nicht bekannt`);
  const inputs = compileInputs(table, names);
  const outputs = compileOutputs(table, names);
  if (outputs.length === 0) throw new DmnCompileError('Die Tabelle hat keine Ausgabe');
  const aggregation = (table.aggregation ?? null) as Aggregation | null;
  if (aggregation && outputs.length > 1)
    throw new DmnCompileError(`${aggregation} ist nur mit einer einzigen Ausgabe möglich`);
  const rules = compileRules(table, inputs, outputs, names);

  return (scope, trace) => {
    const values = inputs.map((input) => readInput(input, scope, trace));
    const matched = rules.filter((rule) => matches(rule, values, scope));
    const results = matched.map((rule) => readOutputs(rule, outputs, scope, trace));
    if (matched.length === 0) return fallbackOf(outputs, scope);
    const hits = applyHitPolicy(policy, aggregation, results, (output) => rankOf(output, outputs));
    if (!hits.ok) throw new DecisionError(hits.message);
    return hits.value;
  };
}

function readInput(input: Input, scope: Scope, trace: EvaluatedDecision): Value {
  const value = input.code(scope);
  trace.evaluatedInputs.push({ inputId: input.id, inputName: input.name, inputValue: toJson(value) });
  if (value !== null && input.allowed && input.allowed(value, scope) !== true) {
    throw new DecisionError(
      `Der Wert «${describe(value)}» der Eingabe «${input.name}» ist nicht erlaubt (erlaubt: ${input.allowedText}).`,
    );
  }
  return value;
}

function matches(rule: Rule, values: Value[], scope: Scope): boolean {
  scope.evaluation.spend(1);
  for (let column = 0; column < rule.tests.length; column += 1) {
    const test = rule.tests[column];
    if (test && test(values[column] ?? null, scope) !== true) return false;
  }
  return true;
}

function readOutputs(rule: Rule, outputs: Output[], scope: Scope, trace: EvaluatedDecision): Value {
  const values = rule.outputs.map((code) => code(scope));
  trace.matchedRules.push({
    ruleId: rule.id,
    ruleIndex: rule.index,
    evaluatedOutputs: outputs.map((output, column) => ({
      outputId: output.id,
      outputName: output.name,
      outputValue: toJson(values[column] ?? null),
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

/** Without a match: the default outputs, else null, whatever the hit policy (as Zeebe). */
const fallbackOf = (outputs: Output[], scope: Scope): Value =>
  outputs.some((output) => output.fallback)
    ? combine(
        outputs,
        outputs.map((output) => output.fallback?.(scope) ?? null),
      )
    : null;

/** Place in the lists of allowed outputs, the first output weighing most. */
function rankOf(value: Value, outputs: Output[]): number {
  return outputs.reduce((rank, output) => {
    const part = outputs.length === 1 ? value : ((value as { [name: string]: Value })[output.name] ?? null);
    const place = output.allowed?.findIndex((allowed) => equal(allowed, part) === true) ?? 0;
    return rank * 1_000 + (place < 0 ? 999 : place);
  }, 0);
}
