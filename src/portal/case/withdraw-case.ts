import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { insertAudit } from '../../audit/audit.store.js';
import { insertCaseEvent } from '../../case/case-event.store.js';
import { caseEvent } from '../../case/event-title.js';
import { findCase } from '../../case/case.store.js';
import { stepsOfCase } from '../../case/case-steps.store.js';
import { CommandOutbox } from '../../case/command-outbox.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { OpenCase } from './case-access.js';
import { canWithdraw } from './case-progress.js';

/** Kind of the timeline's entry; its presence also says that the withdrawal was sent already. */
export const WITHDRAWAL_EVENT = 'rueckzug';

/** The message waits so long for a process that is just being started. */
const TIME_TO_LIVE_MS = 24 * 60 * 60 * 1000;

/** Tells the process that the applicant withdraws; the model decides what follows. */
@Injectable()
export class WithdrawCase {
  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: CommandOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** TOO_LATE: the procedure has gone too far, or has ended. A second withdrawal counts as the first. */
  async withdraw({ caseRow, pkg }: OpenCase, reason: string): Promise<{ ok: true } | { ok: false; code: 'TOO_LATE' }> {
    const { withdrawal } = pkg.manifest;
    const { tenant_id: tenantId, id: caseId } = caseRow;
    const now = this.clock.now();
    const done = await this.database.withTenant(tenantId, async (tx) => {
      await tx.query('select 1 from app.case_file where id = $1::uuid for update', [caseId]);
      const current = await findCase(tx, caseId);
      if (!current || !withdrawal || !canWithdraw(pkg.manifest, current, await stepsOfCase(tx, caseId))) return false;
      const known = await tx.query('select 1 from app.case_event where case_id = $1::uuid and kind = $2::text', [
        caseId,
        WITHDRAWAL_EVENT,
      ]);
      if (known.length > 0) return true;
      const command = {
        type: 'publishMessage',
        tenantId,
        name: withdrawal.message,
        correlationKey: caseId,
        timeToLive: TIME_TO_LIVE_MS,
        messageId: `${WITHDRAWAL_EVENT}-${caseId}`,
        variables: { rueckzug: { grund: reason, am: new Date(now).toISOString() } },
      } as const;
      await this.outbox.enqueue(tx, tenantId, randomUUID(), command, now);
      await insertCaseEvent(tx, {
        tenantId,
        caseId,
        at: now,
        ...caseEvent(WITHDRAWAL_EVENT),
        ...(reason === '' ? {} : { detail: reason }),
        citizenVisible: true,
      });
      await insertAudit(tx, {
        tenantId,
        at: now,
        actor: 'gesuchstellende Person',
        action: 'case.withdraw',
        target: caseId,
      });
      return true;
    });
    if (!done) return { ok: false, code: 'TOO_LATE' };
    this.outbox.wake();
    return { ok: true };
  }
}
