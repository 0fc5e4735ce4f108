import type pg from 'pg';
import { AdjustableClock } from '../../../src/config/clock.js';
import type {
  ActivatedJob,
  EngineCommand,
  EngineResponses,
  ExecuteOptions,
  Resource,
  Variables,
} from '../../../src/engine/engine.js';
import { EmbeddedEngine } from '../../../src/engine/runtime/embedded-engine.js';
import type { EmbeddedEngineOptions } from '../../../src/engine/runtime/engine-options.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { testPool } from '../../support/test-pool.js';

export const TENANT = '9990';

/** A database of its own and engines on it; one owns it at a time, as in production. */
export class EngineWorld {
  readonly clock = new AdjustableClock();
  readonly errors: string[] = [];
  private readonly engines = new Set<EmbeddedEngine>();
  private current: EmbeddedEngine | undefined;

  private constructor(
    readonly database: TestDatabase,
    /** As superuser, past row-level security. */
    readonly sql: pg.Pool,
  ) {}

  static async open(): Promise<EngineWorld> {
    const database = await createTestDatabase();
    const sql = testPool(database.administratorUrl, 2);
    return new EngineWorld(database, sql);
  }

  get engine(): EmbeddedEngine {
    if (!this.current) throw new Error('no engine was started');
    return this.current;
  }

  newEngine(options: Partial<EmbeddedEngineOptions> = {}): EmbeddedEngine {
    const log = {
      info: () => undefined,
      error: (message: string, error?: unknown) => void this.errors.push(`${message}: ${String(error)}`),
    };
    const engine = new EmbeddedEngine({ url: this.database.engineUrl, clock: this.clock, log, ...options });
    this.engines.add(engine);
    return engine;
  }

  async start(options: Partial<EmbeddedEngineOptions> = {}): Promise<EmbeddedEngine> {
    this.current = this.newEngine(options);
    await this.current.start();
    return this.current;
  }

  async restart(options: Partial<EmbeddedEngineOptions> = {}): Promise<EmbeddedEngine> {
    await this.stop(this.engine);
    return this.start(options);
  }

  async stop(engine: EmbeddedEngine): Promise<void> {
    this.engines.delete(engine);
    await engine.stop();
  }

  async close(): Promise<void> {
    await Promise.all([...this.engines].map((engine) => engine.stop()));
    await this.sql.end();
    await this.database.drop();
  }

  /** Executes a command that must be accepted. */
  async run<C extends EngineCommand>(command: C, options?: ExecuteOptions): Promise<EngineResponses[C['type']]> {
    const outcome = await this.engine.execute(command, options);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.rejection.code} ${outcome.rejection.reason}`);
    return outcome.value;
  }

  async deploy(...resources: Resource[]): Promise<void> {
    await this.run({ type: 'deployResources', tenantId: TENANT, resources });
  }

  async create(bpmnProcessId: string, variables: Variables = {}, options?: ExecuteOptions): Promise<string> {
    const answer = await this.run(
      { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables },
      options,
    );
    return answer.processInstanceKey;
  }

  async jobs(type: string, change: { count?: number; timeout?: number; wait?: number } = {}): Promise<ActivatedJob[]> {
    const { count = 10, timeout = 60_000, wait = 0 } = change;
    return this.engine.activateJobs({ type, worker: 'test', timeout, maxJobsToActivate: count, requestTimeout: wait });
  }

  async rows<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.sql.query<Row>(statement, values)).rows;
  }

  /** Waits until a condition on the database holds; the engine's clock decides nothing here. */
  async eventually(condition: () => Promise<boolean>, milliseconds = 10_000): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error('The condition did not come true in time.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async instanceState(processInstanceKey: string): Promise<string | undefined> {
    const rows = await this.rows<{ state: string }>(
      `select state from engine.process_instance where key = $1::bigint`,
      [processInstanceKey],
    );
    return rows[0]?.state;
  }
}
