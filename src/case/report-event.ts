import { Inject, Injectable } from '@nestjs/common';
import { insertAudit } from '../audit/audit.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Variables } from '../engine/engine.js';
import { insertCaseEvent } from './case-event.store.js';
import { CommandOutbox } from './command-outbox.js';

/** How long the message waits for a process that is just moving on. */
const TIME_TO_LIVE_MS = 60_000;

export interface ReportedEvent {
  tenantId: string;
  caseId: string;
  /** Name of the BPMN message. */
  message: string;
  /** What the timeline says. */
  title: string;
  data: Variables;
  actor: string;
  /** The draft it was written in: the same draft sent twice is one message. */
  draftId: string;
}

/** Something that staff report to a running case: a message to its process, correlated by the case. */
@Injectable()
export class ReportEvent {
  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: CommandOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async report(event: ReportedEvent): Promise<void> {
    const { tenantId, caseId, message, draftId, actor } = event;
    const now = this.clock.now();
    await this.database.withTenant(tenantId, async (tx) => {
      const command = {
        type: 'publishMessage',
        tenantId,
        name: message,
        correlationKey: caseId,
        timeToLive: TIME_TO_LIVE_MS,
        messageId: draftId,
        variables: event.data,
      } as const;
      await this.outbox.enqueue(tx, tenantId, draftId, command, now);
      await tx.query('update app.upload set case_id = $2::uuid, draft_id = null where draft_id = $1::uuid', [
        draftId,
        caseId,
      ]);
      const gone = await tx.query('delete from app.draft where id = $1::uuid returning id', [draftId]);
      // Sent twice: the first time has done everything.
      if (gone.length === 0) return;
      await insertAudit(tx, { tenantId, at: now, actor, action: 'case.event', target: caseId, detail: { message } });
      await insertCaseEvent(tx, {
        tenantId,
        caseId,
        at: now,
        kind: 'ereignis',
        title: event.title,
        actor,
        citizenVisible: false,
      });
    });
    this.outbox.wake();
  }
}
