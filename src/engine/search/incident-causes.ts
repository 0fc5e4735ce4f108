import type { Pool } from 'pg';
import type { IncidentCause } from './engine-search.js';
import { bounded } from './read-page.js';
import type { Where } from './where.js';

/**
 * Incidents with the same error at the same element of a process are one cause, whatever numbers and quoted values their
 * messages hold: «Register 7 antwortet nicht» and «Register 8 antwortet nicht» need the same repair.
 */
export async function readIncidentCauses(pool: Pool, where: Where, limit: number): Promise<IncidentCause[]> {
  const rows = await bounded(
    pool,
    `select x.error_type, x.bpmn_process_id, x.element_id, count(*)::int as count,
            (array_agg(x.error_message order by x.key desc))[1] as error_message,
            array_agg(distinct x.tenant_id) as tenant_ids, max(x.created_at) as newest_at
       from engine.incident x where ${where.sql}
      group by x.error_type, x.bpmn_process_id, x.element_id, regexp_replace(x.error_message, $$[0-9]+|'[^']*'$$, '#', 'g')
      order by count(*) desc, max(x.key) desc limit ${limit}`,
    where.values,
  );
  return rows.map((row) => ({
    errorType: row['error_type'] as string,
    bpmnProcessId: row['bpmn_process_id'] as string,
    elementId: row['element_id'] as string,
    errorMessage: row['error_message'] as string,
    count: row['count'] as number,
    tenantIds: row['tenant_ids'] as string[],
    newestAt: Number(row['newest_at']),
  }));
}
