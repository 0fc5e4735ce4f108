import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PACKAGE_LIMITS } from '../process-package/package-files.js';

const ASSETS = fileURLToPath(new URL('../../modeler/assets', import.meta.url));
const API = '/studio/api/';

/** The studio's scripts, and room for whole packages in its requests. Call it before `app.init()`. */
export async function setUpStudio(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRoute', (route) => {
    // JSON doubles quotes and line ends; twice the size of a package is enough for every text.
    if (route.url.startsWith(API)) route.bodyLimit = 2 * PACKAGE_LIMITS.totalBytes;
  });
  if (!existsSync(ASSETS)) return;
  await fastify.register(fastifyStatic, {
    root: ASSETS,
    prefix: '/studio/assets/',
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
  });
}
