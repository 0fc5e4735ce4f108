import type { Definition, DecisionRequirements } from '../../core/state/definition.js';
import type { EngineState } from '../../core/state/engine-state.js';
import type { GraphCache } from './graph-cache.js';

/**
 * Makes sure that a step never meets a graph that is not loaded: before a definition is used, everything it may call or
 * decide with is loaded too. What is ready stays known until the next deployment changes what «latest» means.
 */
export class ReferenceClosure {
  private readonly ready = new Set<number>();

  constructor(
    private readonly state: EngineState,
    private readonly graphs: GraphCache,
  ) {}

  isReady(definitionKey: number): boolean {
    return this.ready.has(definitionKey);
  }

  /** To be called after every deployment. */
  forget(): void {
    this.ready.clear();
  }

  async load(definitionKeys: Iterable<number>): Promise<void> {
    for (const key of definitionKeys) {
      const definition = this.state.definitions.get(key);
      if (definition && !this.ready.has(key)) await this.visit(definition, new Set());
      this.ready.add(key);
    }
  }

  async loadDecision(requirementsKey: number): Promise<void> {
    const requirements = this.state.requirements.get(requirementsKey);
    if (requirements) await this.graphs.loadDecisions([requirements]);
  }

  private async visit(definition: Definition, visited: Set<number>): Promise<void> {
    if (visited.has(definition.key)) return;
    visited.add(definition.key);
    await this.graphs.loadProcesses([definition]);
    await this.graphs.loadDecisions(this.decisionsOf(definition));
    for (const called of this.calledBy(definition)) await this.visit(called, visited);
  }

  private calledBy({ tenantId, deploymentKey, process }: Definition): Definition[] {
    const { definitions } = this.state;
    if (!process) return [];
    if (process.references.dynamic) return [...definitions.latestOfAll(tenantId)];
    return process.references.processIds.flatMap((id) => [
      ...present(definitions.latest(tenantId, id)),
      ...present(definitions.inDeployment(tenantId, id, deploymentKey)),
    ]);
  }

  private decisionsOf({ tenantId, deploymentKey, process }: Definition): DecisionRequirements[] {
    const { decisions, requirements } = this.state;
    if (!process) return [];
    const wanted = process.references.dynamic
      ? [...decisions.latestOfAll(tenantId)]
      : process.references.decisionIds.flatMap((id) => [
          ...present(decisions.latest(tenantId, id)),
          ...present(decisions.inDeployment(tenantId, id, deploymentKey)),
        ]);
    return wanted.flatMap(({ requirementsKey }) => present(requirements.get(requirementsKey)));
  }
}

const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
