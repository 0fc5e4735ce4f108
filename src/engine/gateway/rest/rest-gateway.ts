import formbody from '@fastify/formbody';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GatewayEngine } from '../access/reachable-engine.js';
import type { GatewayOptions } from '../gateway-options.js';
import { parseLeniently } from '../lenient-json.js';
import { accepted } from '../status-error.js';
import { topology } from '../topology.js';
import { HttpProblem, sendProblem } from './problem.js';
import { answerTokenRequest } from './token-request.js';
import {
  readAssignment,
  readCompletion,
  readUnassignment,
  readUpdate,
  type UserTaskRequest,
} from './user-task-requests.js';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_CONNECTIONS = 2_000;
const REQUEST_TIMEOUT_MS = 30_000;

type KeyRequest = FastifyRequest<{ Params: { key: string } }>;

/** What Zeebe's clients ask over HTTP because gRPC has no words for it: native user tasks, the topology, and tokens. */
export class RestGateway {
  private readonly server: FastifyInstance;
  private readonly engines = new WeakMap<FastifyRequest, GatewayEngine>();

  constructor(private readonly options: GatewayOptions) {
    const { certificate } = options;
    this.server = fastify({
      bodyLimit: MOST_BYTES,
      requestTimeout: REQUEST_TIMEOUT_MS,
      forceCloseConnections: 'idle',
      return503OnClosing: false,
      frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
      ...(certificate ? { https: certificate } : {}),
    }) as unknown as FastifyInstance;
    this.server.server.maxConnections = MOST_CONNECTIONS;
    this.readBodies();
    void this.server.register((server) => this.addTokens(server));
    void this.server.register(async (server) => this.addRoutes(server));
  }

  /** Resolves with the port. @throws Error when the port cannot be had */
  async start(): Promise<number> {
    await this.server.listen({ host: this.options.host, port: this.options.port });
    const address = this.server.server.address();
    return typeof address === 'object' && address ? address.port : this.options.port;
  }

  /** Requests under way get their answers. */
  async stop(): Promise<void> {
    await this.server.close();
  }

  /** Digits count in variables: read as the gRPC gateway reads them. */
  private readBodies(): void {
    this.server.removeAllContentTypeParsers();
    this.server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
      try {
        done(null, String(text).trim() === '' ? undefined : parseLeniently(String(text)));
      } catch (error) {
        done(new HttpProblem(400, 'Bad Request', `Failed to read HTTP message: ${(error as Error).message}`));
      }
    });
    this.server.setErrorHandler((error, request, reply) => {
      if (sendProblem(error, request, reply)) this.options.report(error);
    });
    this.server.setNotFoundHandler((request, reply) => {
      sendProblem(new HttpProblem(404, 'Not Found', `${request.method} is not answered here`), request, reply);
    });
  }

  private async addTokens(server: FastifyInstance): Promise<void> {
    await server.register(formbody, { bodyLimit: 16_384 });
    server.post('/oauth/token', (request, reply) => answerTokenRequest(this.options.authenticate, request, reply));
  }

  private addRoutes(server: FastifyInstance): void {
    // Before the body is read, which costs more than anything else.
    server.addHook('onRequest', async (request) => {
      refuseBrowsers(request);
      this.engines.set(request, await this.options.authenticate.engineFor(request.headers.authorization ?? ''));
    });
    for (const version of ['/v1', '/v2']) {
      server.get(`${version}/topology`, async (request) => this.topology(request, version === '/v2'));
      const task = `${version}/user-tasks/:key`;
      server.post(
        `${task}/completion`,
        this.answer((key, body) => readCompletion(key, body)),
      );
      server.post(
        `${task}/assignment`,
        this.answer((key, body) => readAssignment(key, body)),
      );
      server.delete(
        `${task}/assignee`,
        this.answer((key) => readUnassignment(key)),
      );
      server.patch(
        task,
        this.answer((key, body) => readUpdate(key, body)),
      );
    }
  }

  private answer(read: (key: string, body: unknown) => UserTaskRequest) {
    return async (request: KeyRequest, reply: FastifyReply): Promise<void> => {
      const engine = this.engineFor(request);
      const { command, intent } = read(request.params.key, request.body);
      accepted(command.type, await engine.execute(command), intent);
      await reply.code(204).send();
    };
  }

  private topology(request: FastifyRequest, withPartitions: boolean): object {
    const engine = this.engineFor(request);
    const { brokers, ...cluster } = topology(engine, this.options.host, this.options.port);
    return {
      ...cluster,
      brokers: brokers.map(({ partitions, ...broker }) => ({
        ...broker,
        // Zeebe 8.5 leaves them out; later versions write them in lower case.
        ...(withPartitions
          ? {
              partitions: partitions.map(({ partitionId, role, health }) => ({
                partitionId,
                role: role.toLowerCase(),
                health: health.toLowerCase(),
              })),
            }
          : {}),
      })),
    };
  }

  private engineFor(request: FastifyRequest): GatewayEngine {
    const engine = this.engines.get(request);
    if (!engine) throw new Error('The request came past the hook that finds out who calls');
    return engine;
  }
}

/**
 * Where nobody has to show credentials, a page of any server could make the browser of somebody on this machine complete
 * tasks. Clients of Zeebe are no pages.
 */
function refuseBrowsers({ headers }: FastifyRequest): void {
  if (headers.origin !== undefined) throw new HttpProblem(403, 'FORBIDDEN', 'Pages in browsers are not answered here');
}
