import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { pageFrame } from '../web/page-frame.js';
import { sendPage } from '../web/render-page.js';
import { PortalData } from './portal-data.js';
import { TextPage } from './views/text-page.js';

/** Privacy, accessibility, imprint: for the region and in the look of each Gemeinde. */
@Controller()
export class TextPagesController {
  constructor(private readonly data: PortalData) {}

  @Get(['/datenschutz', '/gemeinde/:slug/datenschutz'])
  privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('slug') slug?: string) {
    return this.show(request, reply, 'privacy', slug);
  }

  @Get(['/barrierefreiheit', '/gemeinde/:slug/barrierefreiheit'])
  accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('slug') slug?: string) {
    return this.show(request, reply, 'accessibility', slug);
  }

  @Get(['/impressum', '/gemeinde/:slug/impressum'])
  imprint(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('slug') slug?: string) {
    return this.show(request, reply, 'imprint', slug);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    name: 'privacy' | 'accessibility' | 'imprint',
    slug?: string,
  ) {
    const municipality = slug === undefined ? undefined : await this.data.municipality(slug);
    const frame = pageFrame(request, municipality);
    return sendPage(reply, h(TextPage, { frame, ...frame.texts.portal.pages[name] }));
  }
}
