import type { Http2Server, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import type { Server } from '@grpc/grpc-js';

/** What Node's HTTP/2 grants a connection: so many streams may be reset at once, and so many more each second. */
const BURST = 1_000;
const PER_SECOND = 33;
/** Node counts whole seconds and what a client gives up underway: some are left for the difference. */
const RESERVE = 100;

/**
 * Asks clients to connect anew before Node cuts them off. Older clients (grpc-js up to 1.9, so `zeebe-node`) reset each
 * stream when they have read its answer; Node 20 takes more than a thousand resets for an attack, ends the connection, and
 * every call under way fails with INTERNAL. A new connection costs milliseconds, and calls on the old one come to their end.
 */
export function retireConnections(server: Server): void {
  // The library has no public way to its sessions; its version is pinned, and resetting-clients.int.spec.ts makes thousands of calls.
  const { http2Servers } = server as unknown as { http2Servers: Map<Http2Server, unknown> };
  for (const http2Server of http2Servers.keys()) http2Server.on('session', countAnswers);
}

/**
 * A reset follows an answer, so answers are counted: however many calls a connection holds, it takes them all. Closing names
 * the last call that is taken, and clients repeat those they sent later at once. (A notice before it that takes all calls, as
 * gRPC knows it, is not to be had: after any GOAWAY Node ignores new calls without a word.)
 */
function countAnswers(session: ServerHttp2Session): void {
  let left = BURST;
  let at = Date.now();
  const count = () => {
    const now = Date.now();
    left = Math.min(BURST, left + ((now - at) / 1_000) * PER_SECOND) - 1;
    at = now;
    if (left < RESERVE) session.close();
  };
  session.on('stream', (stream: ServerHttp2Stream) => stream.once('close', count));
}
