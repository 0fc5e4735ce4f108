import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CommandOutbox } from '../case/command-outbox.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
import type { StaffMember } from '../identity/staff.guard.js';
import { findMunicipality } from '../municipality/municipality.store.js';
import { countStoppedCases } from '../operations/incident.store.js';
import { countOpenTasks } from '../task/task.store.js';
import { pageFrame } from '../web/page-frame.js';
import type { DeskFrame } from './desk-page.js';

/** Commands are answered within moments; one that waits longer waits for an engine that is away. */
const USUAL_ANSWER_MS = 10_000;

/** Puts together what every page of the desk shows around its content. */
@Injectable()
export class DeskFrames {
  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: CommandOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of(request: FastifyRequest, who: StaffMember): Promise<DeskFrame> {
    return this.database.withTenant(who.tenantId, (tx) => this.within(tx, request, who));
  }

  /** The same inside a transaction that the page needs anyway. */
  async within(tx: Transaction, request: FastifyRequest, who: StaffMember): Promise<DeskFrame> {
    const municipality = await findMunicipality(tx, who.tenantId);
    const open = await countOpenTasks(tx, who.email, who.groups);
    const stopped = await countStoppedCases(tx);
    const municipalities = who.memberships.length < 2 ? new Map<string, string>() : await this.names(tx, who);
    const counts = { ...open, stopped };
    return { frame: pageFrame(request, municipality), who, municipalities, counts, ...(await this.standstill(tx)) };
  }

  private async standstill(tx: Transaction): Promise<Pick<DeskFrame, 'standsStillSince'>> {
    const since = await this.outbox.waitingSince(tx);
    return since !== undefined && this.clock.now() - since > USUAL_ANSWER_MS ? { standsStillSince: since } : {};
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
