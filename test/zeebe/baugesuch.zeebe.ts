import { afterAll, describe } from '@jest/globals';
import { baugesuchJourney } from '../e2e/journeys/baugesuch-journey.js';
import { Cluster } from './support/cluster-server.js';

const DAY = 86_400_000;

describe('Baugesuch on a Zeebe cluster', () => {
  let cluster: Cluster | undefined;

  baugesuchJourney(
    async () => {
      cluster = await Cluster.start({ controlledClock: true });
      return cluster.server();
    },
    async (days) => cluster?.broker.addTime(days * DAY),
  );

  afterAll(() => cluster?.stop());
});
