import type { Transaction } from '../database/transaction.js';

/** How far the demo's clock is ahead of the wall clock, in milliseconds. */
export const readClockOffset = async (tx: Transaction): Promise<number> =>
  Number((await tx.query<{ offset_ms: string }>('select offset_ms from app.demo_clock'))[0]?.offset_ms ?? 0);

export const writeClockOffset = (tx: Transaction, offsetMs: number): Promise<unknown> =>
  tx.query(
    `insert into app.demo_clock (id, offset_ms) values (true, $1::bigint)
     on conflict (id) do update set offset_ms = greatest(app.demo_clock.offset_ms, excluded.offset_ms)`,
    [offsetMs],
  );
