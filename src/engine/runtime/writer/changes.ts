import type { Decision, DecisionRequirements, Definition, Form } from '../../core/state/definition.js';
import type { IncidentRecord, ProcessInstanceRecord, UserTaskRecord, VariableRecord } from '../../core/records.js';
import type { Tree } from '../state/trees.js';

/** One element instance as the read model shows it at the end of a batch. */
export interface ElementChange {
  record: ProcessInstanceRecord;
  /** It began in this batch: there is no row yet. */
  isNew: boolean;
  startedAt: number;
  endedAt: number | null;
}

export interface ProcessChange extends ElementChange {
  rootKey: number;
}

export type DeployedTable = 'process_definition' | 'decision_requirements' | 'decision' | 'form';

/** What one batch changes, gathered from its events: each row once, however often it changed on the way. */
export class Changes {
  readonly trees = new Set<Tree>();
  /** Running instances whose stored state is out of date. */
  readonly instances = new Set<number>();
  /** Ended instances with their roots. */
  readonly ended = new Map<number, number>();
  readonly processes = new Map<number, ProcessChange>();
  readonly elements = new Map<number, ElementChange>();
  readonly variables = new Map<string, VariableRecord>();
  /** Keys of variables that began in this batch: there are no rows yet. */
  readonly createdVariables = new Set<number>();
  readonly tasks = new Map<number, { record: UserTaskRecord; endedAt: number | null }>();
  readonly incidents = new Map<number, { record: IncidentRecord; at: number }>();
  /** Of these the state at the end of the batch counts: what is not there any more is deleted. */
  readonly jobs = new Set<number>();
  readonly timers = new Set<number>();
  readonly messages = new Set<number>();
  readonly subscriptions = new Set<number>();
  readonly starts = new Set<number>();
  readonly signals = new Set<number>();
  readonly signalSubscriptions = new Set<number>();
  readonly locks = new Set<number>();
  readonly definitions: Definition[] = [];
  readonly requirements: DecisionRequirements[] = [];
  readonly decisions: Decision[] = [];
  readonly forms: Form[] = [];
  /** Deployed things that nothing new refers to any more; their rows stay for the history. */
  readonly deleted: { table: DeployedTable; key: number }[] = [];
  readonly tags: { processInstanceKey: number; tag: string; tenantId: string }[] = [];
  readonly resources = new Map<string, string>();
  /** Jobs that may be handed out once the batch is committed. */
  readonly offers = new Set<number>();

  constructor(
    /** Time of the batch, epoch milliseconds. */
    readonly at: number,
  ) {}

  /**
   * The statements are made: what they were made of is let go, or it would live until the commit and be copied by every
   * garbage collection on the way. What is left are the trees and the jobs to offer.
   */
  release(): void {
    const { instances, ended, processes, elements, variables, tasks, incidents, resources } = this;
    const { createdVariables, jobs, timers, messages, subscriptions, starts, locks, signals, signalSubscriptions } =
      this;
    for (const gathered of [instances, ended, processes, elements, variables, tasks, incidents, resources])
      gathered.clear();
    for (const keys of [createdVariables, jobs, timers, messages, subscriptions, starts, locks]) keys.clear();
    for (const keys of [signals, signalSubscriptions]) keys.clear();
  }
}
