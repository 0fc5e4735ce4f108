import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { CLOCK, type Clock } from '../../config/clock.js';
import type { Variables } from '../../engine/engine.js';
import { describeForm } from '../../form/describe-form.js';
import { asFormSchema } from '../../form/form-schema.js';
import { municipalityVariables } from '../../municipality/profile.js';
import { errorPage, messagePage } from '../../web/error-page.js';
import { RATE_LIMITS } from '../../web/http/rate-limits.js';
import { sendFile } from '../../web/http/send-file.js';
import { fullAddress, pageFrame } from '../../web/page-frame.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { CaseAccess, type OpenCase } from './case-access.js';
import { CaseOverviews } from './case-overview.js';
import { canWithdraw } from './case-progress.js';
import { ReceiptPage } from './receipt-page.js';
import { StatusPage } from './status-page.js';
import { unknownCase } from './unknown-case.js';
import { WithdrawCase } from './withdraw-case.js';
import { WithdrawalPage } from './withdrawal-page.js';

/** A citizen's case behind its secret link. */
@Controller('/fall/:link')
export class CaseController {
  constructor(
    private readonly access: CaseAccess,
    private readonly overviews: CaseOverviews,
    private readonly withdrawCase: WithdrawCase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Param('link') link: string,
    @Query('meldung') said: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const frame = pageFrame(request, open.municipality);
    const overview = await this.overviews.read(open);
    const described = this.describe(open, new Map(overview.uploads.map((file) => [file.id, file.file_name])));
    const words = frame.texts.portal.status;
    const messages: Record<string, string> = {
      erledigt: words.taskDone,
      verzoegert: words.delayed,
      rueckzug: `${words.withdrawnTitle}. ${words.withdrawnText}`,
    };
    const message = typeof said === 'string' && Object.hasOwn(messages, said) ? messages[said] : undefined;
    return sendPage(reply, h(StatusPage, { frame, open, overview, described, message }));
  }

  @Get('eingang')
  async receipt(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const frame = pageFrame(request, open.municipality);
    return sendPage(reply, h(ReceiptPage, { frame, open, link: fullAddress(request, open.base) }));
  }

  @Get('dokument/:id')
  async document(
    @Param('link') link: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const file = await this.overviews.document(open, id);
    return file ? sendFile(reply, file) : sendPage(reply, errorPage(pageFrame(request, open.municipality), 404), 404);
  }

  @Get('datei/:id')
  async upload(
    @Param('link') link: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const file = await this.overviews.upload(open, id);
    return file ? sendFile(reply, file) : sendPage(reply, errorPage(pageFrame(request, open.municipality), 404), 404);
  }

  @Get('rueckzug')
  async askWithdrawal(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const { steps, isWithdrawn } = await this.overviews.read(open);
    if (isWithdrawn) return seeOther(reply, open.base);
    if (!canWithdraw(open.pkg.manifest, open.caseRow, steps)) return this.tooLate(request, reply, open);
    return sendPage(reply, h(WithdrawalPage, { frame: pageFrame(request, open.municipality), open }));
  }

  @Post('rueckzug')
  @RouteConfig({ rateLimit: RATE_LIMITS.start })
  async withdraw(
    @Param('link') link: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const open = await this.access.open(link);
    if (!open) return unknownCase(request, reply);
    const reason = (body as Record<string, unknown> | null)?.['grund'];
    const text =
      typeof reason === 'string'
        ? reason
            .normalize('NFC')
            .replace(/[^\P{Cc}\n]/gu, '')
            .trim()
            .slice(0, 1000)
        : '';
    const outcome = await this.withdrawCase.withdraw(open, text);
    return outcome.ok ? seeOther(reply, `${open.base}?meldung=rueckzug`) : this.tooLate(request, reply, open);
  }

  private tooLate(request: FastifyRequest, reply: FastifyReply, open: OpenCase) {
    const frame = pageFrame(request, open.municipality);
    const words = frame.texts.portal.status;
    const link = { href: open.base, label: words.toStatus };
    return sendPage(reply, messagePage(frame, { title: words.withdraw, text: words.withdrawTooLate, link }), 409);
  }

  private describe({ pkg, caseRow, municipality }: OpenCase, fileNames: ReadonlyMap<string, string>) {
    const schema = asFormSchema(pkg.forms.get(pkg.manifest.start.form)?.schema);
    if (!schema) return [];
    const context = { einstellungen: caseRow.settings as Variables, gemeinde: municipalityVariables(municipality) };
    return describeForm(schema, caseRow.data as Variables, { now: this.clock.now(), context, fileNames });
  }
}
