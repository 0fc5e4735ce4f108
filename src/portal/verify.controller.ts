import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { TenantDatabase } from '../database/tenant-database.js';
import { verifyDocument } from '../document/document.store.js';
import { normaliseVerificationCode } from '../document/verification-code.js';
import { RATE_LIMITS } from '../web/http/rate-limits.js';
import { pageFrame } from '../web/page-frame.js';
import { seeOther, sendPage } from '../web/render-page.js';
import { queryText } from '../web/query-text.js';
import { VerifyPage } from './views/verify-page.js';

/** Whether a letter is real: everybody may ask, the answer says no more than the letter itself. */
@Controller('/pruefen')
export class VerifyController {
  constructor(private readonly database: TenantDatabase) {}

  @Get()
  ask(@Query('code') query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const typed = queryText(query);
    if (query === undefined) return sendPage(reply, h(VerifyPage, { frame: pageFrame(request), typed: '' }));
    const code = normaliseVerificationCode(typed);
    if (code) return seeOther(reply, `/pruefen/${code}`);
    return sendPage(
      reply,
      h(VerifyPage, { frame: pageFrame(request), typed, isMissing: typed === '', isUnknown: typed !== '' }),
      422,
    );
  }

  @Get(':code')
  @RouteConfig({ rateLimit: RATE_LIMITS.guess })
  async show(@Param('code') typed: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const frame = pageFrame(request);
    const code = normaliseVerificationCode(typed);
    const document = code ? await this.database.withoutTenant((tx) => verifyDocument(tx, code)) : undefined;
    const page = h(VerifyPage, { frame, typed: code ?? queryText(typed), document, isUnknown: !document });
    return sendPage(reply, page, document ? 200 : 404);
  }
}
