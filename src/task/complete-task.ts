import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { insertAudit } from '../audit/audit.store.js';
import { CommandOutbox } from '../case/command-outbox.js';
import { settleCompletions, storeCompletion } from '../case/task-completion.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Variables } from '../engine/engine.js';
import type { TaskRow } from './task.store.js';

export type CompleteOutcome = { ok: true; delayed: boolean } | { ok: false; code: 'GONE' | 'REFUSED' };

/** How long a page waits for the engine before it says that processing is delayed. */
const PATIENCE_MS = 5_000;
/** How long somebody looks for an answer that comes late, and how often. */
const LATE_PATIENCE_MS = 3_600_000;
const LATE_ROUND_MS = 2_000;

export interface Completion {
  tenantId: string;
  task: TaskRow;
  /** Validated data of the task's form. */
  data: Variables;
  actor: string;
  /** What the timeline says, e.g. the task's name. */
  title: string;
  /** Document that the person approves with this task. */
  approves?: string | undefined;
  /** Draft whose uploads now belong to the case. */
  draftId?: string | undefined;
}

/**
 * Completes a user task: keeps the uploads, the trace and what follows, and sends the engine its command, all in one
 * transaction.
 */
@Injectable()
export class CompleteTask {
  private readonly log = new Logger('CompleteTask');

  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: CommandOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async complete(completion: Completion): Promise<CompleteOutcome> {
    const { tenantId, task } = completion;
    const commandId = randomUUID();
    const now = this.clock.now();
    await this.database.withTenant(tenantId, async (tx) => {
      if (completion.draftId) {
        await tx.query('update app.upload set case_id = $2::uuid where draft_id = $1::uuid', [
          completion.draftId,
          task.case_id,
        ]);
      }
      await insertAudit(tx, {
        tenantId,
        at: now,
        actor: completion.actor,
        action: 'task.complete',
        target: task.key,
        detail: { caseId: task.case_id },
      });
      const command = {
        type: 'completeUserTask',
        userTaskKey: task.key,
        variables: completion.data,
        action: 'complete',
      } as const;
      await this.outbox.enqueue(tx, tenantId, commandId, command, now);
      await storeCompletion(tx, {
        commandId,
        tenantId,
        caseId: task.case_id,
        userTaskKey: task.key,
        elementId: task.element_id,
        title: completion.title,
        actor: completion.actor,
        documentId: completion.approves,
        draftId: completion.draftId,
        at: now,
      });
    });
    this.outbox.wake();
    const outcome = await this.outbox.outcome(tenantId, commandId, PATIENCE_MS);
    // Not answered yet means not accepted yet: what was typed stays until it is.
    if (!outcome) {
      void this.settleLate(tenantId, commandId);
      return { ok: true, delayed: true };
    }
    await this.database.withTenant(tenantId, (tx) => settleCompletions(tx, this.clock.now(), commandId));
    if (outcome.ok) return { ok: true, delayed: false };
    const { code } = outcome.rejection;
    return { ok: false, code: code === 'NOT_FOUND' || code === 'INVALID_STATE' ? 'GONE' : 'REFUSED' };
  }

  /**
   * What follows from an answer that comes when its page has long been shown. Should this process end before, the case
   * projection does it with the next completed task of the Gemeinde.
   */
  private async settleLate(tenantId: string, commandId: string): Promise<void> {
    const end = Date.now() + LATE_PATIENCE_MS;
    try {
      while (Date.now() < end) {
        await sleep(LATE_ROUND_MS, undefined, { ref: false });
        if (!(await this.outbox.outcome(tenantId, commandId, 0))) continue;
        await this.database.withTenant(tenantId, (tx) => settleCompletions(tx, this.clock.now(), commandId));
        return;
      }
    } catch (error) {
      this.log.warn(`The answer to ${commandId} is settled by the case projection: ${String(error)}`);
    }
  }
}
