import type { Pool } from 'pg';
import type { JsonValue } from '../../engine.js';
import type { StoredInstance } from './instance-codec.js';

export interface StoredInstanceRow {
  rootKey: number;
  key: number;
  stored: StoredInstance;
}

/** Stored instances of the given trees, callers before those they called. */
export async function readTrees(pool: Pool, rootKeys: readonly number[]): Promise<StoredInstanceRow[]> {
  const { rows } = await pool.query<{ root_key: string; key: string; state: string }>(
    `select root_key, key, state from engine.instance_state where root_key = any($1::bigint[]) order by root_key, key`,
    [rootKeys],
  );
  return rows.map((row) => ({
    rootKey: Number(row.root_key),
    key: Number(row.key),
    stored: JSON.parse(row.state) as StoredInstance,
  }));
}

export interface VariableRow {
  scopeKey: number;
  processInstanceKey: number;
  key: number;
  name: string;
  value: JsonValue;
  /** Characters of its JSON. */
  weight: number;
}

/** Variables of the given scopes in the order of their creation. */
export async function readVariables(pool: Pool, scopeKeys: readonly number[]): Promise<VariableRow[]> {
  const { rows } = await pool.query<{
    scope_key: string;
    process_instance_key: string;
    key: string;
    name: string;
    value: JsonValue;
    weight: number;
  }>(
    `select scope_key, process_instance_key, key, name, value, length(value::text) as weight
       from engine.variable where scope_key = any($1::bigint[]) order by key`,
    [scopeKeys],
  );
  return rows.map((row) => ({
    scopeKey: Number(row.scope_key),
    processInstanceKey: Number(row.process_instance_key),
    key: Number(row.key),
    name: row.name,
    value: row.value,
    weight: row.weight,
  }));
}
