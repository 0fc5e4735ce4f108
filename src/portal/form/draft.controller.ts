import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { accessToken, casePath, LINK_KEY } from '../../case/access-link.js';
import { SubmitCase } from '../../case/submit-case.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { describeForm } from '../../form/describe-form.js';
import { DraftUploads } from '../../form/draft-uploads.js';
import { FormDrafts, stepOfField } from '../../form/form-drafts.js';
import type { FormError } from '../../form/validate-form.js';
import { errorPage, messagePage } from '../../web/error-page.js';
import { fieldAnchor, indexesOf } from '../../web/form/field-anchor.js';
import { RATE_LIMITS } from '../../web/http/rate-limits.js';
import { pageFrame } from '../../web/page-frame.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { PortalData } from '../portal-data.js';
import { canStartOnline } from '../service-facts.js';
import { DraftAccess, type DraftAddress, draftPath, type OpenDraft } from './draft-access.js';
import { draftGone, laterLink } from './draft-pages.js';
import { startFormOf } from './start-form.js';
import { SummaryPage } from './summary-page.js';

/** Beginning an e-form, coming back to it, and sending it. */
@Controller('/gemeinde/:slug/:service')
export class DraftController {
  constructor(
    private readonly data: PortalData,
    private readonly access: DraftAccess,
    private readonly drafts: FormDrafts,
    private readonly uploads: DraftUploads,
    private readonly submitCase: SubmitCase,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LINK_KEY) private readonly linkKey: string,
  ) {}

  @Post('starten')
  @RouteConfig({ rateLimit: RATE_LIMITS.start })
  async start(@Param() address: DraftAddress, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const municipality = await this.data.municipality(address.slug);
    const service = municipality && (await this.data.service(municipality, address.service));
    const frame = pageFrame(request, municipality);
    if (!municipality || !service) return sendPage(reply, errorPage(frame, 404), 404);
    if (!canStartOnline(service)) {
      const { noStart } = frame.texts.portal.form;
      const text = frame.texts.portal.municipality.noServicesText;
      return sendPage(reply, messagePage(frame, { title: noStart, text }), 409);
    }
    const { packageId, version: packageVersion } = service;
    const { id, token } = await this.drafts.create({
      tenantId: municipality.bfs,
      packageId,
      packageVersion,
      formId: startFormOf(service).id,
    });
    this.access.remember(reply, municipality.slug, id, token);
    return seeOther(reply, `${draftPath({ ...address, draft: id })}/1`);
  }

  /** The remembered link: opens the draft in this browser and goes on where something is missing. */
  @Get('entwurf/:draft')
  async resume(
    @Param() address: DraftAddress,
    @Query('schluessel') key: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const token = typeof key === 'string' && key !== '' ? key : undefined;
    const open = await this.access.open(request, address, token);
    if (!open) return draftGone(request, reply, undefined, address);
    if (open.draft.submitted_case !== null)
      return seeOther(reply, this.receiptPath(open.municipality.bfs, open.draft.submitted_case));
    if (token !== undefined) this.access.remember(reply, open.municipality.slug, open.draft.id, token);
    const errors = await this.errors(open);
    const first =
      errors.length === 0
        ? undefined
        : Math.min(...errors.map(({ fieldId }) => Math.max(0, stepOfField(open.schema, fieldId))));
    return seeOther(reply, `${open.base}/${first === undefined ? 'uebersicht' : first + 1}`);
  }

  @Get('entwurf/:draft/uebersicht')
  async summary(@Param() address: DraftAddress, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const open = await this.access.open(request, address);
    if (!open) return draftGone(request, reply, undefined, address);
    if (open.draft.submitted_case !== null)
      return seeOther(reply, this.receiptPath(open.municipality.bfs, open.draft.submitted_case));
    return this.showSummary(request, reply, open, await this.errors(open));
  }

  @Post('entwurf/:draft/einreichen')
  @RouteConfig({ rateLimit: RATE_LIMITS.start })
  async submit(@Param() address: DraftAddress, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const open = await this.access.open(request, address);
    if (!open) return draftGone(request, reply, undefined, address);
    const { bfs: tenantId } = open.municipality;
    if (open.draft.submitted_case !== null)
      return seeOther(reply, this.receiptPath(tenantId, open.draft.submitted_case));
    const result = await this.drafts.complete(tenantId, open.draft, open.schema, open.context);
    if (!result.ok) return this.showSummary(request, reply, open, result.errors, 422);
    const { service, draft } = open;
    const submitted = await this.submitCase.submit({
      tenantId,
      service,
      data: result.data,
      channel: 'portal',
      draftId: draft.id,
    });
    return seeOther(reply, `${casePath(tenantId, submitted.token)}/eingang`);
  }

  private async errors(open: OpenDraft): Promise<FormError[]> {
    const result = await this.drafts.complete(open.municipality.bfs, open.draft, open.schema, open.context);
    return result.ok ? [] : result.errors;
  }

  private async showSummary(
    request: FastifyRequest,
    reply: FastifyReply,
    open: OpenDraft,
    errors: FormError[],
    status = 200,
  ) {
    const files = await this.uploads.list(open.municipality.bfs, open.draft.id);
    const fileNames = new Map(files.map((file) => [file.id, file.file_name]));
    const { schema, context, draft } = open;
    const described = describeForm(schema, draft.data, { now: this.clock.now(), context, fileNames });
    const frame = pageFrame(request, open.municipality);
    const props = {
      frame,
      open,
      described,
      errors: errors.map((error) => toSummaryError(open, error)),
      laterLink: laterLink(request, this.access, open),
    };
    return sendPage(reply, h(SummaryPage, props), status);
  }

  private receiptPath(tenantId: string, caseId: string): string {
    return `${casePath(tenantId, accessToken(this.linkKey, caseId))}/eingang`;
  }
}

function toSummaryError(open: OpenDraft, { message, fieldId, path }: FormError): { message: string; href: string } {
  const step = Math.max(0, stepOfField(open.schema, fieldId)) + 1;
  return { message, href: `${open.base}/${step}?ziel=uebersicht&pruefen=1#${fieldAnchor(fieldId, indexesOf(path))}` };
}
