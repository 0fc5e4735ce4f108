import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision model stays compiled with the models it imported when it was deployed: their checksums, in engine.resource. */
export class EngineDecisionImports1764001100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table engine.decision_requirements add column imports text[] not null default '{}'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
