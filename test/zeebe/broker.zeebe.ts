import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ZBClient } from 'zeebe-node';
import { ZeebeBroker } from './support/zeebe-broker.js';

let broker: ZeebeBroker;
let client: ZBClient;

beforeAll(async () => {
  broker = await ZeebeBroker.start({ controlledClock: true, partitions: 2 });
  client = new ZBClient(broker.address, { loglevel: 'NONE' });
});

afterAll(async () => {
  await client?.close();
  await broker?.stop();
});

it('is the version that the product names, with its partitions', async () => {
  const topology = await client.topology();
  expect(topology.gatewayVersion).toBe('8.5.8');
  expect(topology.partitionsCount).toBe(2);
});

it('answers over REST too, and its clock can be moved', async () => {
  const answer = await fetch(`${broker.restAddress}/v1/topology`);
  expect(answer.status).toBe(200);
  await broker.addTime(3_600_000);
});
