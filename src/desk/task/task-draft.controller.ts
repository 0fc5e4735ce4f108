import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DraftUploads } from '../../form/draft-uploads.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { sendFile } from '../../web/http/send-file.js';
import { answerSave, answerTaken, answerUpload } from '../form/answers.js';
import { DraftWork } from '../form/draft-work.js';
import { OpenTasks } from './open-task.js';

/** What the browser saves while somebody works on a task. */
@Controller('desk/aufgaben/:key')
@UseGuards(StaffGuard)
export class TaskDraftController {
  constructor(
    private readonly tasks: OpenTasks,
    private readonly work: DraftWork,
    private readonly uploads: DraftUploads,
  ) {}

  @Post('speichern')
  async save(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.tasks.find(who, key);
    const lost = open && (await this.tasks.lostForm(who, open));
    const form = open?.form ?? lost;
    const posted = readPostedStep(body);
    const outcome =
      form && posted && (await this.work.save(who.tenantId, form.draft, form.schema, form.context, posted));
    return lost && outcome?.ok ? answerTaken(request, reply) : answerSave(request, reply, outcome ?? undefined);
  }

  @Post('dateien')
  async add(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const draft = (await this.tasks.find(who, key))?.form?.draft;
    return answerUpload(request, reply, this.uploads, draft && { tenantId: who.tenantId, id: draft.id });
  }

  @Post('dateien/:file/entfernen')
  async remove(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const draft = (await this.tasks.find(who, key))?.form?.draft;
    if (!draft) return reply.status(404).send({ ok: false });
    await this.uploads.remove(who.tenantId, draft.id, file);
    return reply.send({ ok: true });
  }

  @Get('dateien/:file')
  async read(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const draft = (await this.tasks.find(who, key))?.form?.draft;
    const found = draft && (await this.uploads.read(who.tenantId, draft.id, file));
    if (!found) throw new NotFoundException();
    return sendFile(reply, { name: found.file_name, contentType: found.content_type, content: found.content });
  }
}
