import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
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
    return this.database.withTenant(who.tenantId, (tx) => this.within(tx, request, who));
  }

  /** The same inside a transaction that the page needs anyway. */
  async within(tx: Transaction, request: FastifyRequest, who: StaffMember): Promise<DeskFrame> {
    const municipality = await findMunicipality(tx, who.tenantId);
    const open = await countOpenTasks(tx, who.email, who.groups);
    const stopped = await countStoppedCases(tx);
    const municipalities = who.memberships.length < 2 ? new Map<string, string>() : await this.names(tx, who);
    return { frame: pageFrame(request, municipality), who, municipalities, counts: { ...open, stopped } };
  }

  /** Names of the Gemeinden that the person may switch to. */
  private async names(tx: Transaction, who: StaffMember): Promise<Map<string, string>> {
    const rows = await tx.query<{ bfs: string; name: string }>(
      `select bfs, name from app.municipality where bfs = any($1::text[]) order by name`,
      [who.memberships.map(({ tenantId }) => tenantId)],
    );
    return new Map(rows.map(({ bfs, name }) => [bfs, name]));
  }
}
