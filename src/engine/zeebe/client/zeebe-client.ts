import { ZBClient } from 'zeebe-node';
import type { ActivateJobs, ActivatedJob, EngineCommand } from '../../engine.js';
import type { StoredCommand } from '../../runtime/refuse-command.js';
import type { ZeebeConnection } from './connection.js';
import { GatewayStub } from './gateway-stub.js';
import { sendCommand } from './send-command.js';
import { inTime, type Sent, sentOf } from './sent.js';
import { UserTaskApi } from './user-task-api.js';

/** Longer than the gateway's own limit of 15 seconds: within it the gateway gives up by itself. */
export const CALL_TIMEOUT_MS = 18_000;
const CLOSE_TIMEOUT_MS = 1_000;
/** Tokens are kept, so most calls wait for none. Together with the call it ends within the lease of a row. */
const TOKEN_TIMEOUT_MS = 4_000;

export interface Topology {
  gatewayVersion: string;
  partitionsCount: number;
}

/** The cluster: commands by zeebe-node, what that lacks by a stub of our own, user tasks by REST. Nothing is retried here. */
export class ZeebeClient {
  private readonly zeebe: ZBClient;
  private readonly stub: GatewayStub;
  private readonly tasks: UserTaskApi;
  private readonly authorization: () => Promise<string | undefined>;

  constructor(connection: ZeebeConnection) {
    const { secure, rootCertificates, oauth, basic } = connection;
    this.zeebe = new ZBClient(connection.address, {
      // It would try for ever, and a creation twice; the outbox knows better when to send again.
      retry: false,
      loglevel: 'NONE',
      // It only delays events that nobody listens to, and would hold a process that ends for three seconds.
      connectionTolerance: 1,
      useTLS: secure,
      ...(rootCertificates ? { customSSL: { rootCerts: rootCertificates } } : {}),
      ...(oauth ? { oAuth: { ...oauth, cacheOnDisk: false } } : {}),
      ...(basic ? { basicAuth: basic } : {}),
    });
    this.authorization = oauth || basic ? () => authorizationOf(this.zeebe) : () => Promise.resolve(undefined);
    this.stub = new GatewayStub(connection, this.authorization);
    this.tasks = new UserTaskApi(connection, this.authorization);
  }

  /** Never throws. */
  async send(command: StoredCommand): Promise<Sent> {
    try {
      // Before anything is sent: a call that went on waiting for its token would go out when nobody expects it any more.
      await inTime(TOKEN_TIMEOUT_MS, this.authorization());
    } catch (error) {
      return { kind: 'refused', reason: `There is no token for the cluster: ${String(error)}`, isBusy: false };
    }
    try {
      if (isUserTaskCommand(command)) return await this.tasks.send(command, CALL_TIMEOUT_MS);
      return await inTime(CALL_TIMEOUT_MS, sendCommand(this.zeebe, this.stub, command, CALL_TIMEOUT_MS));
    } catch (error) {
      return sentOf(error);
    }
  }

  activateJobs(request: ActivateJobs): Promise<ActivatedJob[]> {
    return this.stub.activateJobs(request);
  }

  /** @throws when the gateway cannot be reached */
  async topology(): Promise<Topology> {
    const { gatewayVersion, partitionsCount } = await inTime(CALL_TIMEOUT_MS, this.zeebe.topology());
    return { gatewayVersion, partitionsCount };
  }

  async close(): Promise<void> {
    this.stub.close();
    // Its own promise may never settle when no server is there.
    await inTime(CLOSE_TIMEOUT_MS, this.zeebe.close(CLOSE_TIMEOUT_MS)).catch(() => undefined);
  }
}

const isUserTaskCommand = (command: EngineCommand): command is Extract<EngineCommand, { userTaskKey: string }> =>
  'userTaskKey' in command;

/** zeebe-node fetches and keeps the tokens; it has no public way to ask for one. */
async function authorizationOf(client: ZBClient): Promise<string | undefined> {
  const { grpc } = client as unknown as { grpc: { getAuthToken(): Promise<{ get(name: string): unknown[] }> } };
  const [value] = (await grpc.getAuthToken()).get('authorization');
  return typeof value === 'string' ? value : undefined;
}
