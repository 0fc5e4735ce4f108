import type pg from 'pg';
import { steadyPort } from '../../support/steady-port.js';
import type {
  EngineCommand,
  EngineResponses,
  ExecuteOptions,
  Resource,
  Variables,
} from '../../../src/engine/engine.js';
import { ZeebeEngine } from '../../../src/engine/zeebe/zeebe-engine.js';
import type { ZeebeEngineOptions } from '../../../src/engine/zeebe/zeebe-options.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { testPool } from '../../support/test-pool.js';
import { ZeebeBroker, type ZeebeBrokerOptions } from './zeebe-broker.js';

export const TENANT = '9990';
export const RECORDS_PASSWORD = 'secret-of-the-exporter';

/** How a broker's exporter reaches a records endpoint on this port. */
export const exporterOptions = (port: number): ZeebeBrokerOptions => ({
  exporterUrl: `http://127.0.0.1:${port}`,
  exporterArguments: { AUTHENTICATION_USERNAME: 'zeebe', AUTHENTICATION_PASSWORD: RECORDS_PASSWORD },
});

/** A real broker, a database of its own, and engines of the product between them. */
export class ClusterWorld {
  readonly errors: string[] = [];
  private readonly engines = new Set<ZeebeEngine>();

  private constructor(
    readonly broker: ZeebeBroker,
    readonly database: TestDatabase,
    /** As superuser, past row-level security. */
    readonly sql: pg.Pool,
    readonly recordsPort: number,
  ) {}

  /** @param template name of the database that this one begins with; absent: an empty one */
  static async open(options: ZeebeBrokerOptions = {}, template?: string): Promise<ClusterWorld> {
    const recordsPort = await steadyPort();
    const [broker, database] = await Promise.all([
      ZeebeBroker.start({ ...exporterOptions(recordsPort), ...options }),
      createTestDatabase(template),
    ]);
    return new ClusterWorld(broker, database, testPool(database.administratorUrl, 2), recordsPort);
  }

  /** The first one takes the records unless it is told otherwise. */
  async start(options: Partial<ZeebeEngineOptions> & { recordsPort?: number } = {}): Promise<ZeebeEngine> {
    const { recordsPort = this.recordsPort, ...others } = options;
    const engine = new ZeebeEngine({
      url: this.database.engineUrl,
      connection: { address: this.broker.address, restAddress: this.broker.restAddress, secure: false },
      records: { host: '127.0.0.1', port: recordsPort, password: RECORDS_PASSWORD },
      log: {
        info: () => undefined,
        error: (message, error) => void this.errors.push(`${message}: ${String(error)}`),
      },
      ...others,
    });
    this.engines.add(engine);
    await engine.start();
    return engine;
  }

  async stop(engine: ZeebeEngine): Promise<void> {
    this.engines.delete(engine);
    await engine.stop();
  }

  async close(): Promise<void> {
    await Promise.all([...this.engines].map((engine) => engine.stop()));
    await this.sql.end();
    await this.broker.stop();
    await this.database.drop();
  }

  async rows<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.sql.query<Row>(statement, values)).rows;
  }

  /** Waits until a query gives rows. */
  async eventually<Row extends pg.QueryResultRow>(
    statement: string,
    values: unknown[] = [],
    milliseconds = 20_000,
  ): Promise<Row[]> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const rows = await this.rows<Row>(statement, values);
      if (rows.length > 0) return rows;
      if (Date.now() > deadline) throw new Error(`Nothing came of: ${statement}\n${this.errors.slice(-5).join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Executes a command that must be accepted. */
export async function run<C extends EngineCommand>(
  engine: ZeebeEngine,
  command: C,
  options?: ExecuteOptions,
): Promise<EngineResponses[C['type']]> {
  const outcome = await engine.execute(command, options);
  if (!outcome.ok) throw new Error(`${command.type}: ${outcome.rejection.code} ${outcome.rejection.reason}`);
  return outcome.value;
}

export const deploy = (engine: ZeebeEngine, ...resources: Resource[]) =>
  run(engine, { type: 'deployResources', tenantId: TENANT, resources });

export const create = (engine: ZeebeEngine, bpmnProcessId: string, variables: Variables, options?: ExecuteOptions) =>
  run(engine, { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables }, options);
