import { insertAudit } from '../audit/audit.store.js';
import type { Transaction } from '../database/transaction.js';
import { advanceDocument } from '../document/document.store.js';
import { insertCaseEvent } from './case-event.store.js';

/** A completed task whose command the engine has not answered yet, and what follows from the answer. */
export interface TaskCompletion {
  /** Id of its command in the outbox. */
  commandId: string;
  tenantId: string;
  caseId: string;
  userTaskKey: string;
  elementId: string;
  /** What the timeline says. */
  title: string;
  actor: string;
  /** Letter that the person approved with the task. */
  documentId?: string | undefined;
  /** Draft in which the task's form was written. */
  draftId?: string | undefined;
  /** Epoch milliseconds. */
  at: number;
}

/** Part of the transaction that stores the command, after it. */
export const storeCompletion = (tx: Transaction, completion: TaskCompletion): Promise<unknown> =>
  tx.query(
    `insert into app.task_completion (command_id, tenant_id, case_id, user_task_key, element_id, title, actor, document_id, draft_id, at)
     values ($1::uuid, $2::text, $3::uuid, $4::bigint, $5::text, $6::text, $7::text, $8::uuid, $9::uuid, $10::bigint)`,
    [
      completion.commandId,
      completion.tenantId,
      completion.caseId,
      completion.userTaskKey,
      completion.elementId,
      completion.title,
      completion.actor,
      completion.documentId ?? null,
      completion.draftId ?? null,
      completion.at,
    ],
  );

interface AnsweredRow {
  tenant_id: string;
  case_id: string;
  user_task_key: string;
  element_id: string;
  title: string;
  actor: string;
  document_id: string | null;
  draft_id: string | null;
  at: string;
  accepted: boolean;
}

/**
 * Does what follows from the engine's answers, each exactly once: for one command, or for every answered one of the
 * Gemeinde. The page that sent the command asks first; when the answer came too late for it, or the server died in
 * between, the case projection does it with the record of the completed task.
 */
export async function settleCompletions(tx: Transaction, now: number, commandId?: string): Promise<void> {
  const answered = await tx.query<AnsweredRow>(
    `delete from app.task_completion c using engine.command_outbox o
      where o.id = c.command_id and o.outcome is not null and ($1::uuid is null or c.command_id = $1::uuid)
      returning c.tenant_id, c.case_id, c.user_task_key, c.element_id, c.title, c.actor, c.document_id, c.draft_id, c.at,
                (o.outcome ->> 'ok')::boolean as accepted`,
    [commandId ?? null],
  );
  for (const row of answered) await (row.accepted ? accept(tx, row) : undo(tx, row, now));
}

async function accept(tx: Transaction, row: AnsweredRow): Promise<void> {
  await insertCaseEvent(tx, {
    tenantId: row.tenant_id,
    caseId: row.case_id,
    at: Number(row.at),
    kind: 'aufgabe',
    title: row.title,
    actor: row.actor,
    citizenVisible: false,
    elementId: row.element_id,
  });
  if (row.document_id !== null) await advanceDocument(tx, row.document_id, 'genehmigt', row.actor, Number(row.at));
  if (row.draft_id === null) return;
  // Uploads stay with the case; what was typed is in the process now.
  await tx.query('update app.upload set draft_id = null where draft_id = $1::uuid', [row.draft_id]);
  await tx.query('delete from app.draft where id = $1::uuid', [row.draft_id]);
}

/** The engine said no: the uploads are the draft's again, and the trace says so. */
async function undo(tx: Transaction, row: AnsweredRow, now: number): Promise<void> {
  if (row.draft_id !== null)
    await tx.query('update app.upload set case_id = null where draft_id = $1::uuid', [row.draft_id]);
  await insertAudit(tx, {
    tenantId: row.tenant_id,
    at: now,
    actor: row.actor,
    action: 'task.complete.refused',
    target: row.user_task_key,
    detail: { caseId: row.case_id },
  });
}
