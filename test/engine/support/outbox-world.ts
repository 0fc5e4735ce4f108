import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { testPool } from '../../support/test-pool.js';
import type { EngineCommand, Outcome } from '../../../src/engine/engine.js';
import { Deliverer } from '../../../src/engine/zeebe/outbox/deliver.js';
import { Dispatcher } from '../../../src/engine/zeebe/outbox/dispatcher.js';
import { ScriptedCluster } from './scripted-cluster.js';

export const TENANT = '9990';

export const create = (bpmnProcessId: string): EngineCommand => ({
  type: 'createProcessInstance',
  tenantId: TENANT,
  bpmnProcessId,
  variables: { dsc: 'forged', x: 1 },
});

/** A database with an outbox, two processes that work on it, and a cluster as a script. */
export class OutboxWorld {
  readonly errors: string[] = [];
  cluster = new ScriptedCluster();
  dispatchers: Dispatcher[] = [];
  /** Whether the records tell everything that was sent by now. */
  isPast: boolean | (() => Promise<boolean>) = true;

  private constructor(
    private readonly database: TestDatabase,
    readonly pool: pg.Pool,
    /** As superuser, past row-level security. */
    readonly all: pg.Pool,
  ) {}

  static async open(): Promise<OutboxWorld> {
    const database = await createTestDatabase();
    return new OutboxWorld(database, testPool(database.engineUrl, 8), testPool(database.administratorUrl, 1));
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.all.end();
    await this.database.drop();
  }

  /** An empty outbox; {@link start} begins to work on it. */
  async beginAnew(): Promise<void> {
    await this.all.query('truncate engine.command_outbox, engine.zeebe_effect cascade');
    this.cluster = new ScriptedCluster();
    this.isPast = true;
    this.errors.splice(0);
    this.dispatchers = [this.newDispatcher(), this.newDispatcher()];
  }

  start(): void {
    for (const dispatcher of this.dispatchers) dispatcher.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.dispatchers.map((dispatcher) => dispatcher.stop()));
  }

  async store(command: EngineCommand, tenantId: string | null = null): Promise<string> {
    const id = randomUUID();
    await this.all.query(
      `insert into engine.command_outbox (id, tenant_id, command, created_at) values ($1, $2, $3, 1)`,
      [id, tenantId, JSON.stringify(command)],
    );
    return id;
  }

  async outcomeOf(id: string, milliseconds = 10_000): Promise<Outcome<unknown> | undefined> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const { rows } = await this.all.query(`select outcome from engine.command_outbox where id = $1`, [id]);
      if (rows[0]?.outcome || Date.now() > end) return rows[0]?.outcome ?? undefined;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async insertTask(key: string, state = 'CREATED'): Promise<void> {
    await this.all.query(
      `insert into engine.user_task (key, tenant_id, element_id, element_instance_key, process_instance_key, process_definition_key,
         bpmn_process_id, candidate_groups, candidate_users, priority, custom_headers, state, created_at)
       values ($1, $2, 'a', 1, 1, 1, 'p', '{}', '{}', 50, '{}', $3, 1) on conflict (key) do update set state = excluded.state, assignee = null`,
      [key, TENANT, state],
    );
  }

  async task(key: string): Promise<unknown> {
    return (await this.all.query(`select state, assignee from engine.user_task where key = $1`, [key])).rows[0];
  }

  private newDispatcher(): Dispatcher {
    const fence = {
      isPast: () => (typeof this.isPast === 'function' ? this.isPast() : Promise.resolve(this.isPast)),
    };
    const deliverer = new Deliverer(this.pool, this.cluster, fence, () =>
      Promise.reject(new Error('no deployment here')),
    );
    const log = {
      info: () => undefined,
      error: (text: string, error: unknown) => void this.errors.push(text, String(error)),
    };
    return new Dispatcher(
      this.pool,
      deliverer,
      () => 5,
      () => undefined,
      log,
    );
  }
}
