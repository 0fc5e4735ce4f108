/**
 * What the step function is asked to do: the commands of the port with numeric keys, and what the shell adds by itself when
 * time passes. Deployments arrive compiled, because compiling is asynchronous and the step is not.
 */
import type { EngineCommand, Outcome, Variables } from '../engine.js';
import type { CompiledDecisionGraph } from '../feel/feel.js';
import type { ExecutableProcess } from '../model/index.js';
import type { EngineEvent } from './records.js';

/** Commands of the port, except that a deployment is replaced by its prepared form, and that nobody waits for a result. */
export type CoreCommand =
  | Exclude<EngineCommand, { type: 'deployResources' | 'createProcessInstanceWithResult' }>
  | { type: 'deployPrepared'; tenantId: string; resources: readonly PreparedResource[] }
  | { type: 'triggerTimer'; timerKey: number }
  | { type: 'deliverSignal'; signalKey: number }
  | { type: 'recurJob'; jobKey: number }
  | { type: 'timeOutJob'; jobKey: number; worker: string; deadline: number }
  | { type: 'expireMessage'; messageKey: number };

/** A resource read and compiled; the checksum is that of its content. */
export type PreparedResource =
  | { kind: 'bpmn'; name: string; content: string; checksum: string; processes: readonly ExecutableProcess[] }
  | {
      kind: 'dmn';
      name: string;
      content: string;
      checksum: string;
      /** Checksums of the models it was compiled with, in the order in which they were found. */
      imports: readonly string[];
      graph: CompiledDecisionGraph;
    }
  | { kind: 'form'; name: string; content: string; checksum: string; formId: string; versionTag: string };

export interface StepResult {
  /** In the order in which they happened; already applied to the state. Empty when the command was refused. */
  events: EngineEvent[];
  /** What the command's sender is answered (`EngineResponses` of the command's type; null for the shell's own commands). */
  outcome: Outcome<unknown>;
}

/** What a job worker is shown of a job: every variable visible at its element, or the named ones. */
export type JobVariables = (jobKey: number, names: readonly string[] | undefined) => Variables | undefined;
