import pg from 'pg';
import type {
  ActivatedJob,
  ActivateJobs,
  Engine,
  EngineCommand,
  EngineHealth,
  EngineRecord,
  EngineResponses,
  ExecuteOptions,
  Outcome,
} from '../engine.js';
import { findRoots } from './state/find-root.store.js';
import { keyNumber } from './state/keys.js';
import { type CoreCommand, prepareDeployment } from '../core/index.js';
import { DEFAULTS, type EmbeddedEngineOptions, silent } from './engine-options.js';
import type { EngineSearch } from '../search/engine-search.js';
import { ReadModelSearch } from '../search/read-model-search.js';
import { LoadMeter } from './load-meter.js';
import { JobDesk } from './jobs/job-desk.js';
import { LogReader } from './log/log-reader.js';
import { Outbox } from './outbox/outbox.js';
import type { OutboxRow } from './outbox/outbox.store.js';
import {
  asCommand,
  type StoredCommand,
  refusal,
  type LoadBounds,
  refuseCommand,
  refuseForLoad,
} from './refuse-command.js';
import { ResultDesk } from './results/result-desk.js';
import { Follower } from './follower/follower.js';
import { findDeployedModel } from './state/deployed-models.js';
import { GraphCache } from './state/graph-cache.js';
import type { Memory } from './state/memory.js';
import { Supervisor } from './supervisor.js';
import { Timekeeper } from './time/timekeeper.js';
import type { Batch } from './writer/build-batch.js';
import { CommandQueue, type Pending } from './writer/pending.js';
import type { Counters } from './writer/writer.js';

/** The engine on PostgreSQL: durable, one owner per database, everything it answers is committed. */
export class EmbeddedEngine implements Engine {
  readonly search: EngineSearch;
  private readonly pool: pg.Pool;
  private readonly queue = new CommandQueue();
  private readonly meter = new LoadMeter();
  private readonly bounds: LoadBounds;
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<(position: number) => void>();
  /** Commands with an id that are on their way: a second one with the same id gets the same answer. */
  private readonly underWay = new Map<string, Promise<Outcome<unknown>>>();
  private readonly supervisor: Supervisor;
  private readonly desk: JobDesk;
  private readonly timekeeper: Timekeeper;
  private readonly outbox: Outbox;
  private readonly reader: LogReader;
  private readonly follower: Follower;
  private readonly results: ResultDesk;
  private readonly forgetClock: () => void;

  constructor(private readonly options: EmbeddedEngineOptions) {
    const log = options.log ?? silent;
    this.pool = new pg.Pool({ connectionString: options.url, max: 4, application_name: 'dsc-engine-reads' });
    this.pool.on('error', (error) => {
      // At the end the database may go first.
      if (!this.stopping.signal.aborted) log.error('A connection of the engine was lost', error);
    });
    this.search = new ReadModelSearch(this.pool);
    this.bounds = { ...DEFAULTS, ...options };
    const graphs = new GraphCache(this.pool);
    this.desk = new JobDesk(options.clock);
    this.reader = new LogReader(this.pool, graphs);
    this.timekeeper = new Timekeeper(options.clock, (command) => this.issue(command));
    this.outbox = new Outbox(
      this.pool,
      (row) => this.submit(row),
      (error) => log.error('The outbox could not be read and is tried again', error),
    );
    this.follower = new Follower(
      this.pool,
      (position) => this.tell(position),
      (error) => log.error('The engine of another process could not be followed for a moment', error),
    );
    this.results = new ResultDesk(this.pool, (error) =>
      log.error('Results of process instances could not be read and are asked for again', error),
    );
    this.supervisor = new Supervisor(this.pool, graphs, this.queue, options, {
      attached: (memory) => this.attached(memory),
      detached: () => this.detached(),
      following: () => this.following(),
      outboxFilled: () => this.outbox.wake(),
      committed: (batch, lastPosition, memory) => this.committed(batch, lastPosition, memory),
    });
    this.forgetClock = options.clock.onAdvance?.(() => this.timekeeper.check()) ?? (() => undefined);
  }

  /** Resolves when the engine runs, or when another process owns it and this one waits. */
  start(): Promise<void> {
    return this.supervisor.start();
  }

  /** Takes no more commands, works off those queued, lets go of the engine. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.forgetClock();
    await this.outbox.stop();
    await this.supervisor.stop();
    this.follower.end();
    this.results.end();
    await this.pool.end();
  }

  async execute<C extends EngineCommand>(
    command: C,
    options: ExecuteOptions = {},
  ): Promise<Outcome<EngineResponses[C['type']]>> {
    const outcome =
      command.type === 'createProcessInstanceWithResult'
        ? await this.results.answer(command, (creation) => this.execute(creation, options))
        : await this.accept(command, options);
    return outcome as Outcome<EngineResponses[C['type']]>;
  }

  activateJobs(request: ActivateJobs): Promise<ActivatedJob[]> {
    return this.desk.activate(request, this.stopping.signal);
  }

  returnJobs(jobs: readonly Pick<ActivatedJob, 'key' | 'worker' | 'deadline'>[]): void {
    this.desk.giveBack(jobs);
  }

  readRecords(afterPosition: number, limit: number): Promise<EngineRecord[]> {
    return this.reader.read(afterPosition, limit);
  }

  onCommitted(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  wakeOutbox(): void {
    this.outbox.wake();
    this.follower.wakeOwner();
  }

  health(): EngineHealth {
    return this.supervisor.health();
  }

  /** Batches, statements, commands and records since the start. */
  get counters(): Readonly<Counters> {
    return this.supervisor.counters;
  }

  private async accept(command: StoredCommand, options: ExecuteOptions): Promise<Outcome<unknown>> {
    const { commandId, only } = options;
    const unfit = refuseCommand(command, options);
    if (unfit) return unfit;
    if (!this.supervisor.isFollowing) {
      const outcome = await this.acceptHere(command, {
        ...(commandId === undefined ? {} : { commandId }),
        ...(only ? { only } : {}),
      });
      // Refused because another process has taken the engine over meanwhile: nothing of it has happened here.
      if (outcome.ok || outcome.rejection.code !== 'UNAVAILABLE' || !this.supervisor.isFollowing) return outcome;
    }
    // The queue of commands knows one tenant at most.
    if (only) return refusal('UNAVAILABLE', this.health().detail);
    return this.follower.execute(command, commandId);
  }

  private async acceptHere(
    command: StoredCommand,
    given: Pick<Pending, 'commandId' | 'only'>,
  ): Promise<Outcome<unknown>> {
    if (!this.supervisor.isAvailable()) return refusal('UNAVAILABLE', this.health().detail);
    const refused = this.refuseForLoad(command);
    if (refused) return refused;
    return this.once(given.commandId, () => this.enqueue(command, given));
  }

  private refuseForLoad({ type }: EngineCommand): Outcome<never> | undefined {
    const queued = this.queue.length;
    const load = { queued, expectedWait: this.meter.expectedWait(queued) };
    return refuseForLoad(type, load, this.bounds);
  }

  private once(commandId: string | undefined, run: () => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
    if (commandId === undefined) return run();
    const known = this.underWay.get(commandId);
    if (known) return known;
    const outcome = run().finally(() => this.underWay.delete(commandId));
    this.underWay.set(commandId, outcome);
    return outcome;
  }

  private async enqueue(
    command: StoredCommand,
    given: Pick<Pending, 'commandId' | 'outboxId' | 'only' | 'decided'>,
  ): Promise<Outcome<unknown>> {
    if (command.type === 'deleteResource') {
      // Looked up beside the writer: a version may have a million instances behind it.
      const key = keyNumber(command.resourceKey);
      const root = (await findRoots(this.pool, 'instanceOf', [key])).get(key) ?? 0;
      return this.queued(command, { ...given, root, internal: false });
    }
    if (command.type !== 'deployResources') return this.queued(command, { ...given, internal: false });
    const { tenantId, resources } = command;
    const prepared = await prepareDeployment(resources, (namespace) =>
      findDeployedModel(this.pool, tenantId, namespace),
    );
    if (prepared.ok) {
      for (const warning of prepared.warnings) this.options.log?.info(`Deployed with a warning: ${warning}`);
      return this.queued(
        { type: 'deployPrepared', tenantId, resources: prepared.value },
        { ...given, internal: false },
      );
    }
    // Refused, but recorded and answered like any other command.
    const decided = { kind: 'refused', outcome: prepared } as const;
    return this.queued({ type: 'deployPrepared', tenantId, resources: [] }, { ...given, internal: false, decided });
  }

  private queued(
    command: CoreCommand,
    given: Omit<Pending, 'command' | 'resolve' | 'attempts'>,
  ): Promise<Outcome<unknown>> {
    return new Promise((resolve) => this.queue.push({ command, attempts: 0, resolve, ...given }));
  }

  private async issue(command: CoreCommand): Promise<boolean> {
    const outcome = await this.queued(command, { internal: true });
    return outcome.ok || outcome.rejection.code !== 'PROCESSING_ERROR';
  }

  private async submit(row: OutboxRow): Promise<{ done: Promise<boolean> }> {
    const command = asCommand(row.command);
    const commandId = row.commandId ?? row.id;
    const given = {
      commandId,
      outboxId: row.id,
      ...(row.tenantId === null ? {} : { only: { tenants: [row.tenantId] } }),
    };
    const unknown = refusal('INVALID_ARGUMENT', 'Expected a command of a known type');
    const run = () =>
      command
        ? this.enqueue(command, { ...given, ...decidedBy(refuseCommand(command, {})) })
        : this.enqueue(
            { type: 'publishMessage', ...NO_MESSAGE, tenantId: row.tenantId ?? '' },
            { ...given, ...decidedBy(unknown) },
          );
    const outcome = this.once(commandId, run);
    return { done: outcome.then((answer) => answer.ok || answer.rejection.code !== 'PROCESSING_ERROR') };
  }

  private attached(memory: Memory): void {
    this.desk.attach(memory);
    this.timekeeper.attach(memory);
    this.follower.stop();
    this.outbox.start();
  }

  private detached(): void {
    this.desk.detach();
    this.timekeeper.detach();
  }

  private following(): void {
    void this.outbox.stop();
    this.follower.start();
  }

  private committed({ changes, executed }: Batch, lastPosition: number, memory: Memory): void {
    this.meter.committed(executed.length, this.queue.length);
    for (const key of changes.offers) {
      // A batch behind this one may have taken the job away already.
      if (memory.state.jobs.get(key)?.state !== 'ACTIVATABLE') continue;
      const type = memory.jobs.offer(key);
      if (type !== undefined) this.desk.wake(type);
    }
    this.timekeeper.noticed();
    this.tell(lastPosition);
  }

  private tell(position: number): void {
    this.results.look();
    for (const listener of this.listeners) listener(position);
  }
}

const NO_MESSAGE = { name: '', correlationKey: '', timeToLive: 0, variables: {} };

const decidedBy = (outcome: Outcome<never> | undefined) =>
  outcome === undefined ? {} : { decided: { kind: 'refused', outcome } as const };
