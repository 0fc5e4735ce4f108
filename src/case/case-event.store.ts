import type { Transaction } from '../database/transaction.js';

/** One line of a case's timeline. */
export interface CaseEventRow {
  id: string;
  at: string;
  kind: string;
  title: string;
  detail: string | null;
  actor: string | null;
  citizen_visible: boolean;
  element_id: string | null;
}

export interface NewCaseEvent {
  tenantId: string;
  caseId: string;
  at: number;
  kind: string;
  title: string;
  detail?: string | undefined;
  actor?: string | undefined;
  citizenVisible: boolean;
  elementId?: string | undefined;
  /** Position of the record it was read from: the same record never makes a second line. */
  recordPosition?: number | undefined;
}

export const insertCaseEvent = (tx: Transaction, event: NewCaseEvent): Promise<unknown> =>
  tx.query(
    `insert into app.case_event (tenant_id, case_id, at, kind, title, detail, actor, citizen_visible, element_id, record_position)
     values ($1::text, $2::uuid, $3::bigint, $4::text, $5::text, $6::text, $7::text, $8::boolean, $9::text, $10::bigint)
     on conflict (record_position, kind) where record_position is not null do nothing`,
    [
      event.tenantId,
      event.caseId,
      event.at,
      event.kind,
      event.title,
      event.detail ?? null,
      event.actor ?? null,
      event.citizenVisible,
      event.elementId ?? null,
      event.recordPosition ?? null,
    ],
  );

export const caseEvents = (tx: Transaction, caseId: string, citizenOnly: boolean): Promise<CaseEventRow[]> =>
  tx.query<CaseEventRow>(
    `select id, at, kind, title, detail, actor, citizen_visible, element_id
       from app.case_event where case_id = $1::uuid and (citizen_visible or not $2::boolean)
      order by at desc, id desc limit 500`,
    [caseId, citizenOnly],
  );
