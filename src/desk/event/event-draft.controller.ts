import { Body, Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TenantDatabase } from '../../database/tenant-database.js';
import { findDraft } from '../../form/draft.store.js';
import { DraftUploads } from '../../form/draft-uploads.js';
import { asFormSchema } from '../../form/form-schema.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { PackageLibrary } from '../../process-package/package-library.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { answerSave, answerUpload } from '../form/answers.js';
import { DraftWork } from '../form/draft-work.js';

interface Address {
  draft: string;
  file: string;
}

/** What the browser saves while somebody reports an event. */
@Controller('desk/faelle/:id/ereignis/:message/:draft')
@UseGuards(StaffGuard)
export class EventDraftController {
  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
    private readonly work: DraftWork,
    private readonly uploads: DraftUploads,
  ) {}

  @Post('speichern')
  async save(
    @Staff() who: StaffMember,
    @Param() { draft: id }: Address,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const draft = await this.find(who, id);
    const posted = readPostedStep(body);
    if (!draft || !posted) return answerSave(request, reply, undefined);
    const pkg = await this.library.version(draft.package_id, draft.package_version);
    const schema = asFormSchema([...pkg.forms.values()].find((form) => form.id === draft.form_id)?.schema);
    return answerSave(
      request,
      reply,
      schema ? await this.work.save(who.tenantId, draft, schema, {}, posted) : undefined,
    );
  }

  @Post('dateien')
  async add(
    @Staff() who: StaffMember,
    @Param() { draft: id }: Address,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const draft = await this.find(who, id);
    return answerUpload(request, reply, this.uploads, draft && { tenantId: who.tenantId, id });
  }

  @Post('dateien/:file/entfernen')
  async remove(
    @Staff() who: StaffMember,
    @Param() { draft: id, file }: Address,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    if (!(await this.find(who, id))) return reply.status(404).send({ ok: false });
    await this.uploads.remove(who.tenantId, id, file);
    return reply.send({ ok: true });
  }

  private async find(who: StaffMember, id: string) {
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
    const draft = await this.database.withTenant(who.tenantId, (tx) => findDraft(tx, id));
    return draft?.owner === who.email && draft.submitted_case === null ? draft : undefined;
  }
}
