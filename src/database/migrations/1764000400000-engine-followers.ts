import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Processes that do not own the engine store the commands of their callers. Such a command is bound to no Gemeinde
 * (tenant_id null, which no page can write or read) and keeps the id its caller gave it.
 */
export class EngineFollowers1764000400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table engine.command_outbox alter column tenant_id drop not null, add column command_id text;
      grant insert (id, tenant_id, command_id, command, created_at) on engine.command_outbox to dsc_engine;
      create index command_outbox_answered on engine.command_outbox (created_at) where outcome is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
