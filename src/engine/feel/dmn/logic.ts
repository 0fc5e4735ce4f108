/** What every kind of decision logic compiles to, and what it is compiled with. */
import type { InternalOptions } from '../compile-expression.js';
import type { Scope } from '../evaluation.js';
import type { EvaluatedDecision } from '../feel.js';
import type { FeelType } from '../types.js';
import type { Value } from '../values.js';
import type { XmlElement } from './xml-element.js';

/** Runs a decision's logic; inputs and matched rules are noted in `trace`. Throws DecisionError. */
export type Logic = (scope: Scope, trace: Trace) => Value;

/** Where the table of a decision notes inputs and rules; tables inside functions note nothing. */
export type Trace = Pick<EvaluatedDecision, 'evaluatedInputs' | 'matchedRules'> | null;

/** The surroundings of an expression at compile time. */
export interface Surroundings {
  /** Names in reach; the parser needs those with spaces and signs. */
  readonly names: readonly string[];
  /** Names of entries with signs; as steps of paths they are read as one name. */
  readonly pathNames: readonly string[];
  /** Item definitions. */
  readonly types: (name: string) => FeelType | null;
  /** Texts of allowed values by item definition, for priorities. */
  readonly allowedValues: (typeName: string) => string | null;
  /**
   * Whether declared types and allowed values bind. Models drawn for Camunda say so (`executionPlatform`) and are run as Zeebe
   * runs them: it knows no types, and the modeler writes `string` where nobody chose one.
   */
  readonly strict: boolean;
  /**
   * Notes what cannot be compiled: in a strict model only the evaluation of that element fails. Absent: the whole model is
   * refused, as Zeebe does.
   */
  readonly report: ((message: string) => void) | null;
}

/** `inside` compiles the one expression within an element. */
export type CompileBoxed = (
  element: XmlElement,
  surroundings: Surroundings,
  inside: (element: XmlElement | undefined, surroundings: Surroundings) => Logic,
) => Logic;

/** How an expression of the model is compiled. */
export const optionsOf = ({ names, pathNames, types }: Surroundings): InternalOptions => ({
  names,
  pathNames,
  types,
  scoped: true,
});

export const withNames = (surroundings: Surroundings, names: readonly string[]): Surroundings =>
  names.length === 0 ? surroundings : { ...surroundings, names: [...surroundings.names, ...names] };

/** The model is wrong; the message is German and names the place. */
export class DmnCompileError extends Error {}

/** The decision cannot be made with these values. */
export class DecisionError extends Error {}
