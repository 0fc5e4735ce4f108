import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A document may be approved in the office before the citizen sees it, e.g. a signed decision that goes out by post. */
export class DocumentApproval1764000610000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.document drop constraint document_state_check;
      alter table app.document add constraint document_state_check
        check (state in ('entwurf', 'genehmigt', 'freigegeben', 'zugestellt'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
