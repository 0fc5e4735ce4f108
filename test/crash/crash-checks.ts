import type pg from 'pg';
import { dump } from '../../src/engine/core/testing/dump.js';
import { LogReader } from '../../src/engine/runtime/log/log-reader.js';
import { GraphCache } from '../../src/engine/runtime/state/graph-cache.js';
import { readStoredState, replayLog } from '../engine/support/read-engine-state.js';
import type { Told } from './told.js';
import { testPool } from '../support/test-pool.js';

/** Everything in which the database and what the clients were told disagree; empty lists when all is well. */
export interface Faults {
  /** Acknowledged, but not there, or there under another key. */
  lost: string[];
  /** Begun more than once. */
  repeated: string[];
  /** There, though nobody asked for it. */
  strange: string[];
  /** Jobs and tasks whose completion and variables disagree. */
  completions: string[];
  stuck: string[];
  log: string[];
}

export async function findFaults(sql: pg.Pool, engineUrl: string, told: Told): Promise<Faults> {
  const found = await tokens(sql);
  const times = (token: string): number => found.get(token)?.length ?? 0;
  const asked = new Set([...told.created.keys(), ...told.stored, ...told.unknown]);
  return {
    lost: [
      ...[...told.created].filter(([token, key]) => found.get(token)?.[0] !== key).map(([token]) => token),
      ...[...told.stored].filter((token) => times(token) === 0),
    ],
    repeated: [...asked].filter((token) => times(token) > 1),
    strange: [...found.keys()].filter((token) => !asked.has(token)),
    completions: await wrongCompletions(sql, told),
    stuck: await stuck(sql),
    log: await logFaults(engineUrl, told),
  };
}

async function tokens(sql: pg.Pool): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ token: string; keys: string[] }>(
    `select value #>> '{}' as token, array_agg(process_instance_key::text) as keys
       from engine.variable where name = 'token' group by 1`,
  );
  return new Map(rows.map(({ token, keys }) => [token, keys]));
}

/** Each completion set a variable to its own key: what is stored must be exactly what was acknowledged. */
async function wrongCompletions(sql: pg.Pool, told: Told): Promise<string[]> {
  const { rows } = await sql.query<{ value: string }>(
    `select value #>> '{}' as value from engine.variable where name in ('register', 'letter', 'decided')`,
  );
  const stored = new Set(rows.map(({ value }) => value));
  const acknowledged = new Set([...told.completedJobs, ...told.completedTasks]);
  return [
    ...(stored.size === rows.length ? [] : ['a job or task has completed twice']),
    ...[...acknowledged].filter((key) => !stored.has(key)).map((key) => `${key} is acknowledged, but not stored`),
    ...[...stored].filter((key) => !acknowledged.has(key)).map((key) => `${key} is stored, but was never acknowledged`),
  ];
}

async function stuck(sql: pg.Pool): Promise<string[]> {
  const left: string[] = [];
  const look = async (what: string, statement: string): Promise<void> => {
    const { rowCount } = await sql.query(statement);
    if (rowCount) left.push(`${rowCount} ${what}`);
  };
  await look('instances', `select 1 from engine.process_instance where state <> 'COMPLETED'`);
  await look('element instances', `select 1 from engine.element_instance where state <> 'COMPLETED'`);
  for (const table of ['job', 'instance_state', 'timer']) await look(table, `select 1 from engine.${table}`);
  return left;
}

/** The log has no gaps, holds each completion once, and leads to the stored state. */
async function logFaults(engineUrl: string, told: Told): Promise<string[]> {
  const faults: string[] = [];
  const completions = new Map<string, number>();
  const pool = testPool(engineUrl, 1);
  const reader = new LogReader(pool, new GraphCache(pool));
  let position = 0;
  for (;;) {
    const records = await reader.read(position, 5_000);
    if (records.length === 0) break;
    for (const record of records) {
      if (record.position !== position + 1) faults.push(`a gap behind position ${position}`);
      position = record.position;
      if (record.recordType === 'EVENT' && record.valueType === 'JOB' && record.intent === 'COMPLETED')
        completions.set(record.key, (completions.get(record.key) ?? 0) + 1);
    }
  }
  await pool.end();
  for (const [key, count] of completions) if (count !== 1) faults.push(`job ${key} has completed ${count} times`);
  if (completions.size !== told.completedJobs.size)
    faults.push(`${completions.size} jobs have completed, ${told.completedJobs.size} were acknowledged`);
  const replayed = JSON.stringify(dump(await replayLog(engineUrl)));
  if (replayed !== JSON.stringify(dump(await readStoredState(engineUrl))))
    faults.push('replaying the log leads to another state than the one that is stored');
  return faults;
}
