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

  keepDecisions(checksum: string, graph: CompiledDecisionGraph): void {
    this.decisions.set(checksum, graph);
  }

  /** Sets the graphs of definitions that have none yet. */
  async loadProcesses(definitions: readonly Definition[]): Promise<void> {
    const missing = definitions.filter(({ process }) => process === null);
    if (missing.length === 0) return;
    await this.compile(missing, this.processes, compileProcesses);
    for (const definition of missing) {
      const graph = this.processes.get(definition.checksum)?.find(({ id }) => id === definition.bpmnProcessId);
      if (!graph) throw new Error(`${definition.resourceName} holds no process ${definition.bpmnProcessId}`);
      definition.process = graph;
    }
  }

  async loadDecisions(requirements: readonly DecisionRequirements[]): Promise<void> {
    const missing = requirements.filter(({ graph }) => graph === null);
    if (missing.length === 0) return;
    await this.compile(missing, this.decisions, compileDecisions);
    for (const item of missing) item.graph = this.decisions.get(item.checksum) ?? null;
  }

  private async compile<T>(
    items: readonly { checksum: string }[],
    cache: Map<string, T>,
    compileFile: (content: string) => Promise<T>,
  ): Promise<void> {
    const checksums = [...new Set(items.map(({ checksum }) => checksum))].filter((checksum) => !cache.has(checksum));
    if (checksums.length === 0) return;
    const contents = await readResources(this.pool, checksums);
    for (const checksum of checksums) {
      const content = contents.get(checksum);
      if (content === undefined)
        throw new Error(`The deployed file with checksum ${checksum} is missing in engine.resource`);
      cache.set(checksum, await compileFile(content));
    }
  }
}

async function compileProcesses(content: string): Promise<readonly ExecutableProcess[]> {
  const processes = await compileDeployed(content);
  if (!processes) throw new Error('A deployed process cannot be read any more');
  return processes;
}

async function compileDecisions(content: string): Promise<CompiledDecisionGraph> {
  const compiled = await compileDecisionGraph(content);
  if (!compiled.ok) throw new Error(`A deployed decision does not compile any more: ${compiled.message}`);
  return compiled.value;
}
