import { Controller, Get, Inject, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { CLOCK, type Clock } from '../config/clock.js';
import { Staff, StaffGuard, type StaffMember } from '../identity/staff.guard.js';
import { RetryIncident } from '../operations/retry-incident.js';
import { seeOther, sendPage } from '../web/render-page.js';
import { CaseDetails } from './case-detail.js';
import { DeskFrames } from './desk-frames.js';
import { diagramOf } from './diagram.js';
import { CaseNotFoundPage, CasePage } from './views/case-page.js';

/** One case: its page, its diagram, and the button that starts a stopped step again. */
@Controller('desk/faelle/:id')
@UseGuards(StaffGuard)
export class CaseController {
  constructor(
    private readonly details: CaseDetails,
    private readonly frames: DeskFrames,
    private readonly retryIncident: RetryIncident,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Staff() who: StaffMember,
    @Param('id') id: string,
    @Query('meldung') told: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const desk = await this.frames.of(request, who);
    const detail = await this.details.find(who.tenantId, id);
    if (!detail) return sendPage(reply, h(CaseNotFoundPage, { desk }), 404);
    const words = desk.frame.texts.desk;
    const notices: Record<string, { tone: 'good' | 'warn'; text: string }> = {
      neustart: { tone: 'good', text: words.case.retried },
      behoben: { tone: 'warn', text: words.case.retryGone },
      spaet: { tone: 'warn', text: words.message.tooLate },
      erfasst: { tone: 'good', text: words.message.sent },
    };
    const notice = notices[String(told)];
    return sendPage(reply, h(CasePage, { desk, detail, now: this.clock.now(), notice }));
  }

  @Get('diagramm')
  async diagram(@Staff() who: StaffMember, @Param('id') id: string, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const detail = await this.details.find(who.tenantId, id);
    if (!detail) return reply.status(404).send({ message: 'Diesen Fall gibt es nicht.' });
    return reply.header('cache-control', 'no-store').send(diagramOf(detail));
  }

  @Post('stoerungen/:key')
  async retry(
    @Staff() who: StaffMember,
    @Param('id') id: string,
    @Param('key') key: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const detail = await this.details.find(who.tenantId, id);
    const started = detail !== undefined && (await this.retryIncident.retry(who.tenantId, id, key, who.email));
    return seeOther(reply, `/desk/faelle/${encodeURIComponent(id)}?meldung=${started ? 'neustart' : 'behoben'}`);
  }
}
