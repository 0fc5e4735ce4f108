import { Controller, Get, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { listCases } from '../case/case.store.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { Staff, StaffGuard, type StaffMember } from '../identity/staff.guard.js';
import { casesWithIncidents } from '../operations/incident.store.js';
import { sendPage } from '../web/render-page.js';
import { DeskFrames } from './desk-frames.js';
import { queryText } from '../web/query-text.js';
import { CaseListPage, type CaseView } from './views/case-list-page.js';

const PAGE = 50;

/** Finding a case. */
@Controller('desk/faelle')
@UseGuards(StaffGuard)
export class CaseListController {
  constructor(
    private readonly database: TenantDatabase,
    private readonly frames: DeskFrames,
  ) {}

  @Get()
  async list(
    @Staff() who: StaffMember,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: Record<string, unknown>,
  ): Promise<FastifyReply> {
    const search = queryText(query['suche']);
    const view = viewOf(query['sicht'], search);
    const given = /^\d{1,15}$/.test(queryText(query['vor'])) ? Number(query['vor']) : undefined;
    const desk = await this.frames.of(request, who);
    const { rows, stopped } = await this.database.withTenant(who.tenantId, async (tx) => {
      const found = await listCases(tx, {
        ...(search === '' ? {} : { search }),
        ...(view === 'alle' ? {} : { open: view === 'offen' }),
        ...(given === undefined ? {} : { before: given }),
        limit: PAGE + 1,
      });
      return {
        rows: found,
        stopped: await casesWithIncidents(
          tx,
          found.map(({ id }) => id),
        ),
      };
    });
    const cases = rows.slice(0, PAGE);
    const before = rows.length > PAGE ? Number(cases.at(-1)?.submitted_at) : undefined;
    return sendPage(
      reply,
      h(CaseListPage, { desk, view, search, cases, stopped, before, isFirst: given === undefined }),
    );
  }
}

/** Who searches wants to find: closed cases too. */
function viewOf(value: unknown, search: string): CaseView {
  if (value === 'offen' || value === 'abgeschlossen' || value === 'alle') return value;
  return search === '' ? 'offen' : 'alle';
}
