import { Inject, Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
import { ENGINE, type Engine, type EngineCommand, type Outcome } from '../engine/engine.js';

/** Commands to the engine, stored with the change that caused them: both are kept, or none. */
@Injectable()
export class CommandOutbox {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  /** Part of the caller's transaction; the id is the command's idempotency key. */
  async enqueue(tx: Transaction, tenantId: string, id: string, command: EngineCommand, now: number): Promise<void> {
    await tx.query(
      `insert into engine.command_outbox (id, tenant_id, command, created_at)
       values ($1::uuid, $2::text, $3::jsonb, $4::bigint) on conflict (id) do nothing`,
      [id, tenantId, JSON.stringify(command), now],
    );
  }

  /** Since when the Gemeinde's oldest command waits for its answer, epoch milliseconds; undefined when none does. */
  async waitingSince(tx: Transaction): Promise<number | undefined> {
    const [row] = await tx.query<{ since: string | null }>(
      `select min(created_at) as since from engine.command_outbox where outcome is null`,
    );
    return row?.since == null ? undefined : Number(row.since);
  }

  /** Call after the commit: the engine looks at once instead of at its next round. */
  wake(): void {
    this.engine.wakeOutbox();
  }

  /**
   * Waits until the engine has answered the command; undefined when it has not within `timeoutMs`. The command is stored
   * and will be executed all the same: the page then says that processing is delayed.
   */
  async outcome(tenantId: string, id: string, timeoutMs: number): Promise<Outcome<unknown> | undefined> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const committed = this.nextCommit(Math.min(250, deadline - Date.now()));
      const rows = await this.database.withTenant(tenantId, (tx) =>
        tx.query<{ outcome: Outcome<unknown> | null }>(
          `select outcome from engine.command_outbox where id = $1::uuid`,
          [id],
        ),
      );
      if (rows[0]?.outcome) return rows[0].outcome;
      if (Date.now() >= deadline) return undefined;
      await committed;
    }
  }

  /** Resolves with the engine's next commit, or after a while. */
  private nextCommit(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        unsubscribe();
        resolve();
      };
      const timer = setTimeout(end, Math.max(1, milliseconds));
      const unsubscribe = this.engine.onCommitted(end);
    });
  }
}
