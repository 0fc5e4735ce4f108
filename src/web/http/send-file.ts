import type { FastifyReply } from 'fastify';

export interface SentFile {
  name: string;
  contentType: string;
  content: Buffer;
}

/** Types that browsers show without running anything in them. */
const SHOWN = new Set(['application/pdf', 'image/jpeg', 'image/png']);

const CLOSED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
/**
 * Chrome and Safari refuse their own PDF viewer inside a sandbox or under a policy without objects and styles. The viewer
 * keeps a PDF's scripts away from our pages, and `nosniff` keeps the file a PDF.
 */
const PDF = "frame-ancestors 'self'";

/** Sends a stored file: shown when that is harmless, else saved; its own policy keeps it from doing anything. */
export function sendFile(reply: FastifyReply, { name, contentType, content }: SentFile): FastifyReply {
  const way = SHOWN.has(contentType) ? 'inline' : 'attachment';
  const plain = name.normalize('NFD').replace(/[^\x20-\x7e]|["\\]/g, '');
  return reply
    .header('content-type', contentType)
    .header('content-disposition', `${way}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', contentType === 'application/pdf' ? PDF : CLOSED)
    .header('x-content-type-options', 'nosniff')
    .send(content);
}
