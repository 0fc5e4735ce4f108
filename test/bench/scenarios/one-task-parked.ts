import pg from 'pg';
import { park } from '../park.js';
import type { Scenario } from '../scenario.js';
import { jobProcess } from './job-process.js';

const PARKED = 1_000_000;

/**
 * `one-task` in a database where a million instances wait: what a full house costs those who come in. They have come over
 * months: PostgreSQL has tidied up after them long ago.
 */
export const oneTaskParked: Scenario = {
  name: 'one-task-parked',
  engine: 'embedded',
  open: async (database) => {
    await park(database.engine, PARKED);
    const administrator = new pg.Client({ connectionString: database.administrator });
    await administrator.connect();
    await administrator.query('vacuum analyze');
    await administrator.query('checkpoint');
    await administrator.end();
    return jobProcess('one-task', 1, 20_000, 2_000).open(database);
  },
};
