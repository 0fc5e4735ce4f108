import { park } from '../park.js';
import type { Scenario } from '../scenario.js';
import { jobProcess } from './job-process.js';

const PARKED = 1_000_000;

/** `one-task` in a database where a million instances wait: what a full house costs those who come in. */
export const oneTaskParked: Scenario = {
  name: 'one-task-parked',
  engine: 'embedded',
  open: async (database) => {
    await park(database.engine, PARKED);
    return jobProcess('one-task', 1, 20_000, 2_000).open(database);
  },
};
