import type { Transaction } from '../database/transaction.js';

/** One element a case went through or stands at. */
export interface StepRow {
  element_id: string;
  element_type: string;
  state: string;
  started_at: string;
  ended_at: string | null;
  bpmn_process_id: string;
}

/** Every element of the case's processes in order; at most 1000. */
export const stepsOfCase = (tx: Transaction, caseId: string): Promise<StepRow[]> =>
  tx.query<StepRow & Record<string, unknown>>(
    `select e.element_id, e.element_type, e.state, e.started_at, e.ended_at, i.bpmn_process_id
       from app.case_process p
       join engine.process_instance i on i.key = p.process_instance_key
       join engine.element_instance e on e.process_instance_key = i.key
      where p.case_id = $1::uuid and e.element_type <> 'PROCESS'
      order by e.started_at, e.key limit 1000`,
    [caseId],
  );
