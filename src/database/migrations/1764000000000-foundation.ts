import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schemas and who may enter them. Every later table says itself who may read and write it. */
export class Foundation1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      revoke all on schema public from public;
      create schema app;
      create schema engine;
      grant usage on schema app to dsc_app, dsc_center, dsc_engine;
      grant usage on schema engine to dsc_app, dsc_center, dsc_engine;

      -- The tenant of the running transaction; null outside of one, so that policies then match nothing.
      create function app.current_tenant() returns text language sql stable parallel safe
        return nullif(current_setting('app.tenant', true), '');
      grant execute on function app.current_tenant() to dsc_app, dsc_center, dsc_engine;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
