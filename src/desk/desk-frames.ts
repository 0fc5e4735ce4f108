import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { TenantDatabase } from '../database/tenant-database.js';
import type { StaffMember } from '../identity/staff.guard.js';
import { findMunicipality } from '../municipality/municipality.store.js';
import { countStoppedCases } from '../operations/incident.store.js';
import { countOpenTasks } from '../task/task.store.js';
import { pageFrame } from '../web/page-frame.js';
import type { DeskFrame } from './desk-page.js';

/** Puts together what every page of the desk shows around its content. */
@Injectable()
export class DeskFrames {
  constructor(private readonly database: TenantDatabase) {}

  of(request: FastifyRequest, who: StaffMember): Promise<DeskFrame> {
    return this.database.withTenant(who.tenantId, async (tx) => {
      const municipality = await findMunicipality(tx, who.tenantId);
      const open = await countOpenTasks(tx, who.email, who.groups);
      const stopped = await countStoppedCases(tx);
      const municipalities = new Map<string, string>();
      for (const { tenantId } of who.memberships) {
        municipalities.set(tenantId, (await findMunicipality(tx, tenantId))?.name ?? tenantId);
      }
      return { frame: pageFrame(request, municipality), who, municipalities, counts: { ...open, stopped } };
    });
  }
}
