import { type ClientHttp2Session, connect, constants } from 'node:http2';
import { gatewayService } from '../../../src/engine/gateway/contract.js';

/** What became of one call on one connection. */
interface Sent {
  id: number;
  outcome: 'answered' | 'refused' | 'failed';
}

interface Connection {
  session: ClientHttp2Session;
  sent: Sent[];
  /** The last call the server takes, when it has said so. */
  lastTaken?: number;
}

/**
 * Asks for the topology as older gRPC clients do: it resets each stream when it has read the end of the answer, opens a new
 * connection when the server closes one, and repeats there, once, the calls that the server says it has not taken.
 */
export class ResettingClient {
  readonly connections: Connection[] = [];

  constructor(private readonly address: string) {}

  /** Resolves true when the call was answered. */
  async call(): Promise<boolean> {
    const first = await this.send();
    return first === 'refused' ? (await this.send()) === 'answered' : first === 'answered';
  }

  close(): void {
    for (const { session } of this.connections) session.destroy();
  }

  private async send(): Promise<Sent['outcome']> {
    const connection = this.open();
    const stream = connection.session.request({
      ':method': 'POST',
      ':path': '/gateway_protocol.Gateway/Topology',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.end(TOPOLOGY_REQUEST);
    stream.resume();
    let status: unknown;
    stream.once('trailers', (trailers) => {
      status = trailers['grpc-status'];
      stream.close(constants.NGHTTP2_NO_ERROR);
    });
    stream.on('error', () => undefined);
    await new Promise((closed) => stream.once('close', closed));
    const refused = stream.rstCode === constants.NGHTTP2_REFUSED_STREAM;
    const outcome = status === '0' ? 'answered' : refused ? 'refused' : 'failed';
    connection.sent.push({ id: stream.id ?? 0, outcome });
    return outcome;
  }

  private open(): Connection {
    const newest = this.connections.at(-1);
    if (newest && !newest.session.closed && !newest.session.destroyed) return newest;
    const connection: Connection = { session: connect(`http://${this.address}`), sent: [] };
    connection.session.on('error', () => undefined);
    connection.session.on('goaway', (_code, lastStreamId) => (connection.lastTaken ??= lastStreamId));
    this.connections.push(connection);
    return connection;
  }
}

/** An empty message in the frame of gRPC: not compressed, its length. */
const TOPOLOGY_REQUEST = framed(gatewayService()['Topology']?.requestSerialize({}) ?? Buffer.alloc(0));

function framed(bytes: Buffer): Buffer {
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([frame, bytes]);
}
