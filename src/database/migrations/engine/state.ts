/**
 * What only the engine reads: ownership, the log, the state of running instances, idempotency keys. Hot tables have a
 * primary key and no further index: after a vacuum saw them empty, PostgreSQL would else prefer the wrong one.
 */
export const ENGINE_STATE = `
  -- One row. Every batch moves it on in its own transaction: an owner whose epoch is over cannot commit any more,
  -- and a batch whose predecessor failed cannot either.
  create table engine.partition (
    id integer primary key,
    epoch bigint not null default 0,
    batch bigint not null default 0,
    position bigint not null default 0,
    next_key bigint not null,
    owner text,
    owner_pid integer,
    lease_until timestamptz not null default '-infinity'
  ) with (fillfactor = 50);
  insert into engine.partition (id, next_key) values (1, 2251799813685249);
  grant select, update on engine.partition to dsc_engine;

  create function engine.advance(of_epoch bigint, from_batch bigint, to_position bigint, to_next_key bigint) returns void
    language plpgsql as $$
    begin
      update engine.partition set batch = from_batch + 1, position = to_position, next_key = to_next_key
       where id = 1 and epoch = of_epoch and batch = from_batch;
      if not found then
        raise exception 'epoch % or batch % of the engine is over', of_epoch, from_batch using errcode = 'DSC01';
      end if;
    end $$;
  grant execute on function engine.advance(bigint, bigint, bigint, bigint) to dsc_engine;

  -- The log: one row per committed batch, its records packed (runtime/log). Old partitions are dropped, never deleted from.
  create table engine.log (
    first_position bigint not null,
    last_position bigint not null,
    epoch bigint not null,
    at bigint not null,
    body bytea not null,
    primary key (first_position)
  ) partition by range (first_position);
  grant select, insert on engine.log to dsc_engine;

  -- Makes the partition of a position and the one after it. The engine does not own its tables, therefore this function.
  create function engine.ensure_log_partitions(at_position bigint) returns void
    language plpgsql security definer set search_path = engine, pg_temp as $$
    declare
      size constant bigint := 10000000;
      part bigint := at_position / size;
    begin
      for part in select generate_series(at_position / size, at_position / size + 1) loop
        if to_regclass(format('engine.log_%s', part)) is null then
          execute format('create table engine.log_%s partition of engine.log for values from (%s) to (%s)',
                         part, part * size, (part + 1) * size);
          execute format('alter table engine.log_%s alter column body set storage external', part);
        end if;
      end loop;
    end $$;
  revoke all on function engine.ensure_log_partitions(bigint) from public;
  grant execute on function engine.ensure_log_partitions(bigint) to dsc_engine;
  select engine.ensure_log_partitions(1);

  -- Drops what lies completely before a position; the caller knows that nobody needs it any more.
  create function engine.drop_log_before(before_position bigint) returns integer
    language plpgsql security definer set search_path = engine, pg_temp as $$
    declare
      size constant bigint := 10000000;
      name text;
      dropped integer := 0;
    begin
      for name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'engine.log'::regclass
           and (substring(c.relname from 'log_([0-9]+)')::bigint + 1) * size <= before_position
      loop
        execute format('drop table engine.%I', name);
        dropped := dropped + 1;
      end loop;
      return dropped;
    end $$;
  revoke all on function engine.drop_log_before(bigint) from public;
  grant execute on function engine.drop_log_before(bigint) to dsc_engine;

  -- Contents of deployed files, once each however many Gemeinden deploy them.
  create table engine.resource (
    checksum text primary key,
    content text not null
  );
  grant select, insert on engine.resource to dsc_engine;

  -- State of one running process instance without its variables, which engine.variable has anyway.
  create table engine.instance_state (
    root_key bigint not null,
    key bigint not null,
    state text not null,
    primary key (root_key, key)
  ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
  grant select, insert, update, delete on engine.instance_state to dsc_engine;

  create table engine.timer (
    key bigint primary key,
    due_date bigint not null,
    repetitions integer not null,
    element_instance_key bigint not null,
    process_instance_key bigint not null,
    root_key bigint not null,
    process_definition_key bigint not null,
    target integer not null,
    target_element_id text not null
  ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
  create table engine.message (
    key bigint primary key,
    tenant_id text not null,
    name text not null,
    correlation_key text not null,
    message_id text not null,
    deadline bigint not null,
    variables jsonb not null,
    correlated text[] not null
  ) with (autovacuum_vacuum_scale_factor = 0.02);
  create table engine.message_subscription (
    key bigint primary key,
    tenant_id text not null,
    message_name text not null,
    correlation_key text not null,
    bpmn_process_id text not null,
    element_instance_key bigint not null,
    process_instance_key bigint not null,
    root_key bigint not null
  ) with (autovacuum_vacuum_scale_factor = 0.02);
  create table engine.start_subscription (
    key bigint primary key,
    tenant_id text not null,
    message_name text not null,
    process_definition_key bigint not null,
    start_event integer not null
  );
  -- As long as an instance that a message started runs, its correlation key is taken.
  create table engine.message_lock (
    process_instance_key bigint primary key,
    tenant_id text not null,
    bpmn_process_id text not null,
    correlation_key text not null
  );
  grant select, insert, update, delete on engine.timer, engine.message, engine.message_subscription,
    engine.start_subscription, engine.message_lock to dsc_engine;

  -- What a command with an id was answered; kept for a week at least. The only index besides the key is for cleaning.
  create table engine.command_outcome (
    command_id text primary key,
    outcome text not null,
    at bigint not null
  );
  create index command_outcome_at on engine.command_outcome (at);
  grant select, insert, delete on engine.command_outcome to dsc_engine;
`;
