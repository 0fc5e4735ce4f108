import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the product needs beside its tables to run on a Zeebe cluster: how far each partition was exported, where its bulks
 * lie in the log, whose instances are whose, which commands are known to have happened, and leases in the outbox.
 */
export class ZeebeCluster1764001300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- fence: latest moment (epoch milliseconds, the database's clock) whose marker came out of the partition again; whatever
      -- reached the partition before that moment stands in the log.
      create table engine.zeebe_partition (
        id integer primary key,
        position bigint not null,
        fence bigint not null default 0,
        stored_at timestamptz not null default now()
      ) with (fillfactor = 50);

      -- Exported records lie in engine.log, a row per bulk; here is which positions of the broker a row holds.
      create table engine.zeebe_bulk (
        partition_id integer not null,
        first_position bigint not null,
        last_position bigint not null,
        log_position bigint not null,
        primary key (partition_id, last_position, first_position)
      );
      create index zeebe_bulk_log on engine.zeebe_bulk (log_position);

      -- The cluster has one tenant; which Gemeinde an instance belongs to comes with its variables.
      create table engine.zeebe_instance (
        key bigint primary key,
        tenant_id text not null,
        root_key bigint not null
      );

      -- Creations and messages of ours that stand in the log, by command id; the key is the instance's or the message's.
      create table engine.zeebe_effect (
        command_id text primary key,
        key bigint not null,
        at timestamptz not null default now()
      );
      create index zeebe_effect_at on engine.zeebe_effect (at);

      -- What the cluster answered when these files were deployed together, by the hash of their contents.
      create table engine.zeebe_deployment (
        content_hash text primary key,
        answer jsonb not null
      );
      grant select, insert, update on engine.zeebe_partition, engine.zeebe_instance, engine.zeebe_deployment to dsc_engine;
      grant select, insert, delete on engine.zeebe_bulk, engine.zeebe_effect to dsc_engine;

      -- A process that sends a command leases its row. tried_at: until when the last attempt may have been under way;
      -- uncertain: nobody knows whether it had an effect. Rows with the same subject are sent one after the other.
      alter table engine.command_outbox
        add column leased_until timestamptz,
        add column tried_at timestamptz,
        add column uncertain boolean not null default false,
        add column attempts integer not null default 0,
        add column subject text generated always as (
          coalesce(command ->> 'userTaskKey',
                   case when command ->> 'type' in ('updateJobRetries', 'resolveIncident') then 'incidents' end)) stored;
      create index command_outbox_subject on engine.command_outbox (subject, seq) where outcome is null and subject is not null;
      grant update (leased_until, tried_at, uncertain, attempts) on engine.command_outbox to dsc_engine;
      grant insert (leased_until, tried_at, uncertain, attempts) on engine.command_outbox to dsc_engine;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
