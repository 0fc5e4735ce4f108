import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Signals (who waits, what is still to be broadcast), version tags, deleted versions, tags of process instances. Rows of
 * deleted versions stay: history refers to them, and process versions are never given twice.
 */
export class EngineElements1764000500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table engine.signal (
        key bigint primary key,
        tenant_id text not null,
        signal_name text not null,
        variables jsonb not null
      ) with (autovacuum_vacuum_scale_factor = 0.02);
      -- element_instance_key is -1 for start events of a process.
      create table engine.signal_subscription (
        key bigint primary key,
        tenant_id text not null,
        signal_name text not null,
        process_definition_key bigint not null,
        target integer not null,
        element_instance_key bigint not null,
        process_instance_key bigint not null,
        root_key bigint not null
      ) with (autovacuum_vacuum_scale_factor = 0.02);
      grant select, insert, update, delete on engine.signal, engine.signal_subscription to dsc_engine;
    `);
    for (const table of ['process_definition', 'decision_requirements', 'decision', 'form']) {
      await queryRunner.query(`
        alter table engine.${table} add column version_tag text not null default '', add column deleted_at bigint;
      `);
    }
    await queryRunner.query(`
      -- Tags given at creation; few instances have any, so they are not part of the hot row.
      create table engine.process_instance_tag (
        process_instance_key bigint not null,
        tag text not null,
        tenant_id text not null,
        primary key (process_instance_key, tag)
      );
      create index process_instance_tag_tag on engine.process_instance_tag (tenant_id, tag);
      alter table engine.process_instance_tag enable row level security;
      alter table engine.process_instance_tag force row level security;
      create policy tenant on engine.process_instance_tag for select to dsc_app using (tenant_id = app.current_tenant());
      create policy engine on engine.process_instance_tag to dsc_engine using (true) with check (true);
      grant select on engine.process_instance_tag to dsc_app;
      grant select, insert, delete on engine.process_instance_tag to dsc_engine;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
