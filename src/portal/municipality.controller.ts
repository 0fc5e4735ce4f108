import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { errorPage } from '../web/error-page.js';
import { crestFile, tokensFile } from '../web/municipality-look.js';
import { pageFrame } from '../web/page-frame.js';
import { seeOther, sendPage } from '../web/render-page.js';
import { hasJoined, PortalData } from './portal-data.js';
import { queryText } from '../web/query-text.js';
import { searchServices } from './search-services.js';
import { MunicipalityPage, NotJoinedPage } from './views/municipality-page.js';
import { ServicePage } from './views/service-page.js';

/** A Gemeinde, its look and its services. */
@Controller('/gemeinde/:slug')
export class MunicipalityController {
  constructor(private readonly data: PortalData) {}

  @Get()
  async show(
    @Param('slug') slug: string,
    @Query('suche') query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const municipality = await this.data.municipality(slug);
    if (!municipality) return sendPage(reply, errorPage(pageFrame(request), 404), 404);
    const frame = pageFrame(request, municipality);
    const successor = await this.successorOf(municipality);
    if (successor) return seeOther(reply, `/gemeinde/${successor}`);
    if (!hasJoined(municipality)) return sendPage(reply, h(NotJoinedPage, { frame, municipality }));
    const all = await this.data.services(municipality);
    const words = queryText(query);
    const found = words === '' ? all : searchServices(all, words, frame.language);
    const search = words === '' ? undefined : { words, found: found.length > 0 };
    const services = found.length > 0 ? found : all;
    return sendPage(reply, h(MunicipalityPage, { frame, municipality, services, search }));
  }

  @Get('tokens.css')
  async tokens(@Param('slug') slug: string, @Res() reply: FastifyReply) {
    const municipality = await this.data.municipality(slug);
    return reply
      .status(municipality ? 200 : 404)
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(municipality ? tokensFile(municipality) : '');
  }

  @Get('wappen.svg')
  async crest(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const municipality = await this.data.municipality(slug);
    const svg = municipality && crestFile(municipality);
    if (!svg) return sendPage(reply, errorPage(pageFrame(request), 404), 404);
    return reply
      .header('content-type', 'image/svg+xml')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'public, max-age=3600')
      .send(svg);
  }

  @Get(':service')
  async service(
    @Param('slug') slug: string,
    @Param('service') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const municipality = await this.data.municipality(slug);
    const service = municipality && (await this.data.service(municipality, id));
    const frame = pageFrame(request, municipality);
    if (!municipality || !service) return sendPage(reply, errorPage(frame, 404), 404);
    return sendPage(reply, h(ServicePage, { frame, municipality, service }));
  }

  /** Slug of the Gemeinde that took over, once the day of the merger has come. */
  private async successorOf({
    validTo,
    successor,
  }: {
    validTo: string | null;
    successor: string | null;
  }): Promise<string | undefined> {
    if (!successor || !validTo || validTo >= this.data.today()) return undefined;
    return (await this.data.municipalityByNumber(successor))?.slug;
  }
}
