import type { FastifyReply, FastifyRequest } from 'fastify';
import { messagePage } from '../../web/error-page.js';
import { pageFrame } from '../../web/page-frame.js';
import { sendPage } from '../../web/render-page.js';

/** The page for a link that opens nothing. */
export function unknownCase(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const frame = pageFrame(request);
  const { unknownTitle: title, unknownText: text } = frame.texts.portal.status;
  return sendPage(reply, messagePage(frame, { title, text }), 404);
}
