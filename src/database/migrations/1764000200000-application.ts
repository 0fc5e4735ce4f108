import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row-level security for a table of one Gemeinde: bound even for its owner, one policy for pages and workers. */
const tenantTable = (name: string, privileges: string): string => `
  alter table app.${name} enable row level security;
  alter table app.${name} force row level security;
  create policy tenant on app.${name} to dsc_app
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
  grant ${privileges} on app.${name} to dsc_app;
`;

/** The tables of the application. Times are epoch milliseconds where the clock decides, days are \`date\`. */
export class Application1764000200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Gemeinden and places belong to everybody: names, addresses, opening hours are public.
      create table app.municipality (
        bfs text primary key check (bfs ~ '^[0-9]{4}$'),
        name text not null,
        slug text not null unique,
        district text not null,
        postal_code text not null,
        valid_from date not null default date '1848-09-12',
        valid_to date,
        successor text references app.municipality (bfs),
        profile jsonb not null default '{}'
      );
      create table app.place (
        name text not null,
        postal_code text not null,
        bfs text not null references app.municipality (bfs),
        primary key (name, bfs)
      );
      grant select on app.municipality, app.place to dsc_app, dsc_center;
      grant insert, update on app.municipality, app.place to dsc_center;

      -- The process library: drafts may change, versions never do.
      create table app.package (
        id text primary key check (id ~ '^[a-z][a-z0-9-]{1,62}$'),
        title text not null,
        created_at bigint not null
      );
      create table app.package_draft (
        package_id text primary key references app.package (id),
        revision integer not null default 1,
        files jsonb not null,
        base_version text,
        saved_at bigint not null,
        saved_by text not null
      );
      create table app.package_version (
        package_id text not null references app.package (id),
        version text not null,
        content_hash text not null,
        files jsonb not null,
        notes text not null default '',
        published_at bigint not null,
        published_by text not null,
        primary key (package_id, version)
      );
      grant select on app.package, app.package_version to dsc_app;
      grant select, insert on app.package, app.package_version to dsc_center;
      grant select, insert, update on app.package_draft to dsc_center;
      grant update (title) on app.package to dsc_center;

      create table app.rollout (
        tenant_id text not null references app.municipality (bfs),
        package_id text not null,
        version text not null,
        process_definition_key bigint not null,
        activated_at bigint not null,
        activated_by text not null,
        primary key (tenant_id, package_id),
        foreign key (package_id, version) references app.package_version (package_id, version)
      );
      ${tenantTable('rollout', 'select')}
      create policy center on app.rollout to dsc_center using (true) with check (true);
      grant select, insert, update on app.rollout to dsc_center;

      -- Settings: rows without tenant are the region's.
      create table app.setting_value (
        id uuid primary key default gen_random_uuid(),
        tenant_id text references app.municipality (bfs),
        package_id text not null references app.package (id),
        key text not null,
        value jsonb not null,
        valid_from date not null,
        legal_basis text,
        unique nulls not distinct (tenant_id, package_id, key, valid_from)
      );
      alter table app.setting_value enable row level security;
      alter table app.setting_value force row level security;
      create policy tenant on app.setting_value for select to dsc_app using (tenant_id is null or tenant_id = app.current_tenant());
      create policy center on app.setting_value to dsc_center using (true) with check (true);
      grant select on app.setting_value to dsc_app;
      grant select, insert, update, delete on app.setting_value to dsc_center;

      -- People who sign in. An account is a person; what it may do in a Gemeinde stands in its membership.
      create table app.account (
        id uuid primary key default gen_random_uuid(),
        email text not null unique check (email = lower(email)),
        name text not null,
        password_hash text not null,
        support_center boolean not null default false,
        disabled boolean not null default false,
        failed_attempts integer not null default 0,
        locked_until bigint not null default 0
      );
      create table app.membership (
        account_id uuid not null references app.account (id),
        tenant_id text not null references app.municipality (bfs),
        groups text[] not null,
        primary key (account_id, tenant_id)
      );
      create table app.session (
        id_hash text primary key,
        account_id uuid not null references app.account (id),
        tenant_id text references app.municipality (bfs),
        csrf_token text not null,
        created_at bigint not null,
        last_seen_at bigint not null,
        revoked_at bigint
      );
      create index session_account on app.session (account_id);
      grant select on app.account to dsc_app;
      grant update (failed_attempts, locked_until) on app.account to dsc_app;
      grant select, insert on app.account to dsc_center;
      grant select, insert, update, delete on app.session to dsc_app;
      ${tenantTable('membership', 'select')}
      create policy center on app.membership to dsc_center using (true) with check (true);
      grant select, insert, update on app.membership to dsc_center;

      -- Sign-in happens before a Gemeinde is known: this one question is answered across the border, for one account.
      create function app.memberships_of(account uuid) returns table (tenant_id text, groups text[])
        language sql stable security definer set search_path = app, pg_temp
        as $$ select m.tenant_id, m.groups from app.membership m where m.account_id = account $$;
      revoke all on function app.memberships_of(uuid) from public;
      grant execute on function app.memberships_of(uuid) to dsc_app;
      create policy sign_in on app.membership for select to current_user using (true);

      -- Cases.
      create table app.case_number (
        tenant_id text not null,
        year integer not null,
        last integer not null,
        primary key (tenant_id, year)
      );
      ${tenantTable('case_number', 'select, insert, update')}

      create table app.case_file (
        id uuid primary key,
        tenant_id text not null references app.municipality (bfs),
        number text not null,
        package_id text not null,
        package_version text not null,
        subject text not null,
        applicant_name text not null,
        applicant_email text,
        channel text not null check (channel in ('portal', 'schalter')),
        status text not null default 'eingereicht',
        stage text,
        outcome text,
        settings jsonb not null,
        setting_origins jsonb not null,
        data jsonb not null,
        access_hash text not null unique,
        submission_key text not null,
        submitted_at bigint not null,
        closed_at bigint,
        unique (tenant_id, number),
        unique (tenant_id, submission_key),
        foreign key (package_id, package_version) references app.package_version (package_id, version)
      );
      create index case_file_list on app.case_file (tenant_id, submitted_at desc);
      ${tenantTable('case_file', 'select, insert, update')}

      -- Which process instances belong to a case: the main one and those it calls.
      create table app.case_process (
        process_instance_key bigint primary key,
        tenant_id text not null,
        case_id uuid not null references app.case_file (id),
        started_at bigint not null
      );
      create index case_process_case on app.case_process (case_id);
      ${tenantTable('case_process', 'select, insert')}

      create table app.case_event (
        id bigint generated always as identity primary key,
        tenant_id text not null,
        case_id uuid not null references app.case_file (id),
        at bigint not null,
        kind text not null,
        title text not null,
        detail text,
        actor text,
        citizen_visible boolean not null default false,
        element_id text,
        record_position bigint
      );
      create index case_event_case on app.case_event (case_id, at, id);
      create unique index case_event_record on app.case_event (record_position, kind) where record_position is not null;
      ${tenantTable('case_event', 'select, insert')}

      -- What people typed and have not sent yet: start forms and tasks.
      create table app.draft (
        id uuid primary key,
        tenant_id text not null,
        package_id text not null,
        package_version text not null,
        form_id text not null,
        data jsonb not null default '{}',
        token_hash text not null,
        user_task_key bigint,
        owner text,
        created_at bigint not null,
        updated_at bigint not null,
        submitted_case uuid references app.case_file (id)
      );
      create unique index draft_task on app.draft (tenant_id, user_task_key, owner) where user_task_key is not null;
      ${tenantTable('draft', 'select, insert, update, delete')}

      create table app.upload (
        id uuid primary key,
        tenant_id text not null,
        draft_id uuid references app.draft (id) on delete cascade,
        case_id uuid references app.case_file (id),
        file_name text not null,
        content_type text not null,
        size integer not null check (size > 0),
        sha256 text not null,
        content bytea not null,
        created_at bigint not null
      );
      create index upload_draft on app.upload (draft_id);
      create index upload_case on app.upload (case_id);
      ${tenantTable('upload', 'select, insert, update, delete')}

      create table app.audit (
        id bigint generated always as identity primary key,
        tenant_id text,
        at bigint not null,
        actor text not null,
        action text not null,
        target text not null,
        detail jsonb not null default '{}'
      );
      alter table app.audit enable row level security;
      alter table app.audit force row level security;
      create policy tenant on app.audit to dsc_app using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
      create policy center on app.audit to dsc_center using (true) with check (true);
      grant select, insert on app.audit to dsc_app, dsc_center;

      -- How far each projection has followed the engine's log.
      create table app.projection (name text primary key, position bigint not null);
      grant select, insert, update on app.projection to dsc_app;

      create table app.demo_clock (id boolean primary key default true check (id), offset_ms bigint not null);
      grant select, insert, update on app.demo_clock to dsc_center;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
