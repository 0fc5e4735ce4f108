import type { Transaction } from '../database/transaction.js';
import type { JsonValue } from '../engine/engine.js';

/** Variables at the root of the case's processes, of those names that exist. */
export async function caseVariables(
  tx: Transaction,
  caseId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, JsonValue>> {
  if (names.length === 0) return new Map();
  const rows = await tx.query<{ name: string; value: JsonValue }>(
    `select v.name, v.value
       from app.case_process p join engine.variable v on v.scope_key = p.process_instance_key
      where p.case_id = $1::uuid and v.name = any ($2::text[])`,
    [caseId, names],
  );
  return new Map(rows.map(({ name, value }) => [name, value]));
}
