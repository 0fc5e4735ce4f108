import { createHash, timingSafeEqual } from 'node:crypto';
import { type Metadata, status } from '@grpc/grpc-js';
import type { Engine } from '../../engine.js';
import { StatusError } from '../status-error.js';
import type { GatewayClient } from './clients-file.js';
import { type GatewayEngine, reachableEngine } from './reachable-engine.js';

/** Guessing takes long: every wrong attempt waits. */
const PAUSE_MS = 500;
const NOBODY = Buffer.alloc(32);

/** Finds out who calls, and gives the engine as the caller may see it. @throws StatusError UNAUTHENTICATED */
export type Authenticate = (metadata: Metadata) => Promise<GatewayEngine>;

/** For loopback: whoever reaches the port may do everything. */
export const everybody =
  (engine: Engine): Authenticate =>
  () =>
    Promise.resolve(engine);

/** Basic authentication with the clients of GRPC_CLIENTS. */
export function onlyClients(engine: Engine, clients: readonly GatewayClient[]): Authenticate {
  const known = new Map(
    clients.map(({ id, sha256, tenants, jobTypes }) => [
      id,
      {
        digest: Buffer.from(sha256, 'hex'),
        reachable: reachableEngine(engine, { tenants, ...(jobTypes ? { jobTypes } : {}) }),
      },
    ]),
  );
  return async (metadata) => {
    const { id, secret } = readBasic(String(metadata.get('authorization')[0] ?? ''));
    const client = known.get(id);
    const digest = createHash('sha256').update(secret).digest();
    if (timingSafeEqual(digest, client?.digest ?? NOBODY) && client) return client.reachable;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    throw new StatusError(
      status.UNAUTHENTICATED,
      'Expected to handle gRPC request, but the client did not identify itself with a known name and its secret (Basic authentication)',
    );
  };
}

function readBasic(header: string): { id: string; secret: string } {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header)?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? { id: '', secret: '' } : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}
