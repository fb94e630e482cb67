-- The queue belongs to renkei_queue. graphile-worker's own add_job works for the owner of its tables alone, so the
-- app enqueues through one function that runs as renkei_queue and knows which jobs exist.
create schema graphile_worker authorization renkei_queue;
create schema queue authorization renkei_queue;

set local role renkei_queue;

-- As graphile-worker makes it. Found here, it does not try to create the schema, which only the database's owner may.
create table graphile_worker.migrations (
  id int primary key,
  ts timestamptz not null default now(),
  breaking boolean not null default false
);

create table queue.jobs (
  name text primary key
);
alter table queue.jobs enable row level security;
comment on table queue.jobs is 'The jobs that this release knows (base/jobs/names.ts), written when it migrates.';
comment on column queue.jobs.name is 'Task identifier of graphile-worker, for example mail.deliver.';

create function queue.enqueue(name text, payload jsonb, run_at timestamptz default null, key text default null)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from queue.jobs known where known.name = enqueue.name) then
    raise exception 'There is no job %.', enqueue.name using errcode = 'invalid_parameter_value';
  end if;
  perform graphile_worker.add_job(
    identifier => enqueue.name,
    payload => enqueue.payload::json,
    run_at => coalesce(enqueue.run_at, now()),
    job_key => enqueue.key
  );
end
$$;
comment on function queue.enqueue is 'Enters a job in the caller''s transaction. The same key replaces a job that has not begun.';

revoke all on function queue.enqueue from public;
grant usage on schema queue to renkei_app;
grant execute on function queue.enqueue to renkei_app;

reset role;
