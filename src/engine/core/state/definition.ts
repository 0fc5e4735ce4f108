import type { CompiledDecisionGraph } from '../../feel/feel.js';
import type { ExecutableProcess } from '../../model/index.js';

/** A deployed version of a process. The graph is compiled when the definition is first needed. */
export interface Definition {
  readonly key: number;
  readonly tenantId: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly resourceName: string;
  readonly checksum: string;
  readonly deploymentKey: number;
  /** Empty when there is none. */
  readonly versionTag: string;
  /** Null until somebody needs it. */
  process: ExecutableProcess | null;
}

export interface DecisionRequirements {
  readonly key: number;
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly resourceName: string;
  readonly checksum: string;
  readonly deploymentKey: number;
  /** Empty when there is none. */
  readonly versionTag: string;
  /** Checksums of the models that were compiled with it because it imports them, also by others. */
  readonly imports: readonly string[];
  graph: CompiledDecisionGraph | null;
}

export interface Decision {
  readonly key: number;
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly requirementsKey: number;
  readonly deploymentKey: number;
  /** Empty when there is none. */
  readonly versionTag: string;
}

export interface Form {
  readonly key: number;
  readonly tenantId: string;
  readonly id: string;
  readonly version: number;
  readonly resourceName: string;
  readonly checksum: string;
  readonly deploymentKey: number;
  /** Empty when there is none. */
  readonly versionTag: string;
}

/** Thrown when a step meets a definition whose graph is not there yet; the caller loads it and repeats the step. */
export class GraphMissing extends Error {
  constructor(
    readonly kind: 'process' | 'decision',
    readonly key: number,
  ) {
    super(`The graph of ${kind} ${key} is not loaded`);
  }
}

/** Thrown before the first event when instances that a message may reach are not in memory; the caller loads them. */
export class InstancesMissing extends Error {
  readonly kind = 'instances';

  constructor(readonly rootKeys: readonly number[]) {
    super(`The instance trees ${rootKeys.join(', ')} are not loaded`);
  }
}

export function processOf(definition: Definition): ExecutableProcess {
  if (definition.process === null) throw new GraphMissing('process', definition.key);
  return definition.process;
}
