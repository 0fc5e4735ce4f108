// What needs a real Zeebe broker (`npm run test:zeebe`): files *.zeebe.ts, which `npm test` does not know.
import common from '../../jest.config.mjs';

export default {
  ...common,
  rootDir: '../..',
  testMatch: ['**/*.zeebe.ts'],
  // Brokers start in seconds, not in milliseconds.
  testTimeout: 120_000,
};
