import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Municipality } from '../../municipality/profile.js';
import { messagePage } from '../../web/error-page.js';
import { fullAddress, pageFrame } from '../../web/page-frame.js';
import { sendPage } from '../../web/render-page.js';
import type { DraftAccess, DraftAddress, OpenDraft } from './draft-access.js';

/** Says that there is no such draft (any more) and leads to a new one. */
export function draftGone(
  request: FastifyRequest,
  reply: FastifyReply,
  municipality: Municipality | undefined,
  address: DraftAddress,
): FastifyReply {
  const frame = pageFrame(request, municipality);
  const words = frame.texts.portal.form;
  const link = {
    href: `/gemeinde/${encodeURIComponent(address.slug)}/${encodeURIComponent(address.service)}`,
    label: words.startAgain,
  };
  return sendPage(reply, messagePage(frame, { title: words.goneTitle, text: words.goneText, link }), 404);
}

/** The link that opens the draft on any device, as this browser knows it. */
export function laterLink(request: FastifyRequest, access: DraftAccess, open: OpenDraft): string {
  const key = access.tokenOf(request, open.draft.id) ?? '';
  return fullAddress(request, `${open.base}?schluessel=${key}`);
}
