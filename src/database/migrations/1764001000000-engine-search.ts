import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes for people who search among a million finished instances (src/engine/search). None of them holds a column that
 * changes at the end of an instance, except BRIN, which lets the row stay where it is (PostgreSQL 16): a B-tree of what runs
 * or of ends would cost 600 bytes of WAL per instance instead of 170.
 */
export class EngineSearch1764001000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index engine.process_instance_definition;
      create index process_instance_definition on engine.process_instance (process_definition_key, key);
      create index process_instance_tenant on engine.process_instance (tenant_id, key);
      create index process_instance_started on engine.process_instance (started_at, key);
      create index process_instance_ended on engine.process_instance using brin (ended_at) with (pages_per_range = 32, autosummarize = on);
      drop index engine.user_task_open;
      create index user_task_open on engine.user_task (tenant_id, key) where state = 'CREATED';
      drop index engine.incident_open;
      create index incident_open on engine.incident (key) where state = 'CREATED';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
