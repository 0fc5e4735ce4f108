import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { insertAudit } from '../audit/audit.store.js';
import { CommandOutbox } from '../case/command-outbox.js';
import { insertCaseEvent } from '../case/case-event.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { advanceDocument } from '../document/document.store.js';
import type { Variables } from '../engine/engine.js';
import type { TaskRow } from './task.store.js';

export type CompleteOutcome = { ok: true; delayed: boolean } | { ok: false; code: 'GONE' | 'REFUSED' };

/** How long a page waits for the engine before it says that processing is delayed. */
const PATIENCE_MS = 5_000;

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

/** Completes a user task: keeps the uploads and the trace, and sends the engine its command, all in one transaction. */
@Injectable()
export class CompleteTask {
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
    });
    this.outbox.wake();
    const outcome = await this.outbox.outcome(tenantId, commandId, PATIENCE_MS);
    if (outcome && !outcome.ok) {
      await this.undo(completion);
      const { code } = outcome.rejection;
      return { ok: false, code: code === 'NOT_FOUND' || code === 'INVALID_STATE' ? 'GONE' : 'REFUSED' };
    }
    // Not answered yet means not accepted yet: what was typed stays until it is.
    if (outcome) await this.finish(completion, now);
    return { ok: true, delayed: outcome === undefined };
  }

  /** The engine said no: the uploads are the draft's again, and the trace says so. */
  private undo({ tenantId, task, draftId, actor }: Completion): Promise<unknown> {
    return this.database.withTenant(tenantId, async (tx) => {
      if (draftId) await tx.query('update app.upload set case_id = null where draft_id = $1::uuid', [draftId]);
      await insertAudit(tx, {
        tenantId,
        at: this.clock.now(),
        actor,
        action: 'task.complete.refused',
        target: task.key,
        detail: { caseId: task.case_id },
      });
    });
  }

  private finish(completion: Completion, now: number): Promise<unknown> {
    const { tenantId, task } = completion;
    return this.database.withTenant(tenantId, async (tx) => {
      await insertCaseEvent(tx, {
        tenantId,
        caseId: task.case_id,
        at: now,
        kind: 'aufgabe',
        title: completion.title,
        actor: completion.actor,
        citizenVisible: false,
        elementId: task.element_id,
      });
      if (completion.approves !== undefined)
        await advanceDocument(tx, completion.approves, 'genehmigt', completion.actor, now);
      // Uploads stay with the case; what was typed is in the process now.
      if (completion.draftId) {
        await tx.query('update app.upload set draft_id = null where draft_id = $1::uuid', [completion.draftId]);
        await tx.query('delete from app.draft where id = $1::uuid', [completion.draftId]);
      }
    });
  }
}
