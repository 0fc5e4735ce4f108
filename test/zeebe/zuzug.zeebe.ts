import { afterAll, describe } from '@jest/globals';
import { zuzugJourney } from '../e2e/journeys/zuzug-journey.js';
import { Cluster } from './support/cluster-server.js';

describe('Zuzug on a Zeebe cluster of two partitions', () => {
  let cluster: Cluster | undefined;

  zuzugJourney(async () => {
    cluster = await Cluster.start({ partitions: 2 });
    return cluster.server();
  });

  afterAll(() => cluster?.stop());
});
