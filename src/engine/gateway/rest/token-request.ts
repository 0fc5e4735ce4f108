import type { FastifyReply, FastifyRequest } from 'fastify';
import { TOKEN_LIFETIME } from '../access/access-tokens.js';
import { type Authenticate, readBasic } from '../access/authenticate.js';
import { StatusError } from '../status-error.js';

/** `POST /oauth/token`: a client shows its secret and gets a token (RFC 6749, client credentials). */
export async function answerTokenRequest(
  authenticate: Authenticate,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object> {
  void reply.header('cache-control', 'no-store');
  const form = (request.body ?? {}) as Record<string, unknown>;
  const field = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
  if (field('grant_type') !== 'client_credentials') {
    return refuse(reply, 400, 'unsupported_grant_type', 'grant_type must be client_credentials');
  }
  const header = readBasic(request.headers.authorization ?? '');
  const id = header.id || field('client_id');
  const secret = header.id ? header.secret : field('client_secret');
  try {
    const token = await authenticate.grant(id, secret);
    if (token === undefined) {
      return refuse(reply, 400, 'invalid_request', 'no credentials are needed here: GRPC_CLIENTS is not set');
    }
    return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFETIME, scope: field('scope') };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    void reply.header('www-authenticate', 'Basic realm="zeebe", charset="UTF-8"');
    return refuse(reply, 401, 'invalid_client', 'the client or its secret is unknown');
  }
}

function refuse(reply: FastifyReply, code: number, error: string, description: string): object {
  void reply.code(code);
  return { error, error_description: description };
}
