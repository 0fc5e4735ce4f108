import type { Transaction } from '../database/transaction.js';

/** An open incident of a case, with the sentence that a worker or the engine wrote about it. */
export interface IncidentRow {
  key: string;
  error_type: string;
  error_message: string;
  element_id: string;
  job_key: string | null;
  created_at: string;
}

/** Oldest first; at most 50. */
export const openIncidentsOfCase = (tx: Transaction, caseId: string): Promise<IncidentRow[]> =>
  tx.query<IncidentRow & Record<string, unknown>>(
    `select i.key::text as key, i.error_type, i.error_message, i.element_id, i.job_key::text as job_key, i.created_at
       from engine.incident i join app.case_process p on p.process_instance_key = i.process_instance_key
      where p.case_id = $1::uuid and i.state = 'CREATED'
      order by i.created_at, i.key limit 50`,
    [caseId],
  );

/** Cases that stand still, by id: for lists. */
export const casesWithIncidents = async (tx: Transaction, caseIds: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.query<{ case_id: string }>(
    `select distinct p.case_id from engine.incident i join app.case_process p on p.process_instance_key = i.process_instance_key
      where p.case_id = any($1::uuid[]) and i.state = 'CREATED'`,
    [caseIds],
  );
  return new Set(rows.map((row) => row.case_id));
};

/** How many cases of the Gemeinde stand still. */
export const countStoppedCases = async (tx: Transaction): Promise<number> => {
  const rows = await tx.query<{ count: string }>(
    `select count(distinct p.case_id) as count from engine.incident i
       join app.case_process p on p.process_instance_key = i.process_instance_key where i.state = 'CREATED'`,
  );
  return Number(rows[0]?.count ?? 0);
};
