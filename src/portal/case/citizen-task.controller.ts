import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { DraftUploads } from '../../form/draft-uploads.js';
import { errorPage, messagePage } from '../../web/error-page.js';
import type { SaveAnswer, UploadAnswer } from '../../web/form/form-island-props.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { clockTime } from '../../web/format.js';
import { RATE_LIMITS } from '../../web/http/rate-limits.js';
import { readUpload } from '../../web/http/read-upload.js';
import { sendFile } from '../../web/http/send-file.js';
import { pageFrame } from '../../web/page-frame.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { CaseAccess, type OpenCase } from './case-access.js';
import { CitizenTaskPage } from './citizen-task-page.js';
import { CitizenTasks, type OpenTask } from './citizen-tasks.js';
import { taskName } from './task-name.js';
import { unknownCase } from './unknown-case.js';

/** A task of the applicant: what is missing is added here and goes straight into the process. */
@Controller('/fall/:link/aufgabe/:key')
export class CitizenTaskController {
  constructor(
    private readonly access: CaseAccess,
    private readonly tasks: CitizenTasks,
    private readonly uploads: DraftUploads,
  ) {}

  @Get()
  async show(
    @Param('link') link: string,
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const task = await this.tasks.open(open, key);
    if (!task) return taskGone(request, reply, open);
    return this.render(request, reply, open, task, {});
  }

  @Post()
  async send(
    @Param('link') link: string,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const task = await this.tasks.open(open, key);
    if (!task) return taskGone(request, reply, open);
    const posted = readPostedStep(body);
    const { texts } = pageFrame(request);
    if (!posted) return this.render(request, reply, open, task, { problem: texts.form.unreadable }, 400);
    const outcome = await this.tasks.complete(open, task, posted);
    switch (outcome.code) {
      case 'DONE':
        return seeOther(reply, `${open.base}?meldung=${outcome.delayed ? 'verzoegert' : 'erledigt'}`);
      case 'GONE':
        return taskGone(request, reply, open);
      case 'CONFLICT':
        return this.render(
          request,
          reply,
          open,
          task,
          { data: posted.daten, stand: outcome.stand, isConflict: true },
          409,
        );
      case 'INVALID':
        return this.render(request, reply, open, task, outcome, 422);
      case 'REFUSED':
        return this.render(request, reply, open, task, { ...outcome, problem: texts.portal.status.taskRefused }, 409);
    }
  }

  @Post('speichern')
  async autosave(
    @Param('link') link: string,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { texts, language } = pageFrame(request);
    const answer = (status: number, value: SaveAnswer) =>
      reply.status(status).header('cache-control', 'no-store').send(value);
    const open = await this.access.open(link);
    const task = open && (await this.tasks.open(open, key));
    const posted = readPostedStep(body);
    if (!posted) return answer(400, { ok: false, code: 'GONE', message: texts.form.unreadable });
    const outcome = open && task ? await this.tasks.save(open, task, posted) : ({ ok: false, code: 'GONE' } as const);
    if (outcome.ok)
      return answer(200, {
        ok: true,
        stand: outcome.stand,
        message: texts.form.savedAt(clockTime(outcome.savedAt, language)),
      });
    return outcome.code === 'CONFLICT'
      ? answer(409, { ok: false, code: 'CONFLICT', message: texts.form.conflictTitle })
      : answer(404, { ok: false, code: 'GONE', message: texts.portal.status.taskGoneTitle });
  }

  @Post('dateien')
  @RouteConfig({ rateLimit: RATE_LIMITS.upload })
  async upload(
    @Param('link') link: string,
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { texts } = pageFrame(request);
    const answer = (status: number, value: UploadAnswer) =>
      reply.status(status).header('cache-control', 'no-store').send(value);
    const open = await this.access.open(link);
    const task = open && (await this.tasks.open(open, key));
    if (!open || !task) return answer(404, { ok: false, message: texts.portal.status.taskGoneTitle });
    const received = await readUpload(request);
    if (!received.ok)
      return answer(received.code === 'NONE' ? 400 : 413, { ok: false, message: texts.form.upload[received.code] });
    const outcome = await this.uploads.add(open.caseRow.tenant_id, task.draft.id, received.name, received.content);
    return outcome.ok ? answer(201, outcome) : answer(422, { ok: false, message: texts.form.upload[outcome.code] });
  }

  @Post('dateien/:file/entfernen')
  async remove(
    @Param('link') link: string,
    @Param('key') key: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    const task = open && (await this.tasks.open(open, key));
    if (!open || !task) return reply.status(404).send({ ok: false });
    await this.uploads.remove(open.caseRow.tenant_id, task.draft.id, file);
    return reply.send({ ok: true });
  }

  @Get('dateien/:file')
  async file(
    @Param('link') link: string,
    @Param('key') key: string,
    @Param('file') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    const task = open && (await this.tasks.open(open, key));
    const file = open && task && (await this.uploads.read(open.caseRow.tenant_id, task.draft.id, id));
    if (!file) return sendPage(reply, errorPage(pageFrame(request, open?.municipality), 404), 404);
    return sendFile(reply, { name: file.file_name, contentType: file.content_type, content: file.content });
  }

  private async render(
    request: FastifyRequest,
    reply: FastifyReply,
    open: OpenCase,
    task: OpenTask,
    change: Partial<Parameters<typeof CitizenTaskPage>[0]>,
    status = 200,
  ) {
    const frame = pageFrame(request, open.municipality);
    const files = await this.uploads.list(open.caseRow.tenant_id, task.draft.id);
    const base = `${open.base}/aufgabe/${task.task.key}`;
    const { schema, data, context, stand, now } = task;
    const page = {
      frame,
      open,
      name: taskName(open.pkg, task.task.element_id, frame.language),
      dueDate: task.task.due_date,
      now,
      base,
      schema,
      data,
      context,
      stand,
      errors: [],
      files,
      ...change,
    };
    return sendPage(reply, h(CitizenTaskPage, page), status);
  }
}

/** Done meanwhile, or never there: the status page says how it goes on. */
function taskGone(request: FastifyRequest, reply: FastifyReply, open: OpenCase): FastifyReply {
  const frame = pageFrame(request, open.municipality);
  const words = frame.texts.portal.status;
  const link = { href: open.base, label: words.toStatus };
  return sendPage(reply, messagePage(frame, { title: words.taskGoneTitle, text: words.taskGoneText, link }), 410);
}
