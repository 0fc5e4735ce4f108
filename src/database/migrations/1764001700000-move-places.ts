import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A move that was killed is run again, maybe after people have gone on with the case on the engine that still has it. */
export class MovePlaces1764001700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- places: the element instances where the old instance stood when its new one was asked for; empty: nothing is asked
      -- for. Once it has gone on, the new one is given up, and the move begins anew.
      alter table engine.moved_instance
        add column places bigint[] not null default '{}', add column given_up bigint[] not null default '{}';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
