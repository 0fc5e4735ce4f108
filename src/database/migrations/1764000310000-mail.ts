import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox of mails: written with the work that caused them, sent afterwards; without a mail server it is the mailbox of the demo. */
export class Mail1764000310000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.mail (
        id uuid primary key,
        tenant_id text not null references app.municipality (bfs),
        case_id uuid references app.case_file (id),
        recipient_name text not null default '',
        recipient text not null,
        subject text not null,
        body text not null,
        -- Ids of app.document; the bytes are read when the mail is sent.
        attachments uuid[] not null default '{}',
        state text not null default 'wartet' check (state in ('wartet', 'gesendet', 'fehlgeschlagen')),
        attempts integer not null default 0,
        last_error text,
        created_at bigint not null,
        due_at bigint not null,
        sent_at bigint,
        idempotency_key text not null,
        unique (tenant_id, idempotency_key)
      );
      create index mail_due on app.mail (tenant_id, due_at) where state = 'wartet';
      create index mail_case on app.mail (case_id);
      alter table app.mail enable row level security;
      alter table app.mail force row level security;
      create policy tenant on app.mail to dsc_app
        using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
      grant select, insert on app.mail to dsc_app;
      grant update (state, attempts, last_error, due_at, sent_at) on app.mail to dsc_app;

      -- The sender goes round the Gemeinden; it learns here only which have something to send.
      create function app.tenants_with_mail(now_ms bigint) returns setof text
        language sql stable security definer set search_path = app, pg_temp
        as $$ select distinct m.tenant_id from app.mail m where m.state = 'wartet' and m.due_at <= now_ms $$;
      revoke all on function app.tenants_with_mail(bigint) from public;
      grant execute on function app.tenants_with_mail(bigint) to dsc_app;
      create policy sender on app.mail for select to current_user using (state = 'wartet');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
