import type { Memory } from '../state/memory.js';
import type { Batch } from './build-batch.js';
import type { Statement } from './statement.js';
import { advance, insertLog, insertOutcomes, updateOutbox } from './statements/commands.store.js';
import { writeDeployed } from './statements/deployed.store.js';
import {
  deleteInstanceStates,
  insertTags,
  upsertInstanceStates,
  upsertProcessInstances,
  writeElementInstances,
  writeVariables,
} from './statements/instances.store.js';
import { writeWaiting } from './statements/waiting.store.js';
import { upsertIncidents, upsertUserTasks, writeJobs } from './statements/work.store.js';

/** Where a batch stands in the order of all. */
export interface BatchNumber {
  epoch: number;
  /** Number of the batch before it. */
  after: number;
  firstPosition: number;
  lastPosition: number;
}

/** Everything a batch writes, between begin and commit; tables without changes cost nothing. */
export function batchStatements(memory: Memory, batch: Batch, number: BatchNumber, wallTime: number): Statement[] {
  const { changes, encoder, executed } = batch;
  const answered = executed.filter(
    ({ pending }) => pending.commandId !== undefined && pending.decided?.kind !== 'stored',
  );
  const fromOutbox = executed.filter(({ pending }) => pending.outboxId !== undefined);
  return [
    // First, because it is the fence: whoever does not own the engine any more writes nothing after it.
    advance(number.epoch, number.after, number.lastPosition, memory.state.nextKey),
    ...(encoder.count > 0
      ? [insertLog(number.firstPosition, number.lastPosition, number.epoch, changes.at, encoder.body())]
      : []),
    ...writeDeployed(changes),
    upsertInstanceStates(changes, memory),
    ...deleteInstanceStates(changes),
    upsertProcessInstances(changes),
    insertTags(changes),
    ...writeElementInstances(changes),
    ...writeVariables(changes, memory),
    ...writeJobs(changes, memory),
    upsertUserTasks(changes),
    upsertIncidents(changes),
    ...writeWaiting(changes, memory),
    ...(answered.length > 0
      ? [
          insertOutcomes(
            answered.map(({ pending, outcome }) => ({ id: pending.commandId ?? '', outcome })),
            wallTime,
          ),
        ]
      : []),
    ...(fromOutbox.length > 0
      ? [updateOutbox(fromOutbox.map(({ pending, outcome }) => ({ id: pending.outboxId ?? '', outcome })))]
      : []),
  ].filter((statement) => statement !== undefined);
}
