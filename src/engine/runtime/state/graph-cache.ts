import type { Pool } from 'pg';
import { compileDecisionGraph, type CompiledDecisionGraph } from '../../feel/index.js';
import { compileDeployed, type ExecutableProcess } from '../../model/index.js';
import type { DecisionRequirements, Definition } from '../../core/state/definition.js';
import { readResources } from './definitions.store.js';

/**
 * Compiled files by checksum: 65 Gemeinden that run the same version share one graph. Compiled when first needed; what was
 * deployed compiled once, so a failure here means a damaged database or a compiler that refuses what it accepted before.
 */
export class GraphCache {
  private readonly processes = new Map<string, readonly ExecutableProcess[]>();
  private readonly decisions = new Map<string, CompiledDecisionGraph>();

  constructor(private readonly pool: Pool) {}

  /** Compiled at deployment: nothing has to be read or compiled again. */
  keepProcesses(checksum: string, processes: readonly ExecutableProcess[]): void {
    this.processes.set(checksum, processes);
  }

  keepDecisions(model: Model, graph: CompiledDecisionGraph): void {
    this.decisions.set(keyOf(model), graph);
  }

  /** Sets the graphs of definitions that have none yet. */
  async loadProcesses(definitions: readonly Definition[]): Promise<void> {
    const missing = definitions.filter(({ process }) => process === null);
    if (missing.length === 0) return;
    await this.compileProcesses(missing);
    for (const definition of missing) {
      const graph = this.processes.get(definition.checksum)?.find(({ id }) => id === definition.bpmnProcessId);
      if (!graph) throw new Error(`${definition.resourceName} holds no process ${definition.bpmnProcessId}`);
      definition.process = graph;
    }
  }

  async loadDecisions(requirements: readonly DecisionRequirements[]): Promise<void> {
    const missing = requirements.filter(({ graph }) => graph === null);
    if (missing.length === 0) return;
    const unknown = new Map(missing.map((item) => [keyOf(item), item]));
    for (const key of this.decisions.keys()) unknown.delete(key);
    if (unknown.size > 0) await this.compileModels([...unknown.values()]);
    for (const item of missing) item.graph = this.decisions.get(keyOf(item)) ?? null;
  }

  private async compileProcesses(definitions: readonly Definition[]): Promise<void> {
    const checksums = definitions.map(({ checksum }) => checksum).filter((checksum) => !this.processes.has(checksum));
    for (const [checksum, content] of await this.contentsOf(checksums))
      this.processes.set(checksum, await compileProcesses(content));
  }

  private async compileModels(models: readonly DecisionRequirements[]): Promise<void> {
    const contents = await this.contentsOf(models.flatMap(({ checksum, imports }) => [checksum, ...imports]));
    const contentOf = (checksum: string): string => contents.get(checksum) ?? '';
    for (const model of models) {
      const graph = await compileDecisions(contentOf(model.checksum), model.imports.map(contentOf));
      this.decisions.set(keyOf(model), graph);
    }
  }

  private async contentsOf(checksums: readonly string[]): Promise<Map<string, string>> {
    if (checksums.length === 0) return new Map();
    const contents = await readResources(this.pool, [...new Set(checksums)]);
    const missing = checksums.find((checksum) => !contents.has(checksum));
    if (missing !== undefined)
      throw new Error(`The deployed file with checksum ${missing} is missing in engine.resource`);
    return contents;
  }
}

/** A model and those it imports are compiled as one: the same file may be compiled with different ones. */
type Model = Pick<DecisionRequirements, 'checksum' | 'imports'>;
const keyOf = ({ checksum, imports }: Model): string => [checksum, ...imports].join(' ');

async function compileProcesses(content: string): Promise<readonly ExecutableProcess[]> {
  const processes = await compileDeployed(content);
  if (!processes) throw new Error('A deployed process cannot be read any more');
  return processes;
}

async function compileDecisions(content: string, imports: readonly string[]): Promise<CompiledDecisionGraph> {
  const compiled = await compileDecisionGraph(content, { imports });
  if (!compiled.ok) throw new Error(`A deployed decision does not compile any more: ${compiled.message}`);
  return compiled.value;
}
