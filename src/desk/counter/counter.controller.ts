import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { SubmitCase } from '../../case/submit-case.js';
import { ENVIRONMENT, type Environment } from '../../config/environment.js';
import { FormDrafts } from '../../form/form-drafts.js';
import type { FormError } from '../../form/validate-form.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { CaseDetails } from '../case-detail.js';
import { DeskFrames } from '../desk-frames.js';
import { type DraftView, DraftWork } from '../form/draft-work.js';
import { WorkForm } from '../form/work-form.js';
import { CaseNotFoundPage } from '../views/case-page.js';
import { CounterPage, CounterReceiptPage, FormWorkPage } from '../views/counter-page.js';
import { type CounterDraft, CounterServices } from './counter-services.js';

/** Entering the same e-form for a person at the counter. */
@Controller('desk/schalter')
@UseGuards(StaffGuard)
export class CounterController {
  constructor(
    private readonly services: CounterServices,
    private readonly frames: DeskFrames,
    private readonly work: DraftWork,
    private readonly drafts: FormDrafts,
    private readonly submitCase: SubmitCase,
    private readonly details: CaseDetails,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get()
  async list(
    @Staff() who: StaffMember,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const desk = await this.frames.of(request, who);
    return sendPage(reply, h(CounterPage, { desk, services: await this.services.list(who) }));
  }

  @Get('eingang/:case')
  async receipt(
    @Staff() who: StaffMember,
    @Param('case') caseId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const desk = await this.frames.of(request, who);
    const detail = await this.details.find(who.tenantId, caseId);
    if (!detail) return sendPage(reply, h(CaseNotFoundPage, { desk }), 404);
    const link = `${this.environment.PUBLIC_URL ?? `${request.protocol}://${request.host}`}${detail.citizenPath}`;
    return sendPage(reply, h(CounterReceiptPage, { desk, detail, link }));
  }

  @Post(':service')
  async start(
    @Staff() who: StaffMember,
    @Param('service') id: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const found = await this.services.find(who, id);
    if (!found) return seeOther(reply, '/desk/schalter');
    const { service, schema } = found;
    const draft = await this.drafts.create({
      tenantId: who.tenantId,
      packageId: service.packageId,
      packageVersion: service.version,
      formId: schema.id,
      owner: who.email,
    });
    return seeOther(reply, `/desk/schalter/${service.packageId}/${draft.id}`);
  }

  @Get(':service/:draft')
  async show(
    @Staff() who: StaffMember,
    @Param() { service, draft }: { service: string; draft: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.services.open(who, service, draft);
    if (!open) return seeOther(reply, '/desk/schalter');
    if (open.draft.submitted_case !== null)
      return seeOther(reply, `/desk/schalter/eingang/${open.draft.submitted_case}`);
    const view = await this.work.view(who.tenantId, open.draft, open.schema, open.context);
    return this.render(request, reply, who, open, { view });
  }

  @Post(':service/:draft')
  async send(
    @Staff() who: StaffMember,
    @Param() { service, draft }: { service: string; draft: string },
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.services.open(who, service, draft);
    if (!open) return seeOther(reply, '/desk/schalter');
    if (open.draft.submitted_case !== null)
      return seeOther(reply, `/desk/schalter/eingang/${open.draft.submitted_case}`);
    const posted = readPostedStep(body);
    if (!posted) return seeOther(reply, `/desk/schalter/${service}/${draft}`);
    const sent = await this.work.send(who.tenantId, open.draft, open.schema, open.context, posted);
    // Gone since we looked: most likely a second click, whose first one has made the case. The page knows where it leads.
    if (!sent.ok && sent.code === 'GONE') return seeOther(reply, `/desk/schalter/${service}/${draft}`);
    if (!sent.ok) {
      const errors = sent.code === 'INVALID' ? sent.errors : [];
      return this.render(
        request,
        reply,
        who,
        open,
        { view: sent.view, errors, isConflict: sent.code === 'CONFLICT' },
        422,
      );
    }
    const { caseRow } = await this.submitCase.submit({
      tenantId: who.tenantId,
      service: open.service,
      data: sent.data,
      channel: 'schalter',
      draftId: open.draft.id,
      actor: who.email,
    });
    return seeOther(reply, `/desk/schalter/eingang/${caseRow.id}`);
  }

  private async render(
    request: FastifyRequest,
    reply: FastifyReply,
    who: StaffMember,
    open: CounterDraft,
    shown: { view: DraftView; errors?: readonly FormError[]; isConflict?: boolean },
    status = 200,
  ): Promise<FastifyReply> {
    const desk = await this.frames.of(request, who);
    const title = open.service.pkg.manifest.title.de;
    const hasErrors = (shown.errors ?? []).length > 0;
    const form = h(WorkForm, {
      frame: desk.frame,
      title,
      schema: open.schema,
      context: open.context,
      ...shown.view,
      errors: shown.errors ?? [],
      isConflict: shown.isConflict,
      action: `/desk/schalter/${open.service.packageId}/${open.draft.id}`,
      draftUrl: `/desk/entwuerfe/${open.draft.id}`,
      submitLabel: desk.frame.texts.desk.counter.submit,
    });
    return sendPage(reply, h(FormWorkPage, { desk, title, current: 'counter', hasErrors, children: form }), status);
  }
}
