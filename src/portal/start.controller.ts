import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { localPath } from '../web/http/local-path.js';
import { LANGUAGE_COOKIE, pageFrame } from '../web/page-frame.js';
import { seeOther, sendPage } from '../web/render-page.js';
import { isLanguage } from '../texts/texts.js';
import { queryText } from '../web/query-text.js';
import { PortalData } from './portal-data.js';
import { StartPage } from './views/start-page.js';

const YEAR = 365 * 24 * 60 * 60;

/** Choosing the Gemeinde and the language. */
@Controller()
export class StartController {
  constructor(private readonly data: PortalData) {}

  @Get('/')
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('suche') query: unknown) {
    const words = queryText(query);
    const search = words === '' ? undefined : { words, hits: await this.data.search(words) };
    const all = search ? [] : await this.data.all();
    return sendPage(reply, h(StartPage, { frame: pageFrame(request), all, search }));
  }

  @Get('/sprache/:language')
  language(@Param('language') language: string, @Query('zurueck') back: unknown, @Res() reply: FastifyReply) {
    if (isLanguage(language))
      reply.setCookie(LANGUAGE_COOKIE, language, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: YEAR });
    return seeOther(reply, localPath(back, '/'));
  }
}
