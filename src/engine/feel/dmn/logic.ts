/** What every kind of decision logic compiles to. */
import type { Scope } from '../evaluation.js';
import type { EvaluatedDecision } from '../feel.js';
import type { Value } from '../values.js';

/** Runs a decision's logic; inputs and matched rules are noted in `trace`. Throws DecisionError. */
export type Logic = (scope: Scope, trace: EvaluatedDecision) => Value;

/** The model is wrong; the message is German and names the place. */
export class DmnCompileError extends Error {}

/** The decision cannot be made with these values. */
export class DecisionError extends Error {}
