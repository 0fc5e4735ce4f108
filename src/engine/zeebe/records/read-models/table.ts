import type { PoolClient } from 'pg';
import { texts } from '../../../runtime/writer/columns.js';

/** A row of a read model as texts of its columns; absent columns are null. Arrays are literals (`textArray`). */
export type Row = { readonly [column: string]: string | null };

export interface Table {
  name: string;
  /** Columns with their types, in the order of the statement. */
  columns: readonly (readonly [name: string, type: string])[];
  key: readonly string[];
  /** What happens to a row that is there, by column; others take the new value. `t` is the old row. */
  kept?: { readonly [column: string]: string };
  /** Values that the statement computes; `r` is the new row as texts. */
  computed?: { readonly [column: string]: string };
}

const statements = new Map<string, string>();

/** Writes rows in one statement; what is there already takes the new values. Keys may come once only. */
export async function upsert(client: PoolClient, table: Table, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const text = statements.get(table.name) ?? upsertText(table);
  statements.set(table.name, text);
  await client.query({
    name: `zeebe_${table.name}`,
    text,
    values: table.columns.map(([column]) => texts(rows.map((row) => row[column] ?? null))),
  });
}

function upsertText({ name, columns, key, kept = {}, computed = {} }: Table): string {
  const names = columns.map(([column]) => column);
  const parameters = columns.map((_, index) => `$${index + 1}::text[]`);
  const values = columns.map(([column, type]) => computed[column] ?? `r.${column}::${type}`);
  const changes = names
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = ${kept[column] ?? `excluded.${column}`}`);
  return `
    insert into engine.${name} as t (${names.join(', ')})
    select ${values.join(', ')} from unnest(${parameters.join(', ')}) as r (${names.join(', ')})
    on conflict (${key.join(', ')}) do ${changes.length === 0 ? 'nothing' : `update set ${changes.join(', ')}`}`;
}

/** Changes some columns of rows that are there, by key. */
export async function patch(
  client: PoolClient,
  name: string,
  columns: readonly (readonly [name: string, type: string])[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = ['key', ...columns.map(([column]) => column)];
  await client.query({
    name: `zeebe_patch_${name}_${columns.map(([column]) => column).join('_')}`.slice(0, 60),
    text: `
      update engine.${name} t set ${columns.map(([column, type]) => `${column} = r.${column}::${type}`).join(', ')}
        from unnest(${names.map((_, index) => `$${index + 1}::text[]`).join(', ')}) as r (${names.join(', ')})
       where t.key = r.key::bigint`,
    values: names.map((column) => texts(rows.map((row) => row[column] ?? null))),
  });
}
