import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'dsc_session';

/** The sign-in cookie: opaque, unreadable for scripts, sent only to us. `secure` when the pages are served by https. */
export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  void reply.setCookie(NAME, token, { httpOnly: true, sameSite: 'lax', path: '/', secure });
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(NAME, { path: '/' });
}

export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[NAME];
