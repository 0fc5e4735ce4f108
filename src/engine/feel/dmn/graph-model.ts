/** A decision model after compilation: what requires what, and what each element computes. */
import type { FeelType } from '../types.js';
import type { Logic } from './logic.js';

interface Element {
  readonly id: string;
  readonly name: string;
  /** Names under which those that require the element see its value. */
  readonly seenAs: readonly string[];
}

export interface InputNode extends Element {
  readonly kind: 'input';
  /** Names of the imports that lead from the main model to the input's; empty for the main model's own. */
  readonly path: readonly string[];
  readonly type: FeelType | null;
}

export interface DecisionNode extends Element {
  readonly kind: 'decision';
  readonly decisionType: string;
  readonly type: FeelType | null;
  requires: readonly Requirement[];
  readonly logic: Logic;
}

/** Its logic answers with a function. */
export interface KnowledgeNode extends Element {
  readonly kind: 'knowledge';
  readonly type: FeelType | null;
  requires: readonly Requirement[];
  readonly logic: Logic;
}

export interface ServiceNode extends Element {
  readonly kind: 'service';
  readonly type: FeelType | null;
  /** Input data first, then input decisions: the order of the parameters. */
  inputs: readonly (InputNode | DecisionNode)[];
  outputs: readonly DecisionNode[];
  requires: readonly Requirement[];
}

export type GraphNode = InputNode | DecisionNode | KnowledgeNode | ServiceNode;

export interface Requirement {
  readonly node: GraphNode;
  /** Name of the import when the element lives in another model. */
  readonly importName: string | null;
}
