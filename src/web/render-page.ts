import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A whole document as text. */
export const renderPage = <P>(page: VNode<P>): string => `<!doctype html>${renderToString(page as VNode)}`;

/** Answers with a page. Pages may hold personal data, so nobody stores them; assets are cached instead. */
export function sendPage<P>(reply: FastifyReply, page: VNode<P>, status = 200): FastifyReply {
  return reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(renderPage(page));
}

/** After a POST: the browser fetches the next page, so that reloading it sends nothing twice. */
export const seeOther = (reply: FastifyReply, path: string): FastifyReply =>
  reply.status(303).header('location', path).header('cache-control', 'no-store').send();
