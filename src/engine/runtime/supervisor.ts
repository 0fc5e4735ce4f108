import type { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineHealth } from '../engine.js';
import { defaultOwner, DEFAULTS, type EmbeddedEngineOptions, type EngineLog, silent } from './engine-options.js';
import { Housekeeping } from './housekeeping.js';
import type { Lease } from './jobs/job-queues.js';
import { type Claim, claim } from './ownership/claim.js';
import { refusal } from './refuse-command.js';
import type { GraphCache } from './state/graph-cache.js';
import { Memory } from './state/memory.js';
import type { Batch } from './writer/build-batch.js';
import type { CommandQueue } from './writer/pending.js';
import { committedPositions } from './writer/statements/commands.store.js';
import { type Counters, requeue, Writer } from './writer/writer.js';

/** How long commands wait for the engine to come back before they are refused as unavailable. */
const PATIENCE = 5_000;
/** Longest pause before the engine begins again when nothing could be written; a first failure is no reason for one. */
const LONGEST_PAUSE = 2_000;
/** While nothing can be written, commands are let through this often, to find out whether it is over. */
const PROBE_EVERY = 1_000;

export interface SupervisorEvents {
  /** The engine runs on this memory from now on. */
  attached(memory: Memory): void;
  detached(): void;
  /** Another process owns the engine; this one waits for its turn. */
  following(): void;
  /** Another process has stored commands. */
  outboxFilled(): void;
  committed(batch: Batch, lastPosition: number, memory: Memory): void;
}

interface Undecided {
  epoch: number;
  batches: { firstPosition: number; batch: Batch }[];
}

/**
 * Keeps the engine running: owns it, reads memory, lets a writer work, and begins again from the database whenever that
 * ends. Between two rounds it finds out which batches of the last one were committed: those are answered, the others run anew.
 */
export class Supervisor {
  readonly counters: Counters = { batches: 0, statements: 0, commands: 0, records: 0 };
  private readonly stopping = new AbortController();
  private readonly leases = new Map<number, Lease>();
  private readonly log: EngineLog;
  private writer: Writer | undefined;
  private undecided: Undecided | undefined;
  private single = 0;
  private state: EngineHealth = { ready: false, owner: false, detail: 'The engine is starting.' };
  private waitingSince: number | undefined;
  /** Rounds that ended in an error since something was written. */
  private failures = 0;
  private failedAt = 0;
  private running: Promise<void> | undefined;
  private settled: () => void = () => undefined;
  private stopped = false;

  constructor(
    private readonly pool: Pool,
    private readonly graphs: GraphCache,
    private readonly queue: CommandQueue,
    private readonly options: EmbeddedEngineOptions,
    private readonly events: SupervisorEvents,
  ) {
    this.log = options.log ?? silent;
  }

  /** Resolves when the engine runs, or when it is clear that another process owns it. */
  start(): Promise<void> {
    const known = new Promise<void>((resolve) => (this.settled = resolve));
    this.running = this.supervise();
    return known;
  }

  /** Works off what is queued, then lets go of the engine. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.writer?.stop();
    if (!this.writer) this.stopping.abort();
    await this.running;
    // The database may be gone: then nobody knows, and the caller is told just that.
    await this.decide('refuse').catch(() => undefined);
    for (const { batch } of this.undecided?.batches ?? []) {
      const outcome = refusal(
        'DEADLINE_EXCEEDED',
        'The engine was stopped before it knew whether the command was executed.',
      );
      for (const { pending } of batch.executed) pending.resolve(outcome);
    }
    this.giveUp('The engine was stopped.');
  }

  health(): EngineHealth {
    return this.state;
  }

  /** Whether another process owns the engine. */
  get isFollowing(): boolean {
    return this.state.ready && !this.state.owner;
  }

  /** New commands are refused at once when they would wait too long. */
  isAvailable(): boolean {
    if (this.stopped) return false;
    return !this.isOutOfPatience() || (this.writer !== undefined && Date.now() - this.failedAt > PROBE_EVERY);
  }

  private async supervise(): Promise<void> {
    while (!this.stopped) {
      await this.pause();
      const claimed = await claim({
        url: this.options.url,
        owner: this.options.owner ?? defaultOwner(),
        signal: this.stopping.signal,
        waiting: (reason, others) => (others ? this.follow(reason) : this.wait(reason)),
      });
      if (!claimed) break;
      try {
        await this.round(claimed);
      } catch (error) {
        this.log.error('The engine could not be read from the database', error);
        this.wait(`The engine could not be read from the database: ${String(error)}`);
        await sleep(500);
      } finally {
        this.writer = undefined;
        this.events.detached();
        await claimed.client.end().catch(() => undefined);
      }
    }
    this.state = { ready: false, owner: false, detail: 'The engine is stopped.' };
    this.settled();
  }

  private async round(claimed: Claim): Promise<void> {
    await this.decide('run again');
    if (this.isOutOfPatience()) this.giveUp(this.state.detail);
    const memory = await Memory.load(this.pool, this.graphs, this.leases, {
      trees: {
        count: this.options.maxTrees ?? DEFAULTS.maxTrees,
        weight: this.options.maxTreeWeight ?? DEFAULTS.maxTreeWeight,
      },
      ...(this.options.settings ? { settings: this.options.settings } : {}),
    });
    memory.state.nextKey = claimed.nextKey;
    const writer = this.newWriter(claimed, memory);
    this.writer = writer;
    if (this.stopped) writer.stop();
    const lost = () => writer.fail(new Error('The connection of the engine to its database ended'));
    claimed.client.once('end', lost);
    claimed.client.on('notification', () => this.events.outboxFilled());
    const housekeeping = new Housekeeping(this.pool, claimed, this.options.logRetention, this.log);
    // One failure may be an accident; after more of them the engine is well when it has written, or had no reason to fail.
    if (this.failures < 2) this.recovered();
    const calm = setTimeout(() => this.recovered(), LONGEST_PAUSE).unref();
    this.events.attached(memory);
    this.settled();
    const end = await writer.run(this.single);
    clearTimeout(calm);
    claimed.client.off('end', lost);
    housekeeping.stop();
    this.single = 0;
    if (end.kind === 'stopped') return;
    this.log.error('The engine begins again from its database', end.error);
    this.failures += 1;
    this.failedAt = Date.now();
    this.waitingSince ??= this.failedAt;
    const reason = end.error instanceof Error ? end.error.message : String(end.error);
    this.state = { ready: false, owner: true, detail: `The engine recovers from an error: ${reason}` };
    this.undecided = { epoch: claimed.epoch, batches: end.unknown };
    this.single = end.single;
  }

  private newWriter(claimed: Claim, memory: Memory): Writer {
    const { maxBatch = DEFAULTS.maxBatch, inFlight = DEFAULTS.inFlight, clock } = this.options;
    return new Writer(
      {
        pool: this.pool,
        claim: claimed,
        memory,
        graphs: this.graphs,
        queue: this.queue,
        clock,
        counters: this.counters,
      },
      { maxBatch, inFlight },
      {
        committed: (batch, lastPosition) => {
          this.failures = 0;
          if (this.waitingSince !== undefined) this.recovered();
          this.events.committed(batch, lastPosition, memory);
        },
        stepFailed: ({ command }, error) => this.log.error(`Command ${command.type} could not be processed`, error),
      },
    );
  }

  /** The engine runs, and what it writes arrives. */
  private recovered(): void {
    this.waitingSince = undefined;
    this.state = { ready: true, owner: true, detail: 'The engine is running.' };
  }

  private isOutOfPatience(): boolean {
    return this.waitingSince !== undefined && Date.now() - this.waitingSince >= PATIENCE;
  }

  /** A database that is in trouble must not be asked without a pause. */
  private async pause(): Promise<void> {
    if (this.failures < 2) return;
    const milliseconds = Math.min(LONGEST_PAUSE, 50 * 2 ** this.failures);
    await sleep(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Another process owns the engine: what is queued here goes to that one. */
  private follow(detail: string): void {
    if (!this.isFollowing) this.log.info(detail);
    this.state = { ready: true, owner: false, detail };
    this.waitingSince = undefined;
    this.events.following();
    this.settled();
    void this.decide('refuse').catch(() => undefined);
    this.giveUp(detail);
  }

  private wait(detail: string): void {
    this.state = { ready: false, owner: false, detail };
    this.waitingSince ??= Date.now();
    if (!this.isOutOfPatience()) return;
    this.settled();
    void this.decide('refuse').catch(() => undefined);
    this.giveUp(detail);
  }

  /**
   * What became of batches whose connection broke before they answered. Asked only when the session that sent them is over
   * (the engine's lock was taken since), so the answer is final.
   */
  private async decide(others: 'run again' | 'refuse'): Promise<void> {
    const { undecided } = this;
    if (!undecided || undecided.batches.length === 0) return;
    const positions = undecided.batches.map(({ firstPosition }) => firstPosition);
    const committed = await committedPositions(this.pool, undecided.epoch, positions);
    if (this.undecided !== undecided) return;
    this.undecided = undefined;
    const open = undecided.batches.filter(({ firstPosition, batch }) => {
      if (batch.encoder.count === 0 || !committed.has(firstPosition)) return true;
      for (const { pending, outcome } of batch.executed) pending.resolve(outcome);
      return false;
    });
    const executed = open.flatMap(({ batch }) => batch.executed);
    if (others === 'run again') requeue(this.queue, executed);
    else for (const { pending } of executed) pending.resolve(refusal('UNAVAILABLE', this.state.detail));
  }

  private giveUp(detail: string): void {
    for (const { resolve } of this.queue.take(this.queue.length)) resolve(refusal('UNAVAILABLE', detail));
  }
}
