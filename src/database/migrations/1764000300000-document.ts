import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters and decisions: bytes with hash, state and verification code. */
export class Document1764000300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.document (
        id uuid primary key,
        tenant_id text not null references app.municipality (bfs),
        case_id uuid not null references app.case_file (id),
        title text not null,
        template text not null,
        template_version integer not null,
        language text not null check (language in ('de', 'fr')),
        state text not null check (state in ('entwurf', 'freigegeben', 'zugestellt')),
        content bytea not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        verification_code text unique,
        created_at bigint not null,
        released_at bigint,
        released_by text,
        idempotency_key text not null,
        unique (tenant_id, idempotency_key)
      );
      create index document_case on app.document (case_id, created_at desc);
      alter table app.document enable row level security;
      alter table app.document force row level security;
      create policy tenant on app.document to dsc_app
        using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
      grant select, insert on app.document to dsc_app;
      grant update (state, released_at, released_by) on app.document to dsc_app;

      -- The public page knows a code and no Gemeinde. This one question is answered across the border, and only with
      -- what stands on the paper anyway; drafts do not exist for it.
      create function app.verify_document(code text) returns table (title text, municipality text, released_at bigint)
        language sql stable security definer set search_path = app, pg_temp
        as $$
          select d.title, m.name, d.released_at
            from app.document d join app.municipality m on m.bfs = d.tenant_id
           where d.verification_code = code and d.state <> 'entwurf'
        $$;
      revoke all on function app.verify_document(text) from public;
      grant execute on function app.verify_document(text) to dsc_app;
      -- The function runs as the owner of the table, whom FORCE binds as well.
      create policy verification on app.document for select to current_user using (verification_code is not null and state <> 'entwurf');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
