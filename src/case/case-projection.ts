import { Inject, Injectable, Logger } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
import { ENGINE, type Engine, type EngineRecord } from '../engine/engine.js';
import { PackageLibrary } from '../process-package/package-library.js';
import { findCaseByProcess, type FollowedCase } from './case.store.js';
import { applyToCase, concernsCase } from './case-record.js';
import { settleCompletions } from './task-completion.store.js';

const NAME = 'case';
const BATCH = 1000;
const MAXIMUM_CASES = 2_000;

/**
 * Follows the engine's log and keeps what cases show: which processes belong to a case, its stage, its end, its timeline.
 * The position is stored in the same transaction, so each record counts exactly once, whoever restarts when.
 */
@Injectable()
export class CaseProjection {
  private readonly log = new Logger('CaseProjection');
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private unsubscribe: (() => void) | undefined;
  /** Process instance key → its case, as far as the log was followed. */
  private readonly cases = new Map<string, FollowedCase>();
  private position = -1;
  private readonly listeners = new Set<ChangeListener>();

  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  start(): void {
    // Not every commit has records: answers of a cluster's commands come before them.
    this.unsubscribe = this.engine.onCommitted((position) => {
      if (position > this.position) this.wake();
    });
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe?.();
    await this.running;
  }

  /** Tells the Gemeinden in which something changed, after the change is visible; for pages that refresh themselves. */
  onChanged(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.catchUp().finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.wake();
      }
    });
  }

  private async catchUp(): Promise<void> {
    try {
      while (!this.stopped && (await this.step()) === BATCH);
    } catch (error) {
      this.log.error(`The case projection stopped for a moment: ${String(error)}`);
      setTimeout(() => this.wake(), 1_000).unref();
    }
  }

  /** One batch of records; returns how many there were. */
  private async step(): Promise<number> {
    const touched: Touched = { tenants: new Set(), others: false };
    try {
      const count = await this.project(touched);
      const { tenants, others } = touched;
      const changed = (tenantId: string): boolean => others || tenants.has(tenantId);
      if (others || tenants.size > 0) for (const listener of this.listeners) listener(changed);
      return count;
    } catch (error) {
      // What was rolled back must not be remembered.
      this.cases.clear();
      throw error;
    }
  }

  private project(touched: Touched): Promise<number> {
    return this.database.withoutTenant(async (tx) => {
      // What is written here stands in the engine's log too: after a crash it is read again, so nobody waits for the disk.
      await tx.query(
        `set local synchronous_commit = off; insert into app.projection (name, position) values ('${NAME}', 0) on conflict do nothing`,
      );
      const rows = await tx.query<{ position: string }>(
        `select position from app.projection where name = $1 for update`,
        [NAME],
      );
      const from = Number(rows[0]?.position ?? 0);
      // Another server has followed the log meanwhile: what we remember of cases may be old.
      if (from !== this.position) {
        this.cases.clear();
        touched.others = this.position >= 0;
      }
      const records = await this.engine.readRecords(from, BATCH);
      const batch: Batch = { tx, touched: touched.tenants, tenantId: undefined };
      for (const record of records) await this.apply(batch, record);
      const last = records.at(-1);
      if (last)
        await tx.query(`update app.projection set position = $2::bigint where name = $1`, [NAME, last.position]);
      this.position = last?.position ?? from;
      return records.length;
    });
  }

  private async apply(batch: Batch, record: EngineRecord): Promise<void> {
    if (record.recordType !== 'EVENT') return;
    const tenantId = String(record.value['tenantId'] ?? '');
    if (!/^[0-9]{4}$/.test(tenantId)) return;
    if (record.valueType === 'USER_TASK' || record.valueType === 'INCIDENT') batch.touched.add(tenantId);
    if (record.valueType === 'USER_TASK' && record.intent === 'COMPLETED') {
      await this.enter(batch, tenantId);
      await settleCompletions(batch.tx, record.timestamp);
    }
    const key = String(record.value['processInstanceKey']);
    if (isCaseVariable(record)) {
      await this.enter(batch, tenantId);
      await linkProcess(batch.tx, record, tenantId);
      batch.touched.add(tenantId);
    } else if (record.valueType === 'PROCESS_INSTANCE' && VISIBLE_INTENTS.has(record.intent)) {
      const row = this.cases.get(key) ?? (await this.load(batch, tenantId, key));
      // An element that was entered before the case moved here was told then.
      if (!row || (record.intent === 'ELEMENT_ACTIVATED' && row.arrived?.includes(record.key))) return;
      const { manifest } = await this.library.version(row.package_id, row.package_version);
      if (!concernsCase(manifest, record)) return;
      await this.enter(batch, tenantId);
      if (await applyToCase(batch.tx, row, manifest, record)) batch.touched.add(tenantId);
    }
  }

  /** The case of a process instance; kept, because many records speak of it. Processes of no case are asked for again. */
  private async load(batch: Batch, tenantId: string, key: string): Promise<FollowedCase | undefined> {
    await this.enter(batch, tenantId);
    const row = await findCaseByProcess(batch.tx, key);
    if (!row) return undefined;
    if (this.cases.size >= MAXIMUM_CASES) this.cases.delete(this.cases.keys().next().value ?? key);
    this.cases.set(key, row);
    return row;
  }

  private async enter(batch: Batch, tenantId: string): Promise<void> {
    if (batch.tenantId === tenantId) return;
    await this.database.switchTenant(batch.tx, tenantId);
    batch.tenantId = tenantId;
  }
}

const VISIBLE_INTENTS = new Set(['ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED']);

/** Asked per Gemeinde whether something of it may have changed. */
export type ChangeListener = (changed: (tenantId: string) => boolean) => void;

interface Touched {
  tenants: Set<string>;
  /** Another process has projected records: which Gemeinden they concern is unknown here. */
  others: boolean;
}

interface Batch {
  tx: Transaction;
  touched: Set<string>;
  tenantId: string | undefined;
}

/** The variable `fall` at the root of an instance ties it to its case; called processes get it from their caller. */
function isCaseVariable(record: EngineRecord): boolean {
  const { value } = record;
  return (
    record.valueType === 'VARIABLE' &&
    record.intent === 'CREATED' &&
    value['name'] === 'fall' &&
    String(value['scopeKey']) === String(value['processInstanceKey'])
  );
}

async function linkProcess(tx: Transaction, record: EngineRecord, tenantId: string): Promise<void> {
  const fall = JSON.parse(String(record.value['value'])) as { id?: unknown } | null;
  if (typeof fall?.id !== 'string' || !/^[0-9a-f-]{36}$/.test(fall.id)) return;
  // A foreign client may start processes with any variable: only cases that exist are linked.
  await tx.query(
    `insert into app.case_process (process_instance_key, tenant_id, case_id, started_at)
     select $1::bigint, $2::text, c.id, $4::bigint from app.case_file c where c.id = $3::uuid
     on conflict do nothing`,
    [String(record.value['processInstanceKey']), tenantId, fall.id, record.timestamp],
  );
}
