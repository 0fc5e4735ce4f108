import { Body, Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DraftUploads } from '../../form/draft-uploads.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { answerSave, answerUpload } from '../form/answers.js';
import { DraftWork } from '../form/draft-work.js';
import { type CounterDraft, CounterServices } from './counter-services.js';

interface Address {
  service: string;
  draft: string;
  file: string;
}

/** What the browser saves while somebody enters a form at the counter. */
@Controller('desk/schalter/:service/:draft')
@UseGuards(StaffGuard)
export class CounterDraftController {
  constructor(
    private readonly services: CounterServices,
    private readonly work: DraftWork,
    private readonly uploads: DraftUploads,
  ) {}

  @Post('speichern')
  async save(
    @Staff() who: StaffMember,
    @Param() address: Address,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.unsent(who, address);
    const posted = readPostedStep(body);
    const outcome =
      open && posted && (await this.work.save(who.tenantId, open.draft, open.schema, open.context, posted));
    return answerSave(request, reply, outcome);
  }

  @Post('dateien')
  async add(
    @Staff() who: StaffMember,
    @Param() address: Address,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.unsent(who, address);
    return answerUpload(request, reply, this.uploads, open && { tenantId: who.tenantId, id: open.draft.id });
  }

  @Post('dateien/:file/entfernen')
  async remove(
    @Staff() who: StaffMember,
    @Param() address: Address,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.unsent(who, address);
    if (!open) return reply.status(404).send({ ok: false });
    await this.uploads.remove(who.tenantId, open.draft.id, address.file);
    return reply.send({ ok: true });
  }

  private async unsent(who: StaffMember, { service, draft }: Address): Promise<CounterDraft | undefined> {
    const open = await this.services.open(who, service, draft);
    return open?.draft.submitted_case === null ? open : undefined;
  }
}
