import { type ChannelCredentials, Client, credentials, Metadata, type ServiceDefinition } from '@grpc/grpc-js';
import type { ActivateJobs, ActivatedJob, Variables } from '../../engine.js';
import { contract, SERVICE_NAME } from '../../gateway/contract.js';
import type { ZeebeConnection } from './connection.js';

/** How much longer than it asked for a long poll may take. */
const GRACE_MS = 10_000;
/** A batch of jobs may have 4 MB of variables. */
const MAX_MESSAGE = 16 * 1024 * 1024;

interface JobMessage {
  [field: string]: unknown;
  customHeaders: string;
  variables: string;
  deadline: string;
}

/**
 * The calls that zeebe-node lacks or cuts short: creation by the key of a version, deployment of several files, jobs on
 * request (its own call never ends when there are none), deletion, migration, time limits of jobs.
 */
export class GatewayStub {
  private readonly service = contract[SERVICE_NAME] as ServiceDefinition;
  private readonly client: Client;

  constructor(
    { address, secure, rootCertificates }: ZeebeConnection,
    /** Value of the header `authorization`, when there is to be one. */
    private readonly authorization: () => Promise<string | undefined>,
  ) {
    const channel: ChannelCredentials = secure
      ? credentials.createSsl(rootCertificates ?? null)
      : credentials.createInsecure();
    this.client = new Client(address, channel, {
      'grpc.max_receive_message_length': MAX_MESSAGE,
      'grpc.max_reconnect_backoff_ms': 2_000,
      'grpc.keepalive_time_ms': 30_000,
    });
  }

  async call(name: string, request: object, timeoutMs: number): Promise<Record<string, unknown>> {
    const metadata = await this.metadata();
    const { path, requestSerialize, responseDeserialize } = this.method(name);
    return new Promise((resolve, reject) => {
      const options = { deadline: Date.now() + timeoutMs };
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        metadata,
        options,
        (error, answer) => (error ? reject(error) : resolve(answer as Record<string, unknown>)),
      );
    });
  }

  /** Jobs as the gateway gives them; [] when there were none in time. Ends at once when the signal says so. */
  async activateJobs({ signal, ...request }: ActivateJobs): Promise<ActivatedJob[]> {
    const metadata = await this.metadata();
    if (signal?.aborted) return [];
    const { path, requestSerialize, responseDeserialize } = this.method('ActivateJobs');
    const { type, worker, timeout, maxJobsToActivate, fetchVariables = [], requestTimeout } = request;
    const stream = this.client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      // Negative: do not wait; 0 would mean the gateway's own default.
      { type, worker, timeout, maxJobsToActivate, fetchVariable: fetchVariables, requestTimeout: requestTimeout || -1 },
      metadata,
      { deadline: Date.now() + requestTimeout + GRACE_MS },
    );
    const cancel = () => stream.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    const jobs: ActivatedJob[] = [];
    try {
      for await (const answer of stream) jobs.push(...(answer as { jobs: JobMessage[] }).jobs.map(readJob));
    } catch (error) {
      // What came before the end counts: these jobs are ours now.
      if (jobs.length === 0 && !signal?.aborted) throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
    return jobs;
  }

  close(): void {
    this.client.close();
  }

  private method(name: string) {
    const method = this.service[name];
    if (!method) throw new Error(`The contract has no ${name}`);
    return method;
  }

  private async metadata(): Promise<Metadata> {
    const metadata = new Metadata();
    const authorization = await this.authorization();
    if (authorization !== undefined) metadata.set('authorization', authorization);
    return metadata;
  }
}

const readJob = ({ customHeaders, variables, deadline, ...job }: JobMessage): ActivatedJob => ({
  ...(job as unknown as ActivatedJob),
  deadline: Number(deadline),
  customHeaders: JSON.parse(customHeaders) as Record<string, string>,
  variables: JSON.parse(variables) as Variables,
  tags: [],
});
