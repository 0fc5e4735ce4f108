import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that hold keys of the engine and are bound to their Gemeinde even for their owner. */
const TENANT_TABLES = [
  'engine.process_definition',
  'engine.decision_requirements',
  'engine.decision',
  'engine.form',
  'engine.process_instance',
  'engine.process_instance_tag',
  'engine.element_instance',
  'engine.variable',
  'engine.job',
  'engine.user_task',
  'engine.incident',
  'engine.command_outbox',
  'app.case_file',
  'app.case_process',
  'app.draft',
  'app.task_completion',
  'app.rollout',
  'app.document',
  'app.mail',
];

/** Moving cases from one engine to the other: what has been moved, and who may give rows their new keys. */
export class EngineMove1764001600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- One row per process instance that is or was moved. state: CREATING (asked for on the new engine), CREATED (its key
      -- is known), ARRIVED (it stands where the old one stands; keys: old to new), MOVED (the case points to the new one).
      create table engine.moved_instance (
        old_key bigint primary key,
        target text not null check (target in ('zeebe', 'embedded')),
        state text not null check (state in ('CREATING', 'CREATED', 'ARRIVED', 'MOVED')),
        new_key bigint,
        keys jsonb,
        changed_at timestamptz not null default now()
      );
      grant select, insert, update on engine.moved_instance to dsc_engine;

      -- left_at: the case has gone on to another engine, so what is still heard of this instance is not about it.
      -- arrived: element instances that the case had entered before it came here, so they are no news.
      alter table app.case_process add column left_at bigint, add column arrived bigint[];

      -- Decisions and what requires them get their new keys one after the other.
      alter table engine.decision alter constraint decision_decision_requirements_key_fkey deferrable;
    `);
    // The owner serves no request. It sees all Gemeinden only in a transaction that says what it is for.
    for (const table of TENANT_TABLES) {
      await queryRunner.query(`
        create policy move on ${table} to current_user
          using (current_setting('dsc.moving', true) = 'on') with check (current_setting('dsc.moving', true) = 'on');
      `);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
