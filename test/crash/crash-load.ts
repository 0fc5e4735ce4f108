import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { EngineCommand, Outcome } from '../../src/engine/engine.js';
import { bpmn, end, job, process as processOf, start, user } from '../../src/engine/core/testing/bpmn-text.js';
import { type KillableServer, LOST } from './killable-server.js';
import { Told } from './told.js';

/** Answers that mean: nothing has happened, come again. */
const LATER: ReadonlySet<string> = new Set(['UNAVAILABLE', 'RESOURCE_EXHAUSTED']);
const CLIENTS = 24;
const TENANT = '9990';
const MODEL = {
  name: 'kill.bpmn',
  content: bpmn(
    processOf(
      'kill',
      [start(), job('register'), user('decide'), job('letter'), end()],
      ['start -> register', 'register -> decide', 'decide -> letter', 'letter -> end'],
    ),
  ),
};

/**
 * Mixed load on a server that may die at any moment: clients that begin instances with and without an id, workers, clerks,
 * pages that store commands. Remembers what each was told.
 */
export class CrashLoad {
  readonly told = new Told();
  private loading = true;
  /** Ends every loop, whatever is still open: a run that fails has to end as well. */
  private over = false;
  private loops: Promise<void>[] = [];

  constructor(
    private readonly server: KillableServer,
    private readonly sql: pg.Pool,
  ) {}

  async start(): Promise<void> {
    await this.insist({ type: 'deployResources', tenantId: TENANT, resources: [MODEL] }, 'deployment');
    this.loops = [
      ...Array.from({ length: CLIENTS }, (_, index) => this.client(index)),
      ...['register', 'letter'].flatMap((type) => [this.worker(type), this.worker(type)]),
      this.clerk(),
      this.clerk(),
      this.storing(),
    ];
  }

  /** No new work; resolves when everything that was begun has come to its end, or after half a minute. */
  async settle(): Promise<void> {
    this.loading = false;
    const deadline = Date.now() + 30_000;
    while ((await this.anythingOpen()) && Date.now() < deadline) await sleep(50);
    this.over = true;
  }

  /** Call after the server was stopped. */
  async end(): Promise<void> {
    this.loading = false;
    this.over = true;
    await Promise.all(this.loops);
  }

  /** Sends a command with an id until it is answered. */
  private async insist(command: EngineCommand, commandId: string): Promise<Outcome<unknown>> {
    for (;;) {
      const outcome = await this.server.execute(command, { commandId });
      if (this.over) return { ok: false, rejection: { code: 'UNAVAILABLE', reason: 'The test is over.' } };
      if (outcome === LOST) continue;
      if (outcome.ok || !LATER.has(outcome.rejection.code)) return outcome;
      await sleep(50);
    }
  }

  private async client(index: number): Promise<void> {
    for (let round = 0; this.loading; round += 1) {
      const token = `${index}-${round}`;
      if (index % 3 === 0) await this.tryOnce(token);
      else {
        const outcome = await this.insist(create(token), `create-${token}`);
        const key = keyOf(outcome);
        if (key !== undefined) this.told.created.set(token, key);
        else this.wrong(`create ${token}`, outcome);
      }
      await sleep(Math.random() * 30);
    }
  }

  private async tryOnce(token: string): Promise<void> {
    const outcome = await this.server.execute(create(token));
    const key = outcome === LOST ? undefined : keyOf(outcome);
    if (key === undefined) this.told.unknown.add(token);
    else this.told.created.set(token, key);
  }

  private async worker(type: string): Promise<void> {
    while (this.loading || (await this.anythingOpen())) {
      const request = { type, worker: 'w', timeout: 2_000, maxJobsToActivate: 40, requestTimeout: 200 };
      const jobs = await this.server.activateJobs(request);
      if (jobs === LOST) continue;
      await Promise.all(
        jobs.map(async ({ key }) => {
          const complete: EngineCommand = { type: 'completeJob', jobKey: key, variables: { [type]: key } };
          const outcome = await this.insist(complete, `job-${key}`);
          if (outcome.ok) this.told.completedJobs.add(key);
          else this.wrong(`job ${key}`, outcome);
        }),
      );
    }
  }

  private async clerk(): Promise<void> {
    while (this.loading || (await this.anythingOpen())) {
      const rows = await this.look<{ key: string }>(
        `select key from engine.user_task where state = 'CREATED' order by random() limit 40`,
      );
      await Promise.all(
        rows.map(async ({ key }) => {
          const complete: EngineCommand = { type: 'completeUserTask', userTaskKey: key, variables: { decided: key } };
          const outcome = await this.insist(complete, `task-${key}`);
          if (outcome.ok) this.told.completedTasks.add(key);
          else this.wrong(`task ${key}`, outcome);
        }),
      );
      await sleep(20);
    }
  }

  private async storing(): Promise<void> {
    for (let round = 0; this.loading; round += 1) {
      const token = `outbox-${round}`;
      await this.look(
        `insert into engine.command_outbox (id, tenant_id, command, created_at) values ($1, $2, $3, 1)
         on conflict (id) do nothing`,
        [randomUUID(), TENANT, JSON.stringify(create(token))],
      );
      this.told.stored.add(token);
      await sleep(Math.random() * 20);
    }
  }

  private async anythingOpen(): Promise<boolean> {
    if (this.over) return false;
    const rows = await this.look<{ open: boolean }>(
      `select exists (select 1 from engine.command_outbox where outcome is null)
           or exists (select 1 from engine.process_instance where state = 'ACTIVE') as open`,
    );
    return rows[0]?.open === true;
  }

  /** A statement that may be repeated; again and again while the database is down. */
  private async look<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    for (;;) {
      try {
        return (await this.sql.query<Row>(statement, values)).rows;
      } catch (error) {
        if (this.over) return [];
        if (/^(22|23|42)/.test(String((error as { code?: unknown }).code))) throw error;
        await sleep(50);
      }
    }
  }

  private wrong(what: string, outcome: Outcome<unknown>): void {
    if (!this.over) this.told.wrong.push(`${what}: ${JSON.stringify(outcome)}`);
  }
}

const create = (token: string): EngineCommand => ({
  type: 'createProcessInstance',
  tenantId: TENANT,
  bpmnProcessId: 'kill',
  variables: { token },
});

const keyOf = (outcome: Outcome<unknown>): string | undefined =>
  outcome.ok ? (outcome.value as { processInstanceKey: string }).processInstanceKey : undefined;
