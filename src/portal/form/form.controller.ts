import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { CLOCK, type Clock } from '../../config/clock.js';
import type { Variables } from '../../engine/engine.js';
import { DraftUploads } from '../../form/draft-uploads.js';
import { FormDrafts, type StepOutcome } from '../../form/form-drafts.js';
import { fingerprint, stepData } from '../../form/merge-step.js';
import { type FormError, validateForm } from '../../form/validate-form.js';
import { clockTime } from '../../web/format.js';
import type { SaveAnswer } from '../../web/form/form-island-props.js';
import { readPostedStep } from '../../web/form/posted-step.js';
import { pageFrame } from '../../web/page-frame.js';
import { seeOther, sendPage } from '../../web/render-page.js';
import { DraftAccess, type DraftAddress, type OpenDraft } from './draft-access.js';
import { draftGone, laterLink } from './draft-pages.js';
import { FormPage } from './form-page.js';

interface StepAddress extends DraftAddress {
  step: string;
}

/** The steps of an e-form: shown, saved while typing, sent. */
@Controller('/gemeinde/:slug/:service/entwurf/:draft')
export class FormController {
  constructor(
    private readonly access: DraftAccess,
    private readonly drafts: FormDrafts,
    private readonly uploads: DraftUploads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':step(^[1-9]\\d?$)')
  async show(
    @Param() address: StepAddress,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const found = await this.find(request, reply, address);
    if (!found) return reply;
    const { open, index } = found;
    const data = await this.stored(open, index);
    const errors = query['pruefen'] === undefined ? [] : await this.judge(open, index);
    return this.render(request, reply, {
      open,
      index,
      data,
      stand: fingerprint(data),
      errors,
      toSummary: isSummary(query['ziel']),
    });
  }

  @Post(':step(^[1-9]\\d?$)')
  async send(
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const found = await this.find(request, reply, address);
    if (!found) return reply;
    const { open, index } = found;
    const toSummary = isSummary((body as Record<string, unknown> | null)?.['ziel']);
    const posted = readPostedStep(body);
    if (!posted) {
      const data = await this.stored(open, index);
      const errors = [{ path: '', fieldId: '', label: '', message: pageFrame(request).texts.form.unreadable }];
      return this.render(request, reply, { open, index, data, stand: fingerprint(data), errors, toSummary }, 400);
    }
    const outcome = await this.save(open, index, posted.daten, posted.stand);
    if (!outcome.ok && outcome.code === 'GONE') return draftGone(request, reply, open.municipality, address);
    if (!outcome.ok) {
      const page = { open, index, data: outcome.sent, stand: outcome.stand, errors: [], toSummary, isConflict: true };
      return this.render(request, reply, page, 409);
    }
    if (outcome.errors.length > 0) {
      const { stand, errors, data } = outcome;
      return this.render(request, reply, { open, index, data, stand, errors, toSummary }, 422);
    }
    const isLast = index + 1 === open.steps.length;
    return seeOther(reply, `${open.base}/${toSummary || isLast ? 'uebersicht' : index + 2}`);
  }

  @Post(':step(^[1-9]\\d?$)/speichern')
  async autosave(
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { texts } = pageFrame(request);
    const open = await this.access.open(request, address);
    const index = Number(address.step) - 1;
    const posted = readPostedStep(body);
    const answer = (status: number, value: SaveAnswer) =>
      reply.status(status).header('cache-control', 'no-store').send(value);
    if (!open || !open.steps[index] || !posted || open.draft.submitted_case !== null)
      return answer(posted ? 404 : 400, {
        ok: false,
        code: 'GONE',
        message: posted ? texts.portal.form.goneTitle : texts.form.unreadable,
      });
    const outcome = await this.save(open, index, posted.daten, posted.stand);
    if (outcome.ok)
      return answer(200, {
        ok: true,
        stand: outcome.stand,
        message: texts.form.savedAt(clockTime(outcome.savedAt, open.language)),
      });
    const message = outcome.code === 'CONFLICT' ? texts.form.conflictTitle : texts.portal.form.goneTitle;
    return answer(outcome.code === 'CONFLICT' ? 409 : 404, { ok: false, code: outcome.code, message });
  }

  /** The draft and its step; undefined after an answer was given. */
  private async find(request: FastifyRequest, reply: FastifyReply, address: StepAddress) {
    const open = await this.access.open(request, address);
    const index = Number(address.step) - 1;
    if (!open || !open.steps[index]) {
      await draftGone(request, reply, open?.municipality, address);
      return undefined;
    }
    if (open.draft.submitted_case !== null) {
      await seeOther(reply, open.base);
      return undefined;
    }
    return { open, index };
  }

  private save(open: OpenDraft, index: number, sent: Variables, stand: string | undefined): Promise<StepOutcome> {
    const { schema, context, steps, draft, municipality, language } = open;
    return this.drafts.saveStep(municipality.bfs, draft.id, {
      schema,
      stepId: steps[index]?.id ?? '',
      sent,
      stand,
      context,
      language,
    });
  }

  private async options(open: OpenDraft) {
    const files = await this.uploads.list(open.municipality.bfs, open.draft.id);
    const uploads = new Map(files.map((file) => [file.id, { contentType: file.content_type, size: file.size }]));
    return { now: this.clock.now(), context: open.context, uploads };
  }

  private async stored(open: OpenDraft, index: number): Promise<Variables> {
    return stepData(open.schema, open.steps[index]?.id ?? '', open.draft.data, await this.options(open));
  }

  private async judge(open: OpenDraft, index: number): Promise<FormError[]> {
    const step = open.steps[index]?.id ?? '';
    const options = { ...(await this.options(open)), mode: 'submit' as const, step, language: open.language };
    const result = validateForm(open.schema, open.draft.data, options);
    return result.ok ? [] : result.errors;
  }

  private async render(request: FastifyRequest, reply: FastifyReply, page: StepPage, status = 200) {
    const { open } = page;
    const frame = pageFrame(request, open.municipality);
    const files = await this.uploads.list(open.municipality.bfs, open.draft.id);
    const isStored = Object.keys(open.draft.data).length > 0;
    const savedMessage = isStored
      ? frame.texts.form.savedAt(clockTime(open.draft.updated_at, frame.language))
      : undefined;
    return sendPage(
      reply,
      h(FormPage, { ...page, frame, files, savedMessage, laterLink: laterLink(request, this.access, open) }),
      status,
    );
  }
}

interface StepPage {
  open: OpenDraft;
  index: number;
  data: Variables;
  stand: string;
  errors: FormError[];
  toSummary: boolean;
  isConflict?: boolean;
}

const isSummary = (value: unknown): boolean => value === 'uebersicht';
