/** What one evaluation carries: variables in scope, warnings, the moment, and a budget that ends run-away expressions. */
import type { FeelEnvironment, FeelWarning, VariableContext } from './feel.js';
import { scatter } from './scatter.js';
import type { FeelContextValue, Value } from './values.js';
import { entryOf } from './values.js';

/** Limits of one evaluation. */
export const BUDGET = {
  steps: 2_000_000,
  depth: 400,
  listItems: 1_000_000,
  textLength: 4_000_000,
  warnings: 50,
} as const;

/** Ends an evaluation; the caller turns it into a failed result. */
export class EvaluationEnded extends Error {}

/** The expression ran away. */
export class BudgetExceeded extends EvaluationEnded {}

export class Evaluation {
  readonly warnings: FeelWarning[] = [];
  private steps = 0;
  private depth = 0;

  private drawn = 0;

  constructor(
    readonly variables: VariableContext,
    private readonly environment: FeelEnvironment,
    /** In decision models that are not drawn for Camunda the standard counts, also where Zeebe answers otherwise. */
    readonly standard = false,
  ) {}

  get now(): number {
    return this.environment.now;
  }

  /** In [0, 1): the caller's numbers, or when it gives none, numbers made from the moment. */
  random(): number {
    if (this.environment.random) return this.environment.random();
    this.drawn += 1;
    return scatter(this.now + this.drawn * 0x9e3779b9);
  }

  /** Counts work done. */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > BUDGET.steps) throw new BudgetExceeded('Der Ausdruck rechnet zu lange und wurde abgebrochen.');
  }

  /** Runs one function call deeper. */
  deeper<T>(work: () => T): T {
    if (this.depth >= BUDGET.depth)
      throw new BudgetExceeded('Der Ausdruck ruft sich zu oft selbst auf und wurde abgebrochen.');
    this.depth += 1;
    try {
      return work();
    } finally {
      this.depth -= 1;
    }
  }

  /** Refuses texts that grow without end. */
  text(value: string): string {
    if (value.length > BUDGET.textLength)
      throw new BudgetExceeded('Der Ausdruck erzeugt einen zu langen Text und wurde abgebrochen.');
    return value;
  }

  warn(type: string, message: string): null {
    if (this.warnings.length < BUDGET.warnings) this.warnings.push({ type, message });
    return null;
  }
}

/** Names in reach of an expression: a chain from the innermost construct to the variables of the process. */
export interface Scope {
  readonly evaluation: Evaluation;
  readonly parent: Scope | null;
  readonly entries: FeelContextValue | null;
  /** The item of a filter, when its own entries come before names outside. */
  readonly item?: Value;
}

/** Compiled piece of an expression. */
export type Code = (scope: Scope) => Value;

export function lookup(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (at.entries) {
      const value = entryOf(at.entries, name);
      if (value !== undefined) return value;
    }
  }
  return scope.evaluation.variables.get(name) as Value | undefined;
}

export const nested = (parent: Scope, entries: FeelContextValue): Scope => ({
  evaluation: parent.evaluation,
  parent,
  entries,
});
