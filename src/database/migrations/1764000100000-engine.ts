import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ENGINE_READ_MODELS } from './engine/read-models.js';
import { ENGINE_STATE } from './engine/state.js';

/** The engine's tables: what it needs to go on after a restart, and what everybody else may read. */
export class Engine1764000100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ENGINE_STATE);
    await queryRunner.query(ENGINE_READ_MODELS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
