import { createHash, timingSafeEqual } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import type { Engine } from '../../engine.js';
import { StatusError } from '../status-error.js';
import type { GatewayClient } from './clients-file.js';
import type { AccessTokens } from './access-tokens.js';
import { type GatewayEngine, reachableEngine } from './reachable-engine.js';

/** Guessing takes long: every wrong attempt waits. */
const PAUSE_MS = 500;
const NOBODY = Buffer.alloc(32);

/** Finds out who calls, and gives the engine as the caller may see it. @throws StatusError UNAUTHENTICATED */
export interface Authenticate {
  /** By the header `authorization`: `Basic` with name and secret, or `Bearer` with a token. */
  engineFor(authorization: string): Promise<GatewayEngine>;
  /** A token for a client that shows its name and secret; undefined where nobody needs one. */
  grant(id: string, secret: string): Promise<string | undefined>;
}

/** For loopback: whoever reaches the port may do everything. */
export const everybody = (engine: Engine): Authenticate => ({
  engineFor: () => Promise.resolve(engine),
  grant: () => Promise.resolve(undefined),
});

/** The clients of GRPC_CLIENTS, each with its own reach. */
export function onlyClients(engine: Engine, clients: readonly GatewayClient[], tokens: AccessTokens): Authenticate {
  const known = new Map(
    clients.map(({ id, sha256, tenants, jobTypes }) => [
      id,
      {
        digest: Buffer.from(sha256, 'hex'),
        reachable: reachableEngine(engine, { tenants, ...(jobTypes ? { jobTypes } : {}) }),
      },
    ]),
  );
  const bySecret = async (id: string, secret: string) => {
    const client = known.get(id);
    const digest = createHash('sha256').update(secret).digest();
    if (timingSafeEqual(digest, client?.digest ?? NOBODY) && client) return client;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    throw unknownClient();
  };
  const byToken = async (token: string) => {
    const holder = await tokens.read(token);
    const client = known.get(holder?.id ?? '');
    // A secret that was changed takes the tokens with it that were given for the old one.
    if (client && holder?.secretDigest === client.digest.toString('base64url')) return client;
    throw unknownClient();
  };
  return {
    engineFor: async (authorization) => {
      const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
      if (token !== undefined) return (await byToken(token)).reachable;
      const { id, secret } = readBasic(authorization);
      return (await bySecret(id, secret)).reachable;
    },
    grant: async (id, secret) => {
      const { digest } = await bySecret(id, secret);
      return tokens.issue({ id, secretDigest: digest.toString('base64url') });
    },
  };
}

const unknownClient = (): StatusError =>
  new StatusError(
    status.UNAUTHENTICATED,
    'Expected to handle the request, but the client did not identify itself with a known name and its secret (Basic), nor with a valid token (Bearer)',
  );

/** Name and secret of a header `Basic …`; both empty when it is none. */
export function readBasic(header: string): { id: string; secret: string } {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header)?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? { id: '', secret: '' } : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}
