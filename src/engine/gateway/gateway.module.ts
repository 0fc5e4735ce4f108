import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Environment } from '../../config/environment.js';
import { ENGINE, type Engine } from '../engine.js';
import { readCertificate } from './access/certificate.js';
import { readClientsFile } from './access/clients-file.js';
import { type GatewayOptions, GatewayServer } from './gateway-server.js';

type Settings = Omit<GatewayOptions, 'engine' | 'report'>;

/** Injection token of the {@link Settings}. */
const SETTINGS = Symbol('GatewaySettings');

type GatewayEnvironment = Pick<
  Environment,
  'GRPC_HOST' | 'GRPC_PORT' | 'GRPC_CERTIFICATE' | 'GRPC_KEY' | 'GRPC_CLIENTS'
>;

/** Opens the gateway when the engine runs, and closes it before the engine ends. */
@Injectable()
export class GatewayLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Gateway');
  private server: GatewayServer | undefined;
  /** Where clients connect; empty before the start. */
  address = '';

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(SETTINGS) private readonly given: Settings,
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
  /** @throws StartProblem when a file that the environment names cannot be used */
  static with({ GRPC_HOST, GRPC_PORT, GRPC_CERTIFICATE, GRPC_KEY, GRPC_CLIENTS }: GatewayEnvironment): DynamicModule {
    const encrypted = GRPC_CERTIFICATE !== undefined && GRPC_KEY !== undefined;
    const settings: Settings = {
      host: GRPC_HOST,
      port: GRPC_PORT,
      ...(encrypted ? { credentials: readCertificate(GRPC_CERTIFICATE, GRPC_KEY) } : {}),
      ...(GRPC_CLIENTS === undefined ? {} : { clients: readClientsFile(GRPC_CLIENTS) }),
    };
    return {
      module: GatewayModule,
      providers: [{ provide: SETTINGS, useValue: settings }, GatewayLifecycle],
    };
  }
}
