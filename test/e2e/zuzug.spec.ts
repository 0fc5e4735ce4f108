import { startRunningServer } from '../support/running-server.js';
import { zuzugJourney } from './journeys/zuzug-journey.js';

describe('Zuzug, from the model to the confirmation', () => {
  zuzugJourney(() => startRunningServer());
});
