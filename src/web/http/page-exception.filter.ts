import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorPage, errorTextOf } from '../error-page.js';
import { pageFrame } from '../page-frame.js';
import { sendPage } from '../render-page.js';

/** Says what happened and what to do: as a page for people, as JSON for programs. Details stay in the log. */
@Catch()
export class PageExceptionFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerError(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), error, this.log);
  }
}

/** PostgreSQL's codes for texts that it cannot hold, such as NUL: whoever sends one means no good. */
const UNSTORABLE = new Set(['22021', '22P05']);

export function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode: status, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  if (typeof code === 'string' && UNSTORABLE.has(code)) return 400;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

/** Also used by hooks that run before Nest. */
export function answerError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  log: Pick<Logger, 'error'>,
): void {
  // A stream that broke half-way: headers are gone, there is nobody to tell.
  if (reply.sent) return;
  const status = statusOf(error);
  const reference = status >= 500 ? randomUUID().slice(0, 8) : undefined;
  if (reference)
    log.error(`${reference} ${request.method} ${pathOf(request.url)}: ${(error as Error)?.stack ?? String(error)}`);
  const frame = pageFrame(request);
  if (wantsJson(request)) {
    const { title, text } = errorTextOf(frame.texts, status);
    void reply
      .status(status)
      .header('cache-control', 'no-store')
      .send({ ok: false, status, message: `${title}. ${text}`, reference });
    return;
  }
  void sendPage(reply, errorPage(frame, status, reference), status);
}

/** Secrets stand in paths and queries: the log keeps neither the query nor anything that could be one. */
const pathOf = (url: string): string =>
  (url.split('?')[0] ?? '')
    .split('/')
    .map((part) => (part.length > 20 ? '…' : part))
    .join('/');

function wantsJson(request: FastifyRequest): boolean {
  const accept = String(request.headers.accept ?? '');
  return request.url.startsWith('/api/') || (accept.includes('application/json') && !accept.includes('text/html'));
}
