import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ZBClient } from 'zeebe-node';
import { steadyPort } from '../../support/steady-port.js';
import { ZeebeBroker } from '../support/zeebe-broker.js';
import { environmentOf, readComposeFile } from './compose-file.js';

const NAMES = ['broker-0', 'broker-1', 'broker-2'];

/** Settings that belong to the container: its memory, and the addresses that it shares with nobody. */
const OF_THE_CONTAINER =
  /^(JAVA_TOOL_OPTIONS|ZEEBE_BROKER_NETWORK_HOST|ZEEBE_BROKER_NETWORK_ADVERTISEDHOST|ZEEBE_BROKER_DATA_DISK_.*)$/;

describe('the profile cluster', () => {
  const { services } = readComposeFile();
  let brokers: ZeebeBroker[] = [];

  beforeAll(async () => {
    // Names and ports of containers become ports of loopback, nothing else changes.
    const internal = new Map<string, number>();
    for (const name of NAMES) internal.set(name, await steadyPort());
    const change = (value: string) =>
      value
        .replace(/(broker-\d):26502/g, (_, name: string) => `127.0.0.1:${internal.get(name)}`)
        .replace('proxy:9301', '127.0.0.1:1');
    brokers = await Promise.all(
      NAMES.map((name) => {
        const all = Object.entries(environmentOf(services[name] ?? {}, change));
        const environment = Object.fromEntries(all.filter(([variable]) => !OF_THE_CONTAINER.test(variable)));
        return ZeebeBroker.start({
          environment: { ...environment, ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(internal.get(name)) },
        });
      }),
    );
  });

  afterAll(async () => {
    await Promise.all(brokers.map((broker) => broker.stop()));
  });

  it('should form a cluster of three, with each partition on all of them', async () => {
    const client = new ZBClient(brokers[0]?.address ?? '', { loglevel: 'NONE' });
    await healthy(client, 3);
    const { brokers: members, clusterSize, partitionsCount, replicationFactor } = await client.topology();
    expect({ clusterSize, partitionsCount, replicationFactor }).toEqual({
      clusterSize: 3,
      partitionsCount: 3,
      replicationFactor: 3,
    });
    expect(members.map(({ partitions }) => partitions.length)).toEqual([3, 3, 3]);
    await client.close();
  });

  it('should be asked how it is by a command that the image can run', async () => {
    const command = services['broker-0']?.healthcheck?.test ?? [];
    const [kind, program = '', ...args] = command;
    expect(kind).toBe('CMD');
    const check = (broker: ZeebeBroker | undefined) =>
      spawnSync(
        program,
        // docker-compose writes a dollar twice so that it stays one.
        args.map((text) => text.replace('/9600', `/${broker?.managementPort}`)),
        { timeout: 5_000 },
      ).status;
    expect(check(brokers[0])).toBe(0);
    await brokers[2]?.kill();
    expect(check(brokers[2])).not.toBe(0);
  });

  it('should go on with two of three', async () => {
    const client = new ZBClient(brokers[0]?.address ?? '', { loglevel: 'NONE' });
    await healthy(client, 2);
    expect(
      Number(
        (await client.publishMessage({ name: 'm', correlationKey: 'k', timeToLive: 0, variables: {} } as never)).key,
      ),
    ).toBeGreaterThan(0);
    await client.close();
  });

  /** Every partition has a leader, and so many members are there. */
  async function healthy(client: ZBClient, members: number): Promise<void> {
    for (let attempt = 0; attempt < 240; attempt += 1) {
      const { brokers: found } = await client.topology();
      const leaders = found.flatMap(({ partitions }) => partitions).filter(({ role }) => String(role) === 'LEADER');
      if (found.length === members && leaders.length === 3) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('The cluster did not become healthy within a minute.');
  }
});
