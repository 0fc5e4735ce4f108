import { randomUUID } from 'node:crypto';
import type { Transaction } from '../database/transaction.js';

export interface NewMail {
  tenantId: string;
  caseId: string | null;
  recipient: { name: string; email: string };
  subject: string;
  body: string;
  /** Ids of documents; the citizen's mail holds a link, offices get the file. */
  attachments: readonly string[];
  /** Epoch milliseconds. */
  now: number;
  idempotencyKey: string;
}

/** Queues a mail once per idempotency key, in the transaction of the work that caused it. */
export const queueMail = (tx: Transaction, mail: NewMail): Promise<unknown> =>
  tx.query(
    `insert into app.mail (id, tenant_id, case_id, recipient_name, recipient, subject, body, attachments, created_at, due_at, idempotency_key)
     values ($1::uuid, $2::text, $3::uuid, $4::text, $5::text, $6::text, $7::text, $8::uuid[], $9::bigint, $9::bigint, $10::text)
     on conflict (tenant_id, idempotency_key) do nothing`,
    [
      randomUUID(),
      mail.tenantId,
      mail.caseId,
      mail.recipient.name,
      mail.recipient.email,
      mail.subject,
      mail.body,
      mail.attachments,
      mail.now,
      mail.idempotencyKey,
    ],
  );

export interface MailRow {
  id: string;
  case_id: string | null;
  recipient_name: string;
  recipient: string;
  subject: string;
  body: string;
  attachments: string[];
  state: 'wartet' | 'gesendet' | 'fehlgeschlagen';
  attempts: number;
  last_error: string | null;
  created_at: string;
  sent_at: string | null;
}

const COLUMNS = `id, case_id, recipient_name, recipient, subject, body, attachments, state, attempts, last_error, created_at, sent_at`;

/** Mails of a Gemeinde, newest first: the mailbox that the demo shows. */
export const listMails = (tx: Transaction, limit: number): Promise<MailRow[]> =>
  tx.query<MailRow>(`select ${COLUMNS} from app.mail order by created_at desc, id limit least($1::int, 500)`, [limit]);

/** Mails that are due; locked until the transaction ends, so that two senders never take the same one. */
export const dueMails = (tx: Transaction, now: number, limit: number): Promise<MailRow[]> =>
  tx.query<MailRow>(
    `select ${COLUMNS} from app.mail where state = 'wartet' and due_at <= $1::bigint
      order by due_at limit $2::int for update skip locked`,
    [now, limit],
  );

export const markMailSent = (tx: Transaction, id: string, now: number): Promise<unknown> =>
  tx.query(
    `update app.mail set state = 'gesendet', sent_at = $2::bigint, attempts = attempts + 1 where id = $1::uuid`,
    [id, now],
  );

/** Notes a failed try; without a next moment the mail is given up. */
export const markMailFailed = (tx: Transaction, id: string, error: string, dueAt: number | null): Promise<unknown> =>
  tx.query(
    `update app.mail
        set attempts = attempts + 1, last_error = left($2::text, 500), due_at = coalesce($3::bigint, due_at),
            state = case when $3::bigint is null then 'fehlgeschlagen' else 'wartet' end
      where id = $1::uuid`,
    [id, error, dueAt],
  );

/** Gemeinden with something to send. */
export const tenantsWithMail = async (tx: Transaction, now: number): Promise<string[]> =>
  (await tx.query<{ tenant: string }>(`select tenant from app.tenants_with_mail($1::bigint) as tenant`, [now])).map(
    (row) => row.tenant,
  );
