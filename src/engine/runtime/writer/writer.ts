import type { Pool } from 'pg';
import type { Claim } from '../ownership/claim.js';
import type { GraphCache } from '../state/graph-cache.js';
import { forgetPreparation, type CommandQueue, type Pending } from './pending.js';
import type { Memory } from '../state/memory.js';
import { type Batch, buildBatch, type Executed, settleJobs } from './build-batch.js';
import { batchStatements, type BatchNumber } from './batch-statements.js';
import { prepare } from './prepare.js';
import { isFaultOfBatch, sendBatch } from './send-batch.js';

export interface WriterOptions {
  maxBatch: number;
  /** Batches on the wire at once; the second is built while the first is written to disk. */
  inFlight: number;
}

/** What a writer works on; belongs to one claim. */
export interface WriterWorld {
  pool: Pool;
  claim: Claim;
  memory: Memory;
  graphs: GraphCache;
  queue: CommandQueue;
  clock: { now(): number };
  counters: Counters;
}

/** What the engine has done since it started; tests bound statements and commits per command with it. */
export interface Counters {
  batches: number;
  statements: number;
  commands: number;
  records: number;
}

export interface WriterEvents {
  committed: (batch: Batch, lastPosition: number) => void;
  /** A step threw; the command will be answered with PROCESSING_ERROR. */
  stepFailed: (pending: Pending, error: unknown) => void;
}

interface Sent {
  batch: Batch;
  number: BatchNumber;
  done: Promise<void>;
  state: 'sent' | 'committed' | 'failed';
  error?: unknown;
}

export type WriterEnd =
  | { kind: 'stopped' }
  /** Memory is to be read anew. `unknown`: batches of which only the database knows whether they were committed. */
  | {
      kind: 'broken';
      error: unknown;
      unknown: { firstPosition: number; batch: Batch }[];
      /** Commands to be run one by one next, because one of them made the database refuse the batch. */
      single: number;
    };

/**
 * The single writer: takes what is queued, runs it on the state in memory, sends it as one transaction and answers after
 * the commit. No timer: a batch is what came while the ones before it were written. One writer lives for one claim and one
 * reading of memory; after any failure it ends, and its owner begins again from the database.
 */
export class Writer {
  private readonly sent: Sent[] = [];
  private broken: { error: unknown } | undefined;
  private stopping = false;
  private batchNumber: number;
  private position: number;
  /** Commands to run one by one, because one of them made the database refuse a whole batch. */
  private single = 0;

  constructor(
    private readonly world: WriterWorld,
    private readonly options: WriterOptions,
    private readonly events: WriterEvents,
  ) {
    this.batchNumber = world.claim.batch;
    this.position = world.claim.position;
  }

  /** Position of the last record that was sent. */
  get lastPosition(): number {
    return this.position;
  }

  /** Runs until it is stopped or something fails. */
  async run(single: number): Promise<WriterEnd> {
    this.single = single;
    while (!this.broken) {
      if (this.world.queue.length === 0) {
        if (this.stopping) break;
        await this.world.queue.filled();
        continue;
      }
      if (this.sent.length >= this.options.inFlight) {
        await this.sent[0]?.done;
        continue;
      }
      await this.next();
    }
    return this.finish();
  }

  /** Ends when the queue is empty. */
  stop(): void {
    this.stopping = true;
    this.world.queue.nudge();
  }

  /** Something outside noticed that the claim is over. */
  fail(error: unknown): void {
    this.broken ??= { error };
    this.world.queue.nudge();
  }

  private async next(): Promise<void> {
    const commands = this.world.queue.take(this.single > 0 ? 1 : this.options.maxBatch);
    try {
      await prepare(this.world.pool, this.world.memory, commands);
    } catch (error) {
      this.world.queue.putBack(commands);
      this.fail(error);
      return;
    }
    if (this.broken) {
      this.world.queue.putBack(commands);
      return;
    }
    const result = buildBatch(this.world.memory, this.world.graphs, commands, this.world.clock.now());
    if (result.kind === 'broken') {
      this.events.stepFailed(result.culprit, result.error);
      result.culprit.decided = { kind: 'refused', outcome: processingError(result.culprit) };
      this.world.queue.putBack(commands);
      this.fail(result.error);
      return;
    }
    this.world.queue.putBack(result.rest);
    this.single = Math.max(0, this.single - result.batch.executed.length);
    if (result.batch.executed.length > 0) this.send(result.batch);
  }

  private send(batch: Batch): void {
    const records = batch.encoder.count;
    const number: BatchNumber = {
      epoch: this.world.claim.epoch,
      after: this.batchNumber,
      firstPosition: this.position + 1,
      lastPosition: this.position + records,
    };
    this.batchNumber += 1;
    this.position += records;
    settleJobs(this.world.memory, batch.changes);
    const statements = batchStatements(this.world.memory, batch, number, Date.now());
    batch.changes.release();
    this.world.memory.trees.trim();
    this.world.counters.batches += 1;
    this.world.counters.statements += statements.length + 2;
    this.world.counters.commands += batch.executed.length;
    this.world.counters.records += records;
    const sent: Sent = { batch, number, state: 'sent', done: Promise.resolve() };
    this.sent.push(sent);
    sent.done = this.follow(sent, sendBatch(this.world.claim.client, statements));
  }

  private async follow(sent: Sent, sending: Promise<void>): Promise<void> {
    try {
      await sending;
      sent.state = 'committed';
      this.sent.splice(this.sent.indexOf(sent), 1);
      this.committed(sent);
    } catch (error) {
      sent.state = 'failed';
      sent.error = error;
      this.fail(error);
    }
  }

  private committed({ batch, number }: Sent): void {
    for (const tree of batch.changes.trees) this.world.memory.trees.unpin(tree);
    this.events.committed(batch, number.lastPosition);
    for (const { pending, outcome } of batch.executed) pending.resolve(outcome);
  }

  /** Waits for what is on the wire; what certainly did not happen goes back into the queue, in its old order. */
  private async finish(): Promise<WriterEnd> {
    await Promise.all(this.sent.map(({ done }) => done));
    if (!this.broken) return { kind: 'stopped' };
    const failed = this.sent.filter(({ state }) => state === 'failed');
    // Nothing of a batch that the database refused was kept, and then nothing of those behind it either.
    if (failed.length > 0 && isFaultOfBatch(failed[0]?.error)) {
      const executed = failed.flatMap(({ batch }) => batch.executed);
      const first = failed[0]?.batch.executed ?? [];
      requeue(
        this.world.queue,
        first.length === 1 ? executed.filter((one) => !first.includes(one) || isRefusedAgain(one)) : executed,
      );
      return { kind: 'broken', error: failed[0]?.error, unknown: [], single: first.length };
    }
    return {
      kind: 'broken',
      error: this.broken.error,
      unknown: failed.map(({ batch, number }) => ({ firstPosition: number.firstPosition, batch })),
      single: 0,
    };
  }
}

/** The only command of a refused batch is to be refused itself; when even that cannot be stored, it is answered without. */
function isRefusedAgain({ pending }: Executed): boolean {
  const outcome = processingError(pending);
  if (pending.decided?.kind === 'refused') {
    pending.resolve(outcome);
    return false;
  }
  pending.decided = { kind: 'refused', outcome };
  return true;
}

export function requeue(queue: CommandQueue, executed: readonly Executed[]): void {
  const pendings = executed.map(({ pending }) => pending);
  for (const pending of pendings) forgetPreparation(pending);
  queue.putBack(pendings);
}

const processingError = ({ command }: Pending) =>
  ({
    ok: false,
    rejection: {
      code: 'PROCESSING_ERROR',
      reason: `Expected to process command '${command.type}' without errors, but an unexpected error occurred. Check the log of the server for further details.`,
    },
  }) as const;
