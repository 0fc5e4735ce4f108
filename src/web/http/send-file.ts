import type { FastifyReply } from 'fastify';

export interface SentFile {
  name: string;
  contentType: string;
  content: Buffer;
}

/** Types that browsers show without running anything in them. */
const SHOWN = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** Sends a stored file: shown when that is harmless, else saved; its own policy keeps it from doing anything. */
export function sendFile(reply: FastifyReply, { name, contentType, content }: SentFile): FastifyReply {
  const way = SHOWN.has(contentType) ? 'inline' : 'attachment';
  const plain = name.normalize('NFD').replace(/[^\x20-\x7e]|["\\]/g, '');
  return reply
    .header('content-type', contentType)
    .header('content-disposition', `${way}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox")
    .send(content);
}
