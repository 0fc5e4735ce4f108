import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { CLOCK, type Clock } from '../../config/clock.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { CompleteTask } from '../../task/complete-task.js';
import { describeForm } from '../../form/index.js';
import type { FormError } from '../../form/validate-form.js';
import { type PostedStep, readPostedStep } from '../../web/form/posted-step.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { CaseDetails } from '../case-detail.js';
import { DeskFrames } from '../desk-frames.js';
import { type DraftView, DraftWork } from '../form/draft-work.js';
import { WorkForm } from '../form/work-form.js';
import { queryText } from '../../web/query-text.js';
import { TaskGonePage, TaskPage } from '../views/task-page.js';
import { type OpenTask, OpenTasks } from './open-task.js';

interface Shown {
  view?: DraftView;
  errors?: readonly FormError[];
  isConflict?: boolean;
  notice?: string | undefined;
}

/** The task page: the work beside its case. */
@Controller('desk/aufgaben/:key')
@UseGuards(StaffGuard)
export class TaskController {
  constructor(
    private readonly tasks: OpenTasks,
    private readonly details: CaseDetails,
    private readonly frames: DeskFrames,
    private readonly work: DraftWork,
    private readonly completeTask: CompleteTask,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.tasks.find(who, key);
    if (!open) return this.gone(request, reply, who, key);
    const desk = await this.frames.of(request, who);
    const words = desk.frame.texts.desk.tasks;
    const taken = queryText(query['name']);
    const delayed = query['meldung'] === 'verzoegert' ? words.delayed : undefined;
    const notice = taken === '' ? delayed : words.taken(taken);
    return this.render(request, reply, who, open, { notice });
  }

  @Post()
  async complete(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.tasks.find(who, key);
    const posted = readPostedStep(body);
    if (!open) return this.gone(request, reply, who, key, posted);
    if (!open.isMine) return this.taken(request, reply, who, open, posted);
    const { form, task } = open;
    if (!form) return this.finish(request, reply, who, open, {}, undefined);
    if (!posted) return this.render(request, reply, who, open, {}, 400);
    const sent = await this.work.send(who.tenantId, form.draft, form.schema, form.context, posted);
    if (sent.ok) return this.finish(request, reply, who, { ...open, task }, sent.data, form.draft.id);
    if (sent.code === 'GONE') return this.gone(request, reply, who, key, posted);
    if (sent.code === 'CONFLICT')
      return this.render(request, reply, who, open, { view: sent.view, isConflict: true }, 409);
    return this.render(request, reply, who, open, { view: sent.view, errors: sent.errors }, 422);
  }

  private async finish(
    request: FastifyRequest,
    reply: FastifyReply,
    who: StaffMember,
    { task, letter }: OpenTask,
    data: NonNullable<DraftView['data']>,
    draftId: string | undefined,
  ): Promise<FastifyReply> {
    const done = await this.completeTask.complete({
      tenantId: who.tenantId,
      task,
      data,
      actor: who.email,
      title: task.title,
      approves: letter?.isApproved ? letter.documentId : undefined,
      draftId,
    });
    if (!done.ok) return this.gone(request, reply, who, task.key, { daten: data, stand: undefined });
    const told = new URLSearchParams({ meldung: done.delayed ? 'verzoegert' : 'erledigt', name: task.title });
    return seeOther(reply, `/desk?${told}`);
  }

  /** Somebody else has taken it meanwhile: what was typed is kept for the day it comes back. */
  private async taken(
    request: FastifyRequest,
    reply: FastifyReply,
    who: StaffMember,
    open: OpenTask,
    posted: PostedStep | undefined,
  ): Promise<FastifyReply> {
    const form = posted && (await this.tasks.lostForm(who, open));
    if (form) await this.work.save(who.tenantId, form.draft, form.schema, form.context, posted);
    const { texts } = (await this.frames.of(request, who)).frame;
    return this.render(request, reply, who, open, form ? { notice: texts.desk.task.changed } : {}, 409);
  }

  /** Says so, and shows what was typed too late, so that it can be copied. */
  private async gone(
    request: FastifyRequest,
    reply: FastifyReply,
    who: StaffMember,
    key: string,
    posted?: PostedStep,
  ): Promise<FastifyReply> {
    const closed = await this.tasks.closed(who, key);
    const typed =
      posted && closed?.form
        ? describeForm(closed.form.schema, posted.daten, { now: this.clock.now(), context: closed.form.context })
        : [];
    const desk = await this.frames.of(request, who);
    return sendPage(reply, h(TaskGonePage, { desk, isOwn: closed?.isOwn === true, typed }), 410);
  }

  private async render(
    request: FastifyRequest,
    reply: FastifyReply,
    who: StaffMember,
    open: OpenTask,
    shown: Shown,
    status = 200,
  ): Promise<FastifyReply> {
    const desk = await this.frames.of(request, who);
    const detail = await this.details.find(who.tenantId, open.task.case_id);
    if (!detail) return this.gone(request, reply, who, open.task.key);
    const { form, task, isMine, mayWork, letter } = open;
    const view = form && (shown.view ?? (await this.work.view(who.tenantId, form.draft, form.schema, form.context)));
    const page = {
      desk,
      task,
      detail,
      mayWork,
      now: this.clock.now(),
      notice: shown.notice,
      hasErrors: (shown.errors ?? []).length > 0,
      letter,
      isMine,
      form:
        form && view
          ? h(WorkForm, {
              frame: desk.frame,
              title: task.title,
              schema: form.schema,
              context: form.context,
              ...view,
              errors: shown.errors ?? [],
              isConflict: shown.isConflict,
              action: `/desk/aufgaben/${task.key}`,
              draftUrl: `/desk/aufgaben/${task.key}`,
              submitLabel: desk.frame.texts.desk.task.complete,
            })
          : undefined,
    };
    return sendPage(reply, h(TaskPage, page), status);
  }
}
