import type { Transaction } from '../database/transaction.js';

/**
 * Deletes the Gemeinde's drafts that nobody has touched since `before` (epoch milliseconds), with the files that belong to
 * no case; at most 500 at once. Drafts of open tasks stay: a task may wait for months. Returns how many were deleted.
 */
export async function purgeDrafts(tx: Transaction, before: number): Promise<number> {
  const old = await tx.query<{ id: string }>(
    `select d.id from app.draft d
      where d.tenant_id = app.current_tenant() and d.updated_at < $1::bigint
        and not exists (select 1 from engine.user_task u where u.key = d.user_task_key and u.state = 'CREATED')
      order by d.updated_at limit 500
        for update of d skip locked`,
    [before],
  );
  const ids = old.map(({ id }) => id);
  if (ids.length === 0) return 0;
  // Files that were sent belong to their case; they must not go with the draft they came from.
  await tx.query(`update app.upload set draft_id = null where draft_id = any($1::uuid[]) and case_id is not null`, [
    ids,
  ]);
  await tx.query(`delete from app.draft where id = any($1::uuid[])`, [ids]);
  return ids.length;
}
