import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log is partitioned by the week in which it was stored, by the database's own clock: the engine's may be moved, and a
 * retention period is about real time. What finds no week (a clock that jumped) goes to the rest, so that no batch fails.
 */
export class EngineLogRetention1764000900000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table engine.log rename to log_before;
      alter index engine.log_pkey rename to log_before_pkey;
      drop function engine.ensure_log_partitions(bigint);
      drop function engine.drop_log_before(bigint);

      create table engine.log (
        first_position bigint not null,
        last_position bigint not null,
        epoch bigint not null,
        at bigint not null,
        stored_at timestamptz not null default now(),
        body bytea not null,
        primary key (first_position, stored_at)
      ) partition by range (stored_at);
      grant select, insert on engine.log to dsc_engine;
      create table engine.log_rest partition of engine.log default;
      alter table engine.log_rest alter column body set storage external;

      -- Makes the partition of this week and of the next. The engine does not own its tables, therefore this function.
      create function engine.ensure_log_partitions() returns void
        language plpgsql security definer set search_path = engine, pg_temp as $$
        declare
          week date;
          name text;
        begin
          for week in select (date_trunc('week', now() at time zone 'UTC') + n * interval '7 days')::date from generate_series(0, 1) n loop
            name := 'log_' || to_char(week, 'YYYYMMDD');
            continue when to_regclass('engine.' || name) is not null;
            begin
              execute format('create table engine.%I partition of engine.log for values from (%L) to (%L)',
                             name, week::text || ' 00:00+00', (week + 7)::text || ' 00:00+00');
              -- Batches compress their bodies themselves.
              execute format('alter table engine.%I alter column body set storage external', name);
            exception when check_violation then
              -- The rest holds rows of that week already; it goes on to take them.
              null;
            end;
          end loop;
        end $$;
      revoke all on function engine.ensure_log_partitions() from public;
      grant execute on function engine.ensure_log_partitions() to dsc_engine;
      select engine.ensure_log_partitions();

      -- Drops the weeks that ended before a moment and hold nothing after a position that somebody has still to read.
      create function engine.drop_log_before(moment timestamptz, read_position bigint) returns integer
        language plpgsql security definer set search_path = engine, pg_temp as $$
        declare
          name text;
          needed boolean;
          dropped integer := 0;
        begin
          for name in
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = 'engine.log'::regclass and c.relname ~ '^log_[0-9]{8}$'
               and (to_date(substring(c.relname from 5), 'YYYYMMDD') + 7)::timestamp at time zone 'UTC' <= moment
             order by 1
          loop
            execute format('select exists (select from engine.%I where last_position > $1)', name) into needed using read_position;
            exit when needed;
            execute format('drop table engine.%I', name);
            dropped := dropped + 1;
          end loop;
          return dropped;
        end $$;
      revoke all on function engine.drop_log_before(timestamptz, bigint) from public;
      grant execute on function engine.drop_log_before(timestamptz, bigint) to dsc_engine;

      insert into engine.log (first_position, last_position, epoch, at, body)
        select first_position, last_position, epoch, at, body from engine.log_before;
      drop table engine.log_before;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
