import { credentials, loadPackageDefinition, status } from '@grpc/grpc-js';
import { ZBClient } from 'zeebe-node';
import { contract } from '../../../src/engine/gateway/contract.js';
import type { EngineCommand, Key, Variables } from '../../../src/engine/engine.js';
import type { LogRecord } from '../run/history.js';
import type { Code, WorkedJob } from '../scenario.js';
import { shown } from './embedded-target.js';
import { type Answer, JOB_TIMEOUT, type Target, WORKER } from './target.js';

type UserTaskCommand = Extract<EngineCommand, { userTaskKey: Key }>;

/** Where an engine behind gRPC runs, and what goes past its gRPC API. */
export interface Remote {
  isZeebe: boolean;
  address: string;
  /** User tasks have no gRPC calls. */
  userTask(command: UserTaskCommand): Promise<Answer>;
  settled(scenario: number): Promise<readonly LogRecord[]>;
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** The client's word for variables; it forgets that values may be null. */
type Document = NonNullable<Parameters<ZBClient['publishMessage']>[0]['variables']>;
const document = (variables: Variables): Document => variables as unknown as Document;

type RawCall = (request: object, answer: (error: Error | null, response: unknown) => void) => void;

/** Milliseconds without a job after which there is none; a broker that is busy with much else may need longer. */
const NO_JOB_AFTER = 500;
const JOB_AFTER = 30_000;

const CODES: Partial<Record<status, Code>> = {
  [status.INVALID_ARGUMENT]: 'INVALID_ARGUMENT',
  [status.NOT_FOUND]: 'NOT_FOUND',
  [status.ALREADY_EXISTS]: 'ALREADY_EXISTS',
  [status.FAILED_PRECONDITION]: 'INVALID_STATE',
  [status.INTERNAL]: 'INTERNAL',
  [status.DEADLINE_EXCEEDED]: 'DEADLINE_EXCEEDED',
  [status.UNAVAILABLE]: 'UNAVAILABLE',
  [status.RESOURCE_EXHAUSTED]: 'RESOURCE_EXHAUSTED',
};

/** An engine reached through zeebe-node, unchanged; calls that this client lacks go to the same API without it. */
export class ClientTarget implements Target {
  readonly isZeebe: boolean;
  private readonly client: ZBClient;
  private readonly raw: Record<string, RawCall> & { close(): void };

  constructor(private readonly remote: Remote) {
    this.isZeebe = remote.isZeebe;
    this.client = new ZBClient(remote.address, { loglevel: 'NONE', retry: false, connectionTolerance: 1 });
    const { gateway_protocol: api } = loadPackageDefinition(contract) as unknown as {
      gateway_protocol: { Gateway: new (address: string, given: unknown) => ClientTarget['raw'] };
    };
    this.raw = new api.Gateway(remote.address, credentials.createInsecure());
  }

  async execute(command: EngineCommand): Promise<Answer> {
    if ('userTaskKey' in command) return this.remote.userTask(command);
    try {
      return { code: 'OK', ...shown((await this.send(command)) ?? {}) };
    } catch (error) {
      const { code, details } = error as { code?: status; details?: string };
      const known = code === undefined ? undefined : CODES[code];
      if (!known) throw error;
      return { code: known, reason: details ?? '' };
    }
  }

  async activate(type: string, expected: boolean): Promise<WorkedJob | undefined> {
    const request = {
      type,
      worker: WORKER,
      timeout: JOB_TIMEOUT,
      maxJobsToActivate: 1,
      requestTimeout: NO_JOB_AFTER,
    };
    // The client's promise stays open for ever when the answer is empty.
    const patience = expected ? JOB_AFTER : NO_JOB_AFTER;
    const nobody = new Promise<never[]>((resolve) => setTimeout(() => resolve([]), patience).unref());
    const jobs = this.client.activateJobs<Variables, Record<string, string>>(request);
    const [job] = await Promise.race([jobs, nobody]);
    return job && { ...job, variables: job.variables as Variables, customHeaders: { ...job.customHeaders } };
  }

  settled = (scenario: number): Promise<readonly LogRecord[]> => this.remote.settled(scenario);
  advance = (milliseconds: number): Promise<void> => this.remote.advance(milliseconds);

  async close(): Promise<void> {
    this.raw.close();
    await this.client.close();
    await this.remote.close();
  }

  private send(command: Exclude<EngineCommand, UserTaskCommand>): Promise<unknown> {
    const { client } = this;
    switch (command.type) {
      case 'deployResources':
        return this.call('DeployResource', {
          resources: command.resources.map(({ name, content }) => ({ name, content: Buffer.from(content) })),
        });
      case 'createProcessInstance':
        return client.createProcessInstance(creation(command));
      case 'createProcessInstanceWithResult':
        return client
          .createProcessInstanceWithResult({
            ...creation(command),
            ...(command.fetchVariables ? { fetchVariables: command.fetchVariables } : {}),
            ...(command.requestTimeout ? { requestTimeout: command.requestTimeout } : {}),
          })
          .then(({ variables }) => ({ variables }));
      case 'cancelProcessInstance':
        return client.cancelProcessInstance(command.processInstanceKey);
      case 'modifyProcessInstance':
        return client.modifyProcessInstance({
          processInstanceKey: command.processInstanceKey,
          activateInstructions: command.activateInstructions.map((one) => ({
            elementId: one.elementId,
            ancestorElementInstanceKey: one.ancestorElementInstanceKey ?? '-1',
            variableInstructions: (one.variableInstructions ?? []).map(({ scopeId = '', variables }) => ({
              scopeId,
              variables: document(variables),
            })),
          })),
          terminateInstructions: command.terminateInstructions,
        });
      case 'migrateProcessInstance':
        return this.call('MigrateProcessInstance', {
          processInstanceKey: command.processInstanceKey,
          migrationPlan: {
            targetProcessDefinitionKey: command.targetProcessDefinitionKey,
            mappingInstructions: command.mappingInstructions,
          },
        });
      case 'deleteResource':
        return this.call('DeleteResource', { resourceKey: command.resourceKey });
      case 'completeJob':
        return client.completeJob({ ...command, variables: document(command.variables) });
      case 'failJob':
        return command.variables
          ? this.call('FailJob', { ...command, variables: JSON.stringify(command.variables) })
          : client.failJob({ retryBackOff: 0, ...command });
      case 'throwError':
        return client.throwError({ ...command, variables: document(command.variables ?? {}) });
      case 'updateJobRetries':
        return client.updateJobRetries(command);
      case 'updateJobTimeout':
        return this.call('UpdateJobTimeout', command);
      case 'publishMessage':
        return client.publishMessage({ ...command, variables: document(command.variables) }).then(() => ({}));
      case 'broadcastSignal':
        return client
          .broadcastSignal({ signalName: command.signalName, variables: document(command.variables) })
          .then(() => ({}));
      case 'resolveIncident':
        return client.resolveIncident(command);
      case 'setVariables':
        return client.setVariables({ ...command, variables: document(command.variables) });
      case 'evaluateDecision':
        return this.evaluate(command);
    }
  }

  private async evaluate(command: Extract<EngineCommand, { type: 'evaluateDecision' }>): Promise<unknown> {
    const { decisionId = '', decisionKey = '', variables } = command;
    const which = decisionKey ? { decisionKey } : { decisionId };
    const answer = await this.client.evaluateDecision({ ...which, variables: document(variables) });
    return { decisionOutput: answer.decisionOutput === '' ? '' : JSON.parse(answer.decisionOutput) };
  }

  private call(rpc: string, request: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.raw[rpc]?.(request, (error) => (error ? reject(error) : resolve({})));
    });
  }
}

function creation({ bpmnProcessId = '', tenantId, version, variables, startInstructions }: CreationCommand) {
  return {
    bpmnProcessId,
    tenantId,
    variables: document(variables),
    ...(version === undefined ? {} : { version }),
    ...(startInstructions ? { startInstructions } : {}),
  };
}

type CreationCommand = Extract<EngineCommand, { type: 'createProcessInstance' | 'createProcessInstanceWithResult' }>;
