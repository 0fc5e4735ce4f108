import { setMaxListeners } from 'node:events';
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  Server,
  ServerCredentials,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { ReflectionService } from '@grpc/reflection';
import type { GatewayEngine } from './access/reachable-engine.js';
import { UNARY_CALLS } from './call/unary-calls.js';
import type { UnaryCall } from './call/unary-call.js';
import { contract, gatewayService, UNREADABLE } from './contract.js';
import type { GatewayOptions } from './gateway-options.js';
import { HealthReport } from './health-report.js';
import { activateJobs } from './job/activate-jobs.js';
import { streamJobs } from './job/stream-jobs.js';
import type { ServerStream } from './job/write-message.js';
import { retireConnections } from './retire-connections.js';
import { invalid, StatusError } from './status-error.js';
import { topology } from './topology.js';

const MOST_BYTES = 4 * 1024 * 1024;
/** Polls and streams that wait at once. */
const MOST_WAITING = 10_000;
/** Calls that are under way when the gateway stops get so long to end. */
const PATIENCE_MS = 5_000;

const SERVER_OPTIONS = {
  'grpc.max_receive_message_length': MOST_BYTES,
  // What waits costs nothing, but one connection must not take everything.
  'grpc.max_concurrent_streams': MOST_WAITING,
  // A client whose machine is gone is noticed within 50 seconds; its polls end and its jobs go back.
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 20_000,
};

type JobCall = (engine: GatewayEngine, call: ServerStream<never>, stopping: AbortSignal) => Promise<void>;

/** Zeebe's gRPC API in front of an engine, with the health and reflection services that its tools expect. */
export class GatewayServer {
  private readonly server = new Server(SERVER_OPTIONS);
  private readonly stopping = new AbortController();
  private readonly health: HealthReport;
  private boundPort = 0;
  private waiting = 0;

  constructor(private readonly options: GatewayOptions) {
    this.health = new HealthReport(options.engine);
    // Every poll listens to it; Node takes more than ten listeners for a leak.
    setMaxListeners(0, this.stopping.signal);
    this.server.addService(gatewayService(), this.implementation());
    this.health.addTo(this.server);
    new ReflectionService(contract).addToServer(this.server);
  }

  /** Resolves with the port. @throws Error when the port cannot be had */
  async start(): Promise<number> {
    const { host, port, certificate } = this.options;
    const credentials = certificate
      ? ServerCredentials.createSsl(null, [{ cert_chain: certificate.cert, private_key: certificate.key }])
      : ServerCredentials.createInsecure();
    const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    this.boundPort = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(address, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    retireConnections(this.server);
    this.health.start();
    return this.boundPort;
  }

  /** Polls and streams end as if nothing had come, calls under way get their answers, then the connections close. */
  async stop(): Promise<void> {
    this.health.stop();
    this.stopping.abort();
    const patience = setTimeout(() => this.server.forceShutdown(), PATIENCE_MS);
    await new Promise<void>((resolve) => this.server.tryShutdown(() => resolve()));
    clearTimeout(patience);
  }

  private implementation(): UntypedServiceImplementation {
    const unary = Object.entries(UNARY_CALLS).map(([name, call]) => [
      name,
      this.unary((engine, request) => call(engine, request as never)),
    ]);
    return {
      ...(Object.fromEntries(unary) as UntypedServiceImplementation),
      Topology: this.unary((engine) => Promise.resolve(topology(engine, this.options.host, this.boundPort))),
      ActivateJobs: this.streaming(activateJobs as JobCall),
      StreamActivatedJobs: this.streaming(streamJobs as JobCall),
    };
  }

  private unary(answer: UnaryCall<object>): handleUnaryCall<object, object> {
    return (call, callback) => {
      const read = async () => {
        if (UNREADABLE in call.request) throw unreadable();
        return answer(await this.engineFor(call.metadata), call.request);
      };
      read().then(
        (message) => callback(null, message),
        (error: unknown) => callback(this.toStatus(error)),
      );
    };
  }

  private streaming(run: JobCall): handleServerStreamingCall<object, object> {
    return (call) => {
      this.give(call as ServerStream<never>, run).then(
        () => call.end(),
        (error: unknown) => call.emit('error', this.toStatus(error)),
      );
    };
  }

  private async give(call: ServerStream<never>, run: JobCall): Promise<void> {
    if (UNREADABLE in (call.request as object)) throw unreadable();
    const engine = await this.engineFor(call.metadata);
    const { owner, detail } = engine.health();
    if (!owner)
      throw new StatusError(status.UNAVAILABLE, `Jobs are handed out by the process that runs the engine. ${detail}`);
    if (this.waiting >= MOST_WAITING) {
      throw new StatusError(
        status.RESOURCE_EXHAUSTED,
        `Expected to wait for jobs, but ${MOST_WAITING} callers wait already`,
      );
    }
    this.waiting += 1;
    try {
      await run(engine, call, this.stopping.signal);
    } finally {
      this.waiting -= 1;
    }
  }

  private engineFor(metadata: Metadata): Promise<GatewayEngine> {
    return this.options.authenticate.engineFor(String(metadata.get('authorization')[0] ?? ''));
  }

  private toStatus(error: unknown): StatusError {
    if (error instanceof StatusError) return error;
    this.options.report(error);
    return new StatusError(status.INTERNAL, 'Unexpected error occurred during the request processing');
  }
}

const unreadable = (): StatusError => invalid('Expected to handle gRPC request, but it is no message of the contract');
