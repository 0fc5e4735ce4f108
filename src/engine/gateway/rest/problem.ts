import { status } from '@grpc/grpc-js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StatusError } from '../status-error.js';

/** HTTP status and title of what gRPC calls by these codes, as Zeebe's REST gateway answers them. */
const PROBLEMS: Readonly<Partial<Record<status, readonly [code: number, title: string]>>> = {
  [status.INVALID_ARGUMENT]: [400, 'INVALID_ARGUMENT'],
  [status.UNAUTHENTICATED]: [401, 'UNAUTHORIZED'],
  [status.PERMISSION_DENIED]: [403, 'FORBIDDEN'],
  [status.NOT_FOUND]: [404, 'NOT_FOUND'],
  [status.ALREADY_EXISTS]: [409, 'ALREADY_EXISTS'],
  [status.FAILED_PRECONDITION]: [409, 'INVALID_STATE'],
  [status.RESOURCE_EXHAUSTED]: [429, 'RESOURCE_EXHAUSTED'],
  [status.UNAVAILABLE]: [503, 'UNAVAILABLE'],
  [status.DEADLINE_EXCEEDED]: [504, 'DEADLINE_EXCEEDED'],
};

/** An answer that is none of the engine's: the request itself was wrong. */
export class HttpProblem extends Error {
  constructor(
    readonly code: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Sends an error as `application/problem+json` (RFC 9457), in Zeebe's shape; true when nobody had expected it. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): boolean {
  const [code, title, detail, unexpected = false] = describe(error);
  if (code === 401) void reply.header('www-authenticate', 'Basic realm="zeebe", charset="UTF-8"');
  // A path may be as long as the parser lets it be; the answer is not.
  const instance = request.url.split('?', 1)[0]?.slice(0, 200);
  void reply
    .code(code)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status: code, detail, instance }));
  return unexpected;
}

function describe(error: unknown): [code: number, title: string, detail: string, unexpected?: true] {
  if (error instanceof HttpProblem) return [error.code, error.title, error.detail];
  if (error instanceof StatusError) {
    const [code, title] = PROBLEMS[error.code] ?? [500, 'PROCESSING_ERROR'];
    return [code, title, error.details];
  }
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode < 500)
    return [statusCode, TITLES[statusCode] ?? 'Bad Request', message ?? ''];
  return [500, 'INTERNAL_ERROR', 'Unexpected error occurred during the request processing', true];
}

const TITLES: Readonly<Record<number, string>> = { 413: 'Content Too Large', 415: 'Unsupported Media Type' };
