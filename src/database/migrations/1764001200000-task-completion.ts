import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What follows when the engine accepts a completed task; stored with the command, because the answer may come late. */
export class TaskCompletion1764001200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.task_completion (
        command_id uuid primary key references engine.command_outbox (id) on delete cascade,
        tenant_id text not null references app.municipality (bfs),
        case_id uuid not null references app.case_file (id),
        user_task_key bigint not null,
        element_id text not null,
        title text not null,
        actor text not null,
        -- Letter that was approved with the task; draft in which its form was written.
        document_id uuid,
        draft_id uuid,
        at bigint not null
      );
      create index task_completion_tenant on app.task_completion (tenant_id);
      alter table app.task_completion enable row level security;
      alter table app.task_completion force row level security;
      create policy tenant on app.task_completion to dsc_app
        using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
      grant select, insert, delete on app.task_completion to dsc_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
