import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ENGINE, type Engine } from '../engine.js';
import { GatewayServer } from './gateway-server.js';

/** Injection token of host and port. */
const ADDRESS = Symbol('GatewayAddress');

export interface GatewayAddress {
  host: string;
  /** 0 picks a free one. */
  port: number;
}

/** Opens the gateway when the engine runs, and closes it before the engine ends. */
@Injectable()
export class GatewayLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Gateway');
  private server: GatewayServer | undefined;
  /** Where clients connect; empty before the start. */
  address = '';

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(ADDRESS) private readonly given: GatewayAddress,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const report = (error: unknown) =>
      this.log.error(`A request failed unexpectedly: ${error instanceof Error ? error.stack : String(error)}`);
    const server = new GatewayServer({ engine: this.engine, ...this.given, report });
    const port = await server.start();
    this.server = server;
    this.address = `${this.given.host}:${port}`;
    this.log.log(`Zeebe clients find the engine at ${this.address}`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server?.stop();
  }
}

/** Zeebe's gRPC API for workers and tools in any language. */
@Module({})
export class GatewayModule {
  static with(address: GatewayAddress): DynamicModule {
    return {
      module: GatewayModule,
      providers: [{ provide: ADDRESS, useValue: address }, GatewayLifecycle],
    };
  }
}
