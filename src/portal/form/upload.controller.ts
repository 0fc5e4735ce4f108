import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DraftUploads } from '../../form/draft-uploads.js';
import { errorPage } from '../../web/error-page.js';
import type { UploadAnswer } from '../../web/form/form-island-props.js';
import { RATE_LIMITS } from '../../web/http/rate-limits.js';
import { readUpload } from '../../web/http/read-upload.js';
import { sendFile } from '../../web/http/send-file.js';
import { pageFrame } from '../../web/page-frame.js';
import { sendPage } from '../../web/render-page.js';
import { DraftAccess, type DraftAddress } from './draft-access.js';

interface FileAddress extends DraftAddress {
  file: string;
}

/** Files of a draft. */
@Controller('/gemeinde/:slug/:service/entwurf/:draft/dateien')
export class UploadController {
  constructor(
    private readonly access: DraftAccess,
    private readonly uploads: DraftUploads,
  ) {}

  @Post()
  @RouteConfig({ rateLimit: RATE_LIMITS.upload })
  async add(@Param() address: DraftAddress, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { texts } = pageFrame(request);
    const answer = (status: number, value: UploadAnswer) =>
      reply.status(status).header('cache-control', 'no-store').send(value);
    const open = await this.access.open(request, address);
    if (!open || open.draft.submitted_case !== null)
      return answer(404, { ok: false, message: texts.portal.form.goneTitle });
    const received = await readUpload(request);
    if (!received.ok)
      return answer(received.code === 'NONE' ? 400 : 413, { ok: false, message: texts.form.upload[received.code] });
    const outcome = await this.uploads.add(open.municipality.bfs, open.draft.id, received.name, received.content);
    return outcome.ok ? answer(201, outcome) : answer(422, { ok: false, message: texts.form.upload[outcome.code] });
  }

  @Post(':file/entfernen')
  async remove(@Param() address: FileAddress, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const open = await this.access.open(request, address);
    if (!open || open.draft.submitted_case !== null) return reply.status(404).send({ ok: false });
    await this.uploads.remove(open.municipality.bfs, open.draft.id, address.file);
    return reply.send({ ok: true });
  }

  @Get(':file')
  async read(@Param() address: FileAddress, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const open = await this.access.open(request, address);
    const file = open && (await this.uploads.read(open.municipality.bfs, open.draft.id, address.file));
    if (!file) return sendPage(reply, errorPage(pageFrame(request, open?.municipality), 404), 404);
    return sendFile(reply, { name: file.file_name, contentType: file.content_type, content: file.content });
  }
}
