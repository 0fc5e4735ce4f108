import { Body, Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DraftUploads } from '../../form/draft-uploads.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { answerSave, answerUpload } from '../form/answers.js';
import { DraftWork } from '../form/draft-work.js';
import { OpenEvents } from './open-events.js';

interface Address {
  id: string;
  message: string;
  draft: string;
  file: string;
}

/** What the browser saves while somebody reports an event. */
@Controller('desk/faelle/:id/ereignis/:message/:draft')
@UseGuards(StaffGuard)
export class EventDraftController {
  constructor(
    private readonly events: OpenEvents,
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
    const open = await this.find(who, address);
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
    const open = await this.find(who, address);
    return answerUpload(request, reply, this.uploads, open && { tenantId: who.tenantId, id: open.draft.id });
  }

  @Post('dateien/:file/entfernen')
  async remove(
    @Staff() who: StaffMember,
    @Param() address: Address,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.find(who, address);
    if (!open) return reply.status(404).send({ ok: false });
    await this.uploads.remove(who.tenantId, open.draft.id, address.file);
    return reply.send({ ok: true });
  }

  private async find(who: StaffMember, { id, message, draft: draftId }: Address) {
    const open = await this.events.find(who, id, message);
    const draft = open && (await this.events.draft(who, open, draftId));
    return open && draft && draft.submitted_case === null ? { ...open, draft } : undefined;
  }
}
