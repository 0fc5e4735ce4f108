import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { TenantDatabase } from '../database/tenant-database.js';
import { Staff, StaffGuard, type StaffMember } from '../identity/staff.guard.js';
import { sendPage } from '../web/render-page.js';
import { listMails } from '../worker/index.js';
import { DeskFrames } from './desk-frames.js';
import { OutboxPage } from './views/outbox-page.js';

const SHOWN = 100;

/** The mails of the Gemeinde. */
@Controller('desk/ausgang')
@UseGuards(StaffGuard)
export class OutboxController {
  constructor(
    private readonly database: TenantDatabase,
    private readonly frames: DeskFrames,
  ) {}

  @Get()
  async list(
    @Staff() who: StaffMember,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const desk = await this.frames.of(request, who);
    const mails = await this.database.withTenant(who.tenantId, (tx) => listMails(tx, SHOWN));
    return sendPage(reply, h(OutboxPage, { desk, mails }));
  }
}
