import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { insertAudit } from '../audit/audit.store.js';
import { insertCaseEvent } from '../case/case-event.store.js';
import { caseEvent } from '../case/event-title.js';
import { CommandOutbox } from '../case/command-outbox.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { openIncidentsOfCase } from './incident.store.js';

/** How often a worker may try again after somebody pressed the button. */
const RETRIES = 3;
const PATIENCE_MS = 5_000;

/** Starts a step that stands still once more: gives its job new tries, then resolves the incident. */
@Injectable()
export class RetryIncident {
  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: CommandOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the incident is gone: somebody else was faster, or the case went on. */
  async retry(tenantId: string, caseId: string, incidentKey: string, actor: string): Promise<boolean> {
    const commandId = randomUUID();
    const found = await this.database.withTenant(tenantId, async (tx) => {
      const incident = (await openIncidentsOfCase(tx, caseId)).find(({ key }) => key === incidentKey);
      if (!incident) return false;
      const now = this.clock.now();
      if (incident.job_key !== null) {
        const command = { type: 'updateJobRetries', jobKey: incident.job_key, retries: RETRIES } as const;
        await this.outbox.enqueue(tx, tenantId, randomUUID(), command, now);
      }
      await this.outbox.enqueue(tx, tenantId, commandId, { type: 'resolveIncident', incidentKey }, now);
      await insertAudit(tx, {
        tenantId,
        at: now,
        actor,
        action: 'incident.retry',
        target: incidentKey,
        detail: { caseId },
      });
      await insertCaseEvent(tx, {
        tenantId,
        caseId,
        at: now,
        ...caseEvent('neustart'),
        actor,
        citizenVisible: false,
        elementId: incident.element_id,
      });
      return true;
    });
    if (!found) return false;
    this.outbox.wake();
    await this.outbox.outcome(tenantId, commandId, PATIENCE_MS);
    return true;
  }
}
