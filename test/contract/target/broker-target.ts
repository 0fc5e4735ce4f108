import { ZBClient } from 'zeebe-node';
import type { EngineCommand, Key } from '../../../src/engine/engine.js';
import { ZeebeBroker } from '../../zeebe/support/zeebe-broker.js';
import type { Code } from '../scenario.js';
import { BrokerLog } from './broker-log.js';
import { ClientTarget } from './client-target.js';
import { RecordSink } from './record-sink.js';
import type { Answer } from './target.js';

type UserTaskCommand = Extract<EngineCommand, { userTaskKey: Key }>;

const CODES: Record<number, Code> = { 400: 'INVALID_ARGUMENT', 404: 'NOT_FOUND', 409: 'INVALID_STATE' };
/** The broker looks for what is due by itself, at the latest once a second. */
const NOTICES = 1_500;

/** A real Zeebe broker; its records come through its exporter as soon as they are committed. */
export async function openBrokerTarget(): Promise<ClientTarget> {
  const log: BrokerLog = new BrokerLog(async (name, correlationKey) => {
    await client.publishMessage({ name, correlationKey, timeToLive: 0, variables: {} });
  });
  const sink = new RecordSink((record) => log.add(record));
  await sink.open();
  const broker = await ZeebeBroker.start({
    controlledClock: true,
    exporterUrl: sink.url,
    exporterArguments: { BULK_SIZE: '1' },
    environment: {
      ZEEBE_BROKER_EXPERIMENTAL_ENGINE_MESSAGES_TTLCHECKERINTERVAL: 'PT1S',
      ZEEBE_BROKER_BACKPRESSURE_ENABLED: 'false',
      // Machines that do much else at the same time are slow, nothing more.
      ZEEBE_BROKER_GATEWAY_CLUSTER_REQUESTTIMEOUT: '60s',
      // A step that is cut into batches is written in another order.
      ZEEBE_BROKER_PROCESSING_MAXCOMMANDSINBATCH: '10000',
    },
  });
  const client = new ZBClient(broker.address, { loglevel: 'NONE', retry: false, connectionTolerance: 1 });
  await leaderOf(client);
  return new ClientTarget({
    isZeebe: true,
    address: broker.address,
    userTask: (command) => userTask(broker.restAddress, command),
    settled: (scenario) => log.settled(scenario),
    async advance(milliseconds) {
      await broker.addTime(milliseconds);
      await new Promise((resolve) => setTimeout(resolve, NOTICES));
    },
    async close() {
      await client.close();
      await broker.stop();
      await sink.close();
    },
  });
}

/** Ready is said a moment before the gateway knows who leads the partition. */
async function leaderOf(client: ZBClient): Promise<void> {
  for (;;) {
    const { brokers } = await client.topology();
    if (brokers.some(({ partitions }) => partitions.some(({ role }) => String(role) === 'LEADER'))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function userTask(address: string, command: UserTaskCommand): Promise<Answer> {
  const { method, path, body } = request(command);
  const answer = await fetch(`${address}/v1/user-tasks/${command.userTaskKey}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  });
  if (answer.ok) return { code: 'OK' };
  return { code: CODES[answer.status] ?? 'INTERNAL', reason: await answer.text() };
}

function request(command: UserTaskCommand): { method: string; path: string; body?: object } {
  const action = command.action === undefined ? {} : { action: command.action };
  switch (command.type) {
    case 'completeUserTask':
      return { method: 'POST', path: '/completion', body: { variables: command.variables, ...action } };
    case 'assignUserTask': {
      const { assignee, allowOverride } = command;
      return { method: 'POST', path: '/assignment', body: { assignee, allowOverride, ...action } };
    }
    case 'unassignUserTask':
      return { method: 'DELETE', path: '/assignee' };
    case 'updateUserTask':
      return { method: 'PATCH', path: '', body: { changeset: command.changes, ...action } };
  }
}
