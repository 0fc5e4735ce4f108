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
import { AccessTokens } from './access/access-tokens.js';
import { everybody, onlyClients } from './access/authenticate.js';
import { type Certificate, readCertificate } from './access/certificate.js';
import { type GatewayClient, readClientsFile } from './access/clients-file.js';
import { GatewayServer } from './gateway-server.js';
import { RestGateway } from './rest/rest-gateway.js';

interface Settings {
  host: string;
  grpcPort: number;
  restPort: number;
  certificate?: Certificate;
  /** Who may connect; absent: whoever reaches the ports may do everything. */
  clients?: GatewayClient[];
  tokens: AccessTokens;
}

/** Injection token of the {@link Settings}. */
const SETTINGS = Symbol('GatewaySettings');

type GatewayEnvironment = Pick<
  Environment,
  'GRPC_HOST' | 'GRPC_PORT' | 'GRPC_CERTIFICATE' | 'GRPC_KEY' | 'GRPC_CLIENTS' | 'ZEEBE_REST_PORT'
>;

/** Opens the gateway when the engine runs, and closes it before the engine ends. */
@Injectable()
export class GatewayLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Gateway');
  private servers: { stop(): Promise<void> }[] = [];
  /** Where clients connect by gRPC; empty before the start. */
  address = '';
  /** Where clients find the REST API; empty before the start. */
  restAddress = '';

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(SETTINGS) private readonly given: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { engine } = this;
    const { host, grpcPort, restPort, certificate, clients, tokens } = this.given;
    const report = (error: unknown) =>
      this.log.error(`A request failed unexpectedly: ${error instanceof Error ? error.stack : String(error)}`);
    const authenticate = clients ? onlyClients(engine, clients, tokens) : everybody(engine);
    const common = { engine, authenticate, host, report, ...(certificate ? { certificate } : {}) };
    const grpc = new GatewayServer({ ...common, port: grpcPort });
    this.address = `${host}:${await grpc.start()}`;
    this.servers.push(grpc);
    const rest = new RestGateway({ ...common, port: restPort });
    this.restAddress = `${certificate ? 'https' : 'http'}://${host}:${await rest.start()}`;
    this.servers.push(rest);
    this.log.log(`Zeebe clients find the engine at ${this.address} (gRPC) and ${this.restAddress} (REST)`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }
}

/** Zeebe's APIs for workers and tools in any language. */
@Module({})
export class GatewayModule {
  /**
   * @param installationKey signs the tokens of clients; the same in all processes of the installation
   * @throws StartProblem when a file that the environment names cannot be used
   */
  static with(environment: GatewayEnvironment, installationKey: string): DynamicModule {
    const { GRPC_HOST, GRPC_PORT, GRPC_CERTIFICATE, GRPC_KEY, GRPC_CLIENTS, ZEEBE_REST_PORT } = environment;
    const encrypted = GRPC_CERTIFICATE !== undefined && GRPC_KEY !== undefined;
    const settings: Settings = {
      host: GRPC_HOST,
      grpcPort: GRPC_PORT,
      restPort: ZEEBE_REST_PORT,
      tokens: new AccessTokens(installationKey),
      ...(encrypted ? { certificate: readCertificate(GRPC_CERTIFICATE, GRPC_KEY) } : {}),
      ...(GRPC_CLIENTS === undefined ? {} : { clients: readClientsFile(GRPC_CLIENTS) }),
    };
    return {
      module: GatewayModule,
      providers: [{ provide: SETTINGS, useValue: settings }, GatewayLifecycle],
    };
  }
}
