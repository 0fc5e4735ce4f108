import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { ReportEvent } from '../../case/report-event.js';
import type { DraftRow } from '../../form/draft.store.js';
import { FormDrafts } from '../../form/form-drafts.js';
import type { FormError } from '../../form/validate-form.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { DeskFrames } from '../desk-frames.js';
import { type DraftView, DraftWork } from '../form/draft-work.js';
import { WorkForm } from '../form/work-form.js';
import { FormWorkPage } from '../views/counter-page.js';
import { type OpenEvent, OpenEvents } from './open-events.js';

interface Address {
  id: string;
  message: string;
  draft: string;
}

/** Events that staff report to a running case, e.g. an objection that came by post. */
@Controller('desk/faelle/:id/ereignis/:message')
@UseGuards(StaffGuard)
export class EventController {
  constructor(
    private readonly events: OpenEvents,
    private readonly frames: DeskFrames,
    private readonly work: DraftWork,
    private readonly drafts: FormDrafts,
    private readonly reportEvent: ReportEvent,
  ) {}

  @Get()
  async start(@Staff() who: StaffMember, @Param() address: Address, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const open = await this.events.find(who, address.id, address.message);
    if (!open) return seeOther(reply, `/desk/faelle/${encodeURIComponent(address.id)}?meldung=spaet`);
    const { row } = open.detail;
    const draft = await this.drafts.create({
      tenantId: who.tenantId,
      packageId: row.package_id,
      packageVersion: row.package_version,
      formId: open.schema.id,
      owner: who.email,
    });
    return seeOther(reply, `/desk/faelle/${row.id}/ereignis/${open.event.message}/${draft.id}`);
  }

  @Get(':draft')
  async show(
    @Staff() who: StaffMember,
    @Param() address: Address,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.events.find(who, address.id, address.message);
    const draft = open && (await this.events.draft(who, open, address.draft));
    if (!open || !draft) return seeOther(reply, `/desk/faelle/${encodeURIComponent(address.id)}`);
    const view = await this.work.view(who.tenantId, draft, open.schema, open.context);
    return this.render(request, reply, who, open, draft, { view });
  }

  @Post(':draft')
  async send(
    @Staff() who: StaffMember,
    @Param() address: Address,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const casePage = `/desk/faelle/${encodeURIComponent(address.id)}`;
    const open = await this.events.find(who, address.id, address.message);
    if (!open) return seeOther(reply, `${casePage}?meldung=spaet`);
    const draft = await this.events.draft(who, open, address.draft);
    // Sent before: the draft is gone with it.
    if (!draft) return seeOther(reply, `${casePage}?meldung=erfasst`);
    const posted = readPostedStep(body);
    if (!posted) return seeOther(reply, `${casePage}/ereignis/${open.event.message}/${draft.id}`);
    const sent = await this.work.send(who.tenantId, draft, open.schema, open.context, posted);
    if (!sent.ok && sent.code === 'GONE') return seeOther(reply, casePage);
    if (!sent.ok) {
      const errors = sent.code === 'INVALID' ? sent.errors : [];
      return this.render(
        request,
        reply,
        who,
        open,
        draft,
        { view: sent.view, errors, isConflict: sent.code === 'CONFLICT' },
        422,
      );
    }
    await this.reportEvent.report({
      tenantId: who.tenantId,
      caseId: open.detail.row.id,
      message: open.event.message,
      title: open.event.title.de,
      data: sent.data,
      actor: who.email,
      draftId: draft.id,
    });
    return seeOther(reply, `${casePage}?meldung=erfasst`);
  }

  private async render(
    request: FastifyRequest,
    reply: FastifyReply,
    who: StaffMember,
    { detail, event, schema, context }: OpenEvent,
    draft: DraftRow,
    shown: { view: DraftView; errors?: readonly FormError[]; isConflict?: boolean },
    status = 200,
  ): Promise<FastifyReply> {
    const desk = await this.frames.of(request, who);
    const title = event.title.de;
    const hasErrors = (shown.errors ?? []).length > 0;
    const form = h(WorkForm, {
      frame: desk.frame,
      title,
      schema,
      context,
      ...shown.view,
      errors: shown.errors ?? [],
      isConflict: shown.isConflict,
      action: `/desk/faelle/${detail.row.id}/ereignis/${event.message}/${draft.id}`,
      draftUrl: `/desk/entwuerfe/${draft.id}`,
      submitLabel: desk.frame.texts.desk.message.send,
    });
    const lead = `${detail.row.number} · ${detail.row.subject}`;
    return sendPage(reply, h(FormWorkPage, { desk, title, current: 'cases', lead, hasErrors, children: form }), status);
  }
}
