import { constants, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { Server } from '@grpc/grpc-js';

/** What Node's HTTP/2 grants a connection: so many streams may be reset at once, and so many more each second. */
const BURST = 1_000;
const PER_SECOND = 33;
/** Left for calls that come before the client has read that it should connect anew. */
const RESERVE = 400;
const GRACE_MS = 1_000;
/** "Every stream so far counts": the client need not repeat any. */
const LAST_STREAM = 2 ** 31 - 1;

/**
 * Asks clients to connect anew before Node cuts them off. Older clients (grpc-js up to 1.9, so `zeebe-node`) reset each
 * stream when they have read its answer; Node 20 takes more than a thousand resets for an attack, ends the connection, and
 * every call under way fails with INTERNAL. A new connection costs milliseconds, and calls on the old one come to their end.
 */
export function retireConnections(server: Server): void {
  // The library has no public way to its sessions; its version is pinned, and zeebe-node.int.spec.ts makes 3,000 calls.
  const { http2Servers } = server as unknown as { http2Servers: Map<Http2Server, unknown> };
  for (const http2Server of http2Servers.keys()) http2Server.on('session', countStreams);
}

function countStreams(session: ServerHttp2Session): void {
  let left = BURST;
  let at = Date.now();
  const count = () => {
    const now = Date.now();
    left = Math.min(BURST, left + ((now - at) / 1_000) * PER_SECOND) - 1;
    at = now;
    if (left >= RESERVE) return;
    session.off('stream', count);
    session.goaway(constants.NGHTTP2_NO_ERROR, LAST_STREAM);
    setTimeout(() => session.close(), GRACE_MS).unref();
  };
  session.on('stream', count);
}
