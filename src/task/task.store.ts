import type { Transaction } from '../database/transaction.js';
import { searchParameters } from '../case/case-search.js';
import type { JsonValue, Variables } from '../engine/engine.js';

/** An open user task with the case it belongs to. */
export interface TaskRow {
  key: string;
  element_id: string;
  element_instance_key: string;
  process_instance_key: string;
  bpmn_process_id: string;
  form_id: string | null;
  /** Headers of the task in the model. */
  headers: Record<string, string>;
  assignee: string | null;
  candidate_groups: string[];
  due_date: string | null;
  created_at: string;
  state: string;
  case_id: string;
  number: string;
  subject: string;
  applicant_name: string;
  package_id: string;
  package_version: string;
}

const SELECT = `
  select u.key::text as key, u.element_id, u.element_instance_key::text as element_instance_key,
         u.process_instance_key::text as process_instance_key, u.bpmn_process_id, u.form_id, u.custom_headers as headers, u.assignee, u.candidate_groups,
         u.due_date, u.created_at, u.state,
         c.id as case_id, c.number, c.subject, c.applicant_name, c.package_id, c.package_version
    from engine.user_task u
    join app.case_process p on p.process_instance_key = u.process_instance_key
    join app.case_file c on c.id = p.case_id`;

export type TaskScope = { mine: string } | { groups: string[] } | { all: true };

/** Open tasks, most urgent first; tasks of citizens only on request. At most 200. */
export const listTasks = (tx: Transaction, scope: TaskScope, search: string | undefined): Promise<TaskRow[]> =>
  tx.query<TaskRow & Record<string, unknown>>(
    `${SELECT}
      where u.state = 'CREATED' and not (u.candidate_groups @> array['citizen'])
        and ($1::text is null or u.assignee = $1)
        and ($2::text[] is null or u.candidate_groups && $2)
        and ($4::text is null or c.number = $4)
        and ($3::text is null or c.number ilike $3 or c.applicant_name ilike $3 or c.subject ilike $3 or c.data::text ilike $3)
      order by u.due_date nulls last, u.created_at, u.key
      limit 200`,
    ['mine' in scope ? scope.mine : null, 'groups' in scope ? scope.groups : null, ...searchParameters(search)],
  );

export const findTask = async (tx: Transaction, key: string): Promise<TaskRow | undefined> =>
  (await tx.query<TaskRow & Record<string, unknown>>(`${SELECT} where u.key = $1::bigint`, [key]))[0];

export const openTasksOfCase = (tx: Transaction, caseId: string): Promise<TaskRow[]> =>
  tx.query<TaskRow & Record<string, unknown>>(
    `${SELECT} where c.id = $1::uuid and u.state = 'CREATED' order by u.due_date nulls last, u.created_at`,
    [caseId],
  );

/** Open tasks of a person, of the person's groups, and of these the ones nobody has taken yet. */
export const countOpenTasks = async (
  tx: Transaction,
  email: string,
  groups: string[],
): Promise<{ mine: number; groups: number; free: number }> => {
  const rows = await tx.query<{ mine: string; groups: string; free: string }>(
    `select count(*) filter (where assignee = $1::text) as mine,
            count(*) filter (where candidate_groups && $2::text[]) as groups,
            count(*) filter (where candidate_groups && $2::text[] and assignee is null) as free
       from engine.user_task where state = 'CREATED' and not (candidate_groups @> array['citizen'])`,
    [email, groups],
  );
  const row = rows[0];
  return { mine: Number(row?.mine ?? 0), groups: Number(row?.groups ?? 0), free: Number(row?.free ?? 0) };
};

/** Variables a task sees: its own scope first, then each enclosing one up to the process. */
export async function visibleVariables(
  tx: Transaction,
  elementInstanceKey: string,
  processInstanceKey: string,
): Promise<Variables> {
  const rows = await tx.query<{ name: string; value: JsonValue }>(
    `with recursive scope (key, depth) as (
       select $1::bigint, 0
       union all
       select e.flow_scope_key, s.depth + 1 from scope s join engine.element_instance e on e.key = s.key
        where e.flow_scope_key > 0 and s.depth < 50
     ), scopes as (select key, min(depth) as depth from (select key, depth from scope union all select $2::bigint, 100) x group by key)
     select distinct on (v.name) v.name, v.value
       from scopes s join engine.variable v on v.scope_key = s.key
      order by v.name, s.depth`,
    [elementInstanceKey, processInstanceKey],
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}
