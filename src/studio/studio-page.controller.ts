import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sessionToken } from '../identity/session-cookie.js';
import { SignIn } from '../identity/sign-in.js';

const INDEX = fileURLToPath(new URL('../../modeler/index.html', import.meta.url));

/** bpmn-js sets styles on elements; everything else is as strict as elsewhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The studio itself: one page, its scripts lie beside it. */
@Controller('studio')
export class StudioPageController {
  private page: Promise<string> | undefined;

  constructor(private readonly signIn: SignIn) {}

  @Get()
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = sessionToken(request);
    const who = token === undefined ? undefined : await this.signIn.resolve(token);
    if (!who) {
      await reply.redirect('/anmelden?weiter=/studio', 303);
      return;
    }
    if (!who.supportCenter) {
      await reply.redirect('/desk', 303);
      return;
    }
    this.page ??= readFile(INDEX, 'utf8');
    await reply
      .header('content-security-policy', POLICY)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(await this.page);
  }
}
