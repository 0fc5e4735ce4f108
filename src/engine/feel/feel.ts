/**
 * What the engine (and the form validator, and letters) need of FEEL and DMN. Pure: no clock, no I/O; `now` comes in.
 * Expressions are compiled once to closures; JSON values go in and come out.
 */
import type { JsonValue } from '../engine.js';

/** Reads a variable by name; undefined = no such variable (evaluates to null with a warning). */
export interface VariableContext {
  get(name: string): JsonValue | undefined;
}

export interface FeelEnvironment {
  /** Epoch milliseconds for now() and today(). */
  now: number;
  /** Numbers in [0, 1) for random number() and uuid(); absent: made from `now`. */
  random?(): number;
}

export interface FeelWarning {
  /** As Zeebe names them: NO_VARIABLE_FOUND, NO_CONTEXT_ENTRY_FOUND, INVALID_TYPE, FUNCTION_INVOCATION_FAILURE, … */
  type: string;
  message: string;
}

/** `kind` is the FEEL type of the result, for callers that demand one; `value` is its JSON form. */
export type FeelKind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'context'
  | 'date'
  | 'time'
  | 'date-time'
  | 'days-time-duration'
  | 'years-months-duration'
  | 'range'
  | 'function';

export type FeelResult =
  | { ok: true; kind: FeelKind; value: JsonValue; warnings: FeelWarning[] }
  | { ok: false; message: string; warnings: FeelWarning[] };

export interface CompiledExpression {
  /** Source without the leading `=`. */
  readonly source: string;
  /** Top-level names the expression may read from the context. */
  readonly variables: readonly string[];
  evaluate(context: VariableContext, environment: FeelEnvironment): FeelResult;
}

/** `at` is the place in the source that is not understood, in characters from 1; absent when it is the source as a whole. */
export type Compiled<T> = { ok: true; value: T } | { ok: false; message: string; at?: number };

/** One evaluated decision with inputs, matched rules and output, as DECISION_EVALUATION records carry them. */
export interface EvaluatedDecision {
  decisionId: string;
  decisionName: string;
  decisionType: string;
  decisionOutput: JsonValue;
  evaluatedInputs: { inputId: string; inputName: string; inputValue: JsonValue }[];
  matchedRules: {
    ruleId: string;
    ruleIndex: number;
    evaluatedOutputs: { outputId: string; outputName: string; outputValue: JsonValue }[];
  }[];
}

export type DecisionResult =
  | { ok: true; output: JsonValue; evaluatedDecisions: EvaluatedDecision[] }
  | { ok: false; failedDecisionId: string; message: string; evaluatedDecisions: EvaluatedDecision[] };

export interface CompiledDecisionGraph {
  readonly id: string;
  readonly name: string;
  readonly decisions: readonly { id: string; name: string }[];
  /** Decision services; evaluated by id as decisions are. */
  readonly services: readonly { id: string; name: string }[];
  /** Business knowledge models; evaluated by id with their parameters as variables. */
  readonly knowledgeModels: readonly { id: string; name: string }[];
  /** German sentences about parts that cannot be compiled; what needs them fails when it is evaluated, the rest works. */
  readonly warnings: readonly string[];
  evaluate(decisionId: string, context: VariableContext, environment: FeelEnvironment): DecisionResult;
}
