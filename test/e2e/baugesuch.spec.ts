import { startRunningServer } from '../support/running-server.js';
import { baugesuchJourney } from './journeys/baugesuch-journey.js';

describe('Baugesuch, from the application to legal force', () => {
  baugesuchJourney(() => startRunningServer());
});
