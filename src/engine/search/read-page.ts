import type { Pool } from 'pg';
import type { Outcome } from '../engine.js';
import type { Page, Slice } from './engine-search.js';
import { fitKey, UnfitFilter, type Where } from './where.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
const TIMEOUT_MS = 5_000;
const CANCELED = '57014';

export interface Source<Item> {
  /** Table or join; the row with the column `key` is called x. */
  from: string;
  columns: string;
  item: (row: Row) => Item;
  /** What an index gives in this order, newest first. */
  order: Order;
}

export interface Order {
  columns: string;
  /** Those columns of the row with the key `?`. */
  of: string;
}

export const BY_KEY: Order = { columns: 'x.key', of: '?::bigint' };

export type Row = Readonly<Record<string, unknown>>;

/** A page of a read model, newest first. */
export async function readPage<Item>(
  pool: Pool,
  { from, columns, item, order }: Source<Item>,
  where: Where,
  slice: Slice,
): Promise<Page<Item>> {
  const limit = fitLimit(slice.limit, MAX_LIMIT);
  if (slice.after !== undefined) where.add(`(${order.columns}) < (${order.of})`, fitKey('after', slice.after));
  // No name: the plan depends on what is filtered by, so each search gets its own.
  const rows = await bounded(
    pool,
    `select ${columns} from ${from} where ${where.sql}
      order by ${order.columns.replaceAll(/(?=,|$)/g, ' desc')} limit ${limit + 1}`,
    where.values,
  );
  const shown = rows.slice(0, limit);
  return { items: shown.map(item), next: rows.length > limit ? String(shown.at(-1)?.['key']) : null };
}

export function fitLimit(limit = DEFAULT_LIMIT, most: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw new UnfitFilter(`Expected 'limit' to be a whole number from 1 to ${most}, but it is '${limit}'`);
}

/** A query that ends in time whatever was asked for. */
export async function bounded(pool: Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
  const client = await pool.connect();
  try {
    await client.query(`begin read only; set local statement_timeout = ${TIMEOUT_MS}`);
    const { rows } = await client.query<Row>(text, [...values]);
    return rows;
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** Refusals as values, as everywhere on the port. */
export async function answered<T>(search: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await search() };
  } catch (error) {
    if (error instanceof UnfitFilter)
      return { ok: false, rejection: { code: 'INVALID_ARGUMENT', reason: error.message } };
    if ((error as { code?: string }).code !== CANCELED) throw error;
    const reason = `Expected to find it within ${TIMEOUT_MS / 1000} seconds; narrow the search`;
    return { ok: false, rejection: { code: 'DEADLINE_EXCEEDED', reason } };
  }
}
