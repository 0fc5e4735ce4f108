import { randomUUID } from 'node:crypto';
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
import { type EngineLog, silent } from '../runtime/engine-options.js';
import { refusal, refuseCommand, type StoredCommand } from '../runtime/refuse-command.js';
import { ResultDesk } from '../runtime/results/result-desk.js';
import type { EngineSearch } from '../search/engine-search.js';
import { ReadModelSearch } from '../search/read-model-search.js';
import { ZeebeClient } from './client/zeebe-client.js';
import { ClusterWatch } from './cluster-watch.js';
import { Deployer } from './deployment/deployer.js';
import { ClusterHousekeeping } from './housekeeping.js';
import { ClusterJobs } from './jobs.js';
import { Deliverer } from './outbox/deliver.js';
import { Dispatcher } from './outbox/dispatcher.js';
import { Fence } from './outbox/fence.js';
import { CommitWatch } from './records/commit-watch.js';
import { Ingest } from './records/ingest.js';
import { ExportedLogReader } from './records/log-reader.js';
import { RecordsServer } from './records/records-server.js';
import { DEFAULTS, type ZeebeEngineOptions } from './zeebe-options.js';

const POOL = 16;

/**
 * The engine on a Zeebe cluster: commands leave through the outbox, records come in through an endpoint of ours and fill
 * the same log and the same read models as those of the embedded engine. Any number of processes share the work.
 */
export class ZeebeEngine implements Engine {
  readonly search: EngineSearch;
  private readonly pool: pg.Pool;
  private readonly client: ZeebeClient;
  private readonly stopping = new AbortController();
  private readonly deployer: Deployer;
  private readonly dispatcher: Dispatcher;
  private readonly jobs: ClusterJobs;
  private readonly commits: CommitWatch;
  private readonly records: RecordsServer;
  private readonly reader: ExportedLogReader;
  private readonly results: ResultDesk;
  private readonly watch: ClusterWatch;
  private readonly housekeeping: ClusterHousekeeping;
  private readonly log: EngineLog;
  /** Port of the records endpoint; 0 before the start. */
  recordsPort = 0;

  constructor(options: ZeebeEngineOptions) {
    const { settleMs, deployPatienceMs } = { ...DEFAULTS, ...options };
    this.log = options.log ?? silent;
    const report = (error: unknown) => this.log.error('The cluster or the database did not answer for a moment', error);
    this.pool = new pg.Pool({ connectionString: options.url, max: POOL, application_name: 'dsc-zeebe' });
    this.pool.on('error', (error) => {
      // At the end the database may go first.
      if (!this.stopping.signal.aborted) this.log.error('A connection of the engine was lost', error);
    });
    this.client = new ZeebeClient(options.connection);
    this.search = new ReadModelSearch(this.pool);
    this.reader = new ExportedLogReader(this.pool);
    this.commits = new CommitWatch(this.pool, report);
    this.results = new ResultDesk(this.pool, report);
    this.deployer = new Deployer(this.pool, this.client, deployPatienceMs, this.stopping.signal);
    const fence = new Fence(this.pool, this.client, settleMs, report);
    this.watch = new ClusterWatch(this.pool, this.client, options.connection.address, () => {
      fence.probe().catch(report);
    });
    const deliverer = new Deliverer(this.pool, this.client, fence, (command) => this.deployer.deploy(command));
    this.dispatcher = new Dispatcher(this.pool, deliverer, Date.now, () => this.answered(), this.log);
    this.jobs = new ClusterJobs(this.pool, this.client, this.stopping.signal);
    this.housekeeping = new ClusterHousekeeping(this.pool, options.logRetention, this.log);
    const ingest = new Ingest(this.pool, (position) => this.came(position), this.log);
    this.records = new RecordsServer({ ...options.records, take: (records) => ingest.take(records), log: this.log });
  }

  /** Resolves when records may come in and commands are taken; the cluster itself need not be there yet. */
  async start(): Promise<void> {
    await this.housekeeping.start();
    this.commits.subscribe(() => this.results.look());
    this.recordsPort = await this.records.start();
    this.commits.start();
    this.watch.start();
    this.dispatcher.start();
  }

  /** Takes nothing more, answers what is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.dispatcher.stop();
    this.housekeeping.stop();
    await this.records.stop();
    await this.watch.stop();
    await this.commits.stop();
    this.results.end();
    await this.client.close();
    await this.pool.end();
  }

  async execute<C extends EngineCommand>(
    command: C,
    options: ExecuteOptions = {},
  ): Promise<Outcome<EngineResponses[C['type']]>> {
    const unfit = refuseCommand(command, options);
    if (unfit) return unfit;
    // Whoever asks from outside asks the cluster itself.
    if (options.only)
      return refusal('INVALID_ARGUMENT', 'Expected a command of this process; others go to the cluster');
    const outcome =
      command.type === 'createProcessInstanceWithResult'
        ? await this.results.answer(command, (creation) => this.execute(creation, options))
        : await this.accept(command, options.commandId);
    return outcome as Outcome<EngineResponses[C['type']]>;
  }

  activateJobs(request: ActivateJobs): Promise<ActivatedJob[]> {
    return this.jobs.activate(request);
  }

  returnJobs(jobs: readonly Pick<ActivatedJob, 'key' | 'worker' | 'deadline'>[]): void {
    this.jobs.giveBack(jobs);
  }

  readRecords(afterPosition: number, limit: number): Promise<EngineRecord[]> {
    return this.reader.read(afterPosition, limit);
  }

  onCommitted(listener: (position: number) => void): () => void {
    return this.commits.subscribe(listener);
  }

  wakeOutbox(): void {
    this.dispatcher.wake();
  }

  health(): EngineHealth {
    return this.watch.health();
  }

  private async accept(command: StoredCommand, commandId = randomUUID() as string): Promise<Outcome<unknown>> {
    // Both leave nothing to be found again: deployments are known by their contents, evaluations change nothing.
    if (command.type === 'deployResources') return this.deployer.deploy(command);
    if (command.type === 'evaluateDecision') return this.evaluate(command);
    return this.dispatcher.execute(command, commandId);
  }

  private async evaluate(command: StoredCommand): Promise<Outcome<unknown>> {
    const sent = await this.client.send(command);
    return sent.kind === 'answered' ? sent.outcome : refusal('UNAVAILABLE', sent.reason);
  }

  private answered(): void {
    this.watch.accepted();
    this.commits.tell();
  }

  private came(position: number): void {
    this.watch.recordsCame();
    this.commits.committed(position);
  }
}
