import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Environment } from '../../config/environment.js';
import { UPLOAD_LIMITS } from '../../form/accept-upload.js';
import { findWebRoot } from '../assets.js';
import { configureFrames } from '../page-frame.js';
import { contentSecurityPolicy } from './content-security.js';
import { answerError, PageExceptionFilter } from './page-exception.filter.js';
import { type GuardedRoute, RATE_LIMITS } from './rate-limits.js';
import { isOwnRequest } from './same-origin.js';

/** Longest body that is not a file: a form of a large household with every text field full. */
export const BODY_LIMIT = 1024 * 1024;

/** What setUpHttp needs of the configuration. */
export type HttpEnvironment = Pick<Environment, 'DEMO' | 'PUBLIC_URL'>;

/**
 * Everything between the socket and the controllers, for main.ts and for tests: security headers, cookies, forms, uploads,
 * assets, limits, error pages. Call it before `app.init()` or `app.listen()`.
 */
export async function setUpHttp(app: NestFastifyApplication, environment: HttpEnvironment): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  configureFrames({ demo: environment.DEMO, publicUrl: environment.PUBLIC_URL });
  await securityHeaders(fastify, { publicUrl: environment.PUBLIC_URL });
  await fastify.register(fastifyCookie);
  refuseForeignRequests(fastify, environment.PUBLIC_URL);
  await fastify.register(fastifyFormbody, { bodyLimit: BODY_LIMIT });
  await fastify.register(fastifyMultipart, {
    limits: { fileSize: UPLOAD_LIMITS.fileBytes, files: 1, fields: 5, fieldSize: 10_000, parts: 6 },
    throwFileSizeLimit: true,
  });
  await limitRates(fastify, environment.DEMO);
  await serveFiles(fastify);
  app.useGlobalFilters(new PageExceptionFilter());
}

/** Helmet with our own policy: strict, without nonces, because no page has inline script or style. */
export async function securityHeaders(
  fastify: FastifyInstance,
  options: { publicUrl?: string | undefined },
): Promise<void> {
  await fastify.register(fastifyHelmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: options.publicUrl?.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'sameorigin' },
  });
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy(request.url));
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  });
}

/** Cookies are SameSite=Lax; this is the second lock against forged requests. */
function refuseForeignRequests(fastify: FastifyInstance, publicUrl: string | undefined): void {
  const log = new Logger('Http');
  const origins = publicUrl ? [new URL(publicUrl).origin] : [];
  fastify.addHook('onRequest', async (request, reply) => {
    if (isOwnRequest(request.method, request.headers, origins)) return;
    answerError(request, reply, { statusCode: 403 }, log);
    return reply;
  });
}

/** Styles and islands of portal and desk, and the studio's own files. */
async function serveFiles(fastify: FastifyInstance): Promise<void> {
  const webRoot = findWebRoot();
  const setHeaders = (reply: { header: (name: string, value: string) => unknown }, path: string): void => {
    // Names with a hash never change their content; the few without are asked for again after an hour.
    const isHashed = /-[A-Za-z0-9_-]{8}\.\w+$/.test(path);
    reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
  };
  const roots = [
    { prefix: '/assets/', root: webRoot },
    { prefix: '/studio/', root: join(webRoot, '..', 'modeler') },
  ];
  for (const { prefix, root } of roots) {
    if (existsSync(root))
      await fastify.register(fastifyStatic, { prefix, root, index: false, decorateReply: false, setHeaders });
  }
}

async function limitRates(fastify: FastifyInstance, isDemo: boolean): Promise<void> {
  await fastify.register(fastifyRateLimit, {
    global: true,
    ...RATE_LIMITS.all,
    // The demo on the own machine serves load tests; sign-in stays guarded there too.
    allowList: (request: FastifyRequest) =>
      request.url.startsWith('/assets/') || (isDemo && isLoopback(request.ip) && !isGuarded(request)),
    errorResponseBuilder: () => Object.assign(new Error('Too many requests'), { statusCode: 429 }),
  });
}

const isLoopback = (ip: string): boolean => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
const isGuarded = (request: FastifyRequest): boolean => (request.routeOptions.config as GuardedRoute).guarded === true;
