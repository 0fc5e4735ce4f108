import { credentials, loadPackageDefinition, Metadata, type ServiceError } from '@grpc/grpc-js';
import { contract } from '../../../src/engine/gateway/contract.js';
import { type GatewayOptions, GatewayServer } from '../../../src/engine/gateway/gateway-server.js';
import { EngineWorld } from '../../engine/support/engine-world.js';

/** What the tests need of a client that grpc-js makes from the contract. */
export interface RawClient {
  [rpc: string]: (...args: unknown[]) => RawStream;
}

export interface RawStream extends NodeJS.EventEmitter {
  cancel(): void;
}

/** An engine on a database of its own, with the gateway in front on a free port. */
export class GatewayWorld {
  private gateway: GatewayServer | undefined;
  private readonly clients: { close(): void }[] = [];
  port = 0;

  private constructor(
    readonly engine: EngineWorld,
    private readonly options: Partial<GatewayOptions>,
  ) {}

  static async open(options: Partial<GatewayOptions> = {}): Promise<GatewayWorld> {
    const engine = await EngineWorld.open();
    await engine.start();
    const world = new GatewayWorld(engine, options);
    await world.startGateway();
    return world;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async startGateway(port = 0): Promise<void> {
    const report = (error: unknown) => void this.engine.errors.push(String(error));
    this.gateway = new GatewayServer({ engine: this.engine.engine, host: '127.0.0.1', port, report, ...this.options });
    this.port = await this.gateway.start();
  }

  async stopGateway(): Promise<void> {
    await this.gateway?.stop();
    this.gateway = undefined;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.stopGateway();
    await this.engine.close();
  }

  /** A client without any convenience of a library, on a connection of its own. */
  raw(options: Record<string, unknown> = {}, address = this.address): RawClient {
    const grpc = loadPackageDefinition(contract) as unknown as {
      gateway_protocol: { Gateway: new (address: string, given: unknown, options: unknown) => RawClient };
    };
    const settings = { 'grpc.use_local_subchannel_pool': 1, 'grpc.max_send_message_length': -1, ...options };
    const client = new grpc.gateway_protocol.Gateway(address, credentials.createInsecure(), settings);
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
