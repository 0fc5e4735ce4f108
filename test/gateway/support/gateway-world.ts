import {
  type ChannelCredentials,
  credentials,
  loadPackageDefinition,
  Metadata,
  type ServiceError,
} from '@grpc/grpc-js';
import { contract } from '../../../src/engine/gateway/contract.js';
import { AccessTokens } from '../../../src/engine/gateway/access/access-tokens.js';
import { everybody, onlyClients } from '../../../src/engine/gateway/access/authenticate.js';
import type { Certificate } from '../../../src/engine/gateway/access/certificate.js';
import type { GatewayClient } from '../../../src/engine/gateway/access/clients-file.js';
import { GatewayServer } from '../../../src/engine/gateway/gateway-server.js';
import { RestGateway } from '../../../src/engine/gateway/rest/rest-gateway.js';
import { steadyPort } from '../../support/steady-port.js';
import { EngineWorld } from '../../engine/support/engine-world.js';

/** What the tests need of a client that grpc-js makes from the contract. */
export interface RawClient {
  [rpc: string]: (...args: unknown[]) => RawStream;
}

export interface RawStream extends NodeJS.EventEmitter {
  cancel(): void;
}

interface WorldOptions {
  /** Who may connect; absent: everybody. */
  clients?: GatewayClient[];
  certificate?: Certificate;
}

/** An engine on a database of its own, with the gateway in front on free ports. */
export class GatewayWorld {
  private gateway: GatewayServer | undefined;
  private rest: RestGateway | undefined;
  private readonly clients: { close(): void }[] = [];
  port = 0;
  restPort = 0;

  private constructor(
    readonly engine: EngineWorld,
    private readonly options: WorldOptions,
  ) {}

  static async open(options: WorldOptions = {}): Promise<GatewayWorld> {
    const engine = await EngineWorld.open();
    await engine.start();
    const world = new GatewayWorld(engine, options);
    await world.startGateway();
    return world;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get restUrl(): string {
    return `${this.options.certificate ? 'https' : 'http'}://127.0.0.1:${this.restPort}`;
  }

  async startGateway(given = 0): Promise<void> {
    const port = given || (await steadyPort());
    const report = (error: unknown) => void this.engine.errors.push(String(error));
    const { engine } = this.engine;
    const { clients, certificate } = this.options;
    const authenticate = clients
      ? onlyClients(engine, clients, new AccessTokens('a key for these tests'))
      : everybody(engine);
    const common = { engine, authenticate, host: '127.0.0.1', report, ...(certificate ? { certificate } : {}) };
    this.gateway = new GatewayServer({ ...common, port });
    this.port = await this.gateway.start();
    this.rest = new RestGateway({ ...common, port: 0 });
    this.restPort = await this.rest.start();
  }

  async stopGateway(): Promise<void> {
    await this.rest?.stop();
    await this.gateway?.stop();
    this.rest = undefined;
    this.gateway = undefined;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.stopGateway();
    await this.engine.close();
  }

  /** A client over TLS that trusts the certificate of the world. */
  secure(): RawClient {
    return this.raw({}, `localhost:${this.port}`, credentials.createSsl(this.options.certificate?.cert));
  }

  /** A client without any convenience of a library, on a connection of its own. */
  raw(
    options: Record<string, unknown> = {},
    address = this.address,
    channel: ChannelCredentials = credentials.createInsecure(),
  ): RawClient {
    const grpc = loadPackageDefinition(contract) as unknown as {
      gateway_protocol: { Gateway: new (address: string, given: unknown, options: unknown) => RawClient };
    };
    const settings = { 'grpc.use_local_subchannel_pool': 1, 'grpc.max_send_message_length': -1, ...options };
    const client = new grpc.gateway_protocol.Gateway(address, channel, settings);
    this.clients.push(client as unknown as { close(): void });
    return client;
  }

  /** One unary call; the error of gRPC when it fails. */
  call(client: RawClient, rpc: string, request: object, metadata = new Metadata()): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const answer = (error: ServiceError | null, response?: Record<string, unknown>) =>
        error ? reject(error) : resolve(response ?? {});
      client[rpc]?.(request, metadata, answer);
    });
  }

  /** All messages of a stream that ends. */
  collect(
    client: RawClient,
    rpc: string,
    request: object,
    metadata = new Metadata(),
  ): Promise<Record<string, unknown>[]> {
    return new Promise((resolve, reject) => {
      const messages: Record<string, unknown>[] = [];
      const stream = client[rpc]?.(request, metadata);
      stream?.on('data', (message: Record<string, unknown>) => messages.push(message));
      stream?.on('error', reject);
      stream?.on('end', () => resolve(messages));
    });
  }
}
