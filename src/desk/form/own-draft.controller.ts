import { Body, Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DraftUploads } from '../../form/draft-uploads.js';
import type { DraftRow } from '../../form/draft.store.js';
import { asFormSchema, type FormSchema } from '../../form/form-schema.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { PackageLibrary } from '../../process-package/package-library.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { CounterServices } from '../counter/counter-services.js';
import { answerSave, answerUpload } from './answers.js';
import { DraftWork } from './draft-work.js';
import { OwnDrafts } from './own-drafts.js';

/** What the browser saves while somebody enters a form at the counter or reports an event. */
@Controller('desk/entwuerfe/:draft')
@UseGuards(StaffGuard)
export class OwnDraftController {
  constructor(
    private readonly own: OwnDrafts,
    private readonly work: DraftWork,
    private readonly uploads: DraftUploads,
    private readonly library: PackageLibrary,
    private readonly services: CounterServices,
  ) {}

  @Post('speichern')
  async save(
    @Staff() who: StaffMember,
    @Param('draft') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const draft = await this.own.unsent(who, id);
    const posted = readPostedStep(body);
    const schema = draft && (await this.schemaOf(draft));
    if (!draft || !posted || !schema) return answerSave(request, reply, undefined);
    const context = (await this.services.find(who, draft.package_id))?.context ?? {};
    return answerSave(request, reply, await this.work.save(who.tenantId, draft, schema, context, posted));
  }

  @Post('dateien')
  async add(
    @Staff() who: StaffMember,
    @Param('draft') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const draft = await this.own.unsent(who, id);
    return answerUpload(request, reply, this.uploads, draft && { tenantId: who.tenantId, id });
  }

  @Post('dateien/:file/entfernen')
  async remove(
    @Staff() who: StaffMember,
    @Param() { draft: id, file }: { draft: string; file: string },
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    if (!(await this.own.unsent(who, id))) return reply.status(404).send({ ok: false });
    await this.uploads.remove(who.tenantId, id, file);
    return reply.send({ ok: true });
  }

  private async schemaOf(draft: DraftRow): Promise<FormSchema | null> {
    const pkg = await this.library.version(draft.package_id, draft.package_version);
    return asFormSchema([...pkg.forms.values()].find((form) => form.id === draft.form_id)?.schema);
  }
}
