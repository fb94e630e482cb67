-- What is told to whom by which channel: one line for each recipient and version, written in one statement. A line holds
-- ids alone. What it says is made when it is sent, as its recipient and through the policies (docs/decisions/0009-mail.md).

set local role renkei_queue;
create function queue.enqueue_all(name text, payloads jsonb, run_at timestamptz default null) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from queue.jobs known where known.name = enqueue_all.name) then
    raise exception 'There is no job %.', enqueue_all.name using errcode = 'invalid_parameter_value';
  end if;
  perform graphile_worker.add_job(
    identifier => enqueue_all.name, payload => payload::json, run_at => coalesce(enqueue_all.run_at, now()))
  from jsonb_array_elements(payloads) payload;
end
$$;
comment on function queue.enqueue_all is 'Enters many jobs of one name in the caller''s transaction.';
revoke all on function queue.enqueue_all from public;
grant execute on function queue.enqueue_all to renkei_app;
reset role;

create schema deliveries;

create table deliveries.lines (
  id uuid primary key default gen_random_uuid(),
  item_id uuid not null references access.items,
  person_id uuid not null references directory.persons,
  appointment_id uuid not null references directory.appointments,
  channel text not null check (channel in ('mail')),
  cause text not null check (cause in ('release', 'withdrawn-wrong', 'withdrawn-shared', 'reminder')),
  moment timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'dropped', 'failed')),
  size text check (size in ('full', 'headline', 'notice')),
  encrypted boolean,
  attempts int not null default 0,
  taken_by text,
  trouble text,
  planned_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  unique (item_id, person_id, channel, cause, moment)
);
comment on table deliveries.lines is 'One line for each item version, person and channel. No policy lets anyone at it; the functions below are the whole of it.';
comment on column deliveries.lines.id is 'Also the Message-ID, so that the one window SMTP leaves open repeats a mail under the same name.';
comment on column deliveries.lines.appointment_id is 'The one capacity in which the person is written to.';
comment on column deliveries.lines.moment is 'Of the version or the withdrawal that it tells of: from then on readers could know.';
comment on column deliveries.lines.state is 'sending: handed to the server, perhaps. dropped: no longer wanted when it was to go. failed: it will never arrive.';
comment on column deliveries.lines.size is 'How much it carried, of the channel matrix.';
comment on column deliveries.lines.taken_by is 'Worker that sends it, by the name of the lock that it holds while it lives (base/db/queue.ts).';
comment on column deliveries.lines.trouble is 'Code of the last failure; never the server''s words, which may quote the mail.';
create index lines_waiting on deliveries.lines (planned_at) where state in ('waiting', 'sending');
create index lines_failed on deliveries.lines (tried_at desc) where state = 'failed';
create index lines_of_person on deliveries.lines (person_id, sent_at desc);
alter table deliveries.lines enable row level security;

create function deliveries.need_system() returns void
language plpgsql stable set search_path = pg_catalog
as $$ begin if not access.is_system() then raise exception 'the worker alone' using errcode = '42501'; end if; end $$;

create function deliveries.plan_release(item uuid, out lines uuid[], out again timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare latest timestamptz;
begin
  perform deliveries.need_system();
  select max(i.at) filter (where i.at <= access.at()), min(i.at) filter (where i.at > access.at()) into latest, again
  from access.inbox i where i.item_id = item and i.state = 'open' and i.until > access.at();
  if latest is null then return; end if;
  -- Nobody is told of a version that he would not find any more.
  update deliveries.lines l set state = 'dropped'
   where l.item_id = item and l.cause = 'release' and l.moment < latest and l.state = 'waiting';
  with readers as (
    select distinct on (p.id) p.id as person, a.id as appointment
    from access.inbox i
      join directory.appointments a on a.team_id = i.holder or a.id = i.holder
      join directory.persons p on p.id = a.person_id
    where i.item_id = item and i.state = 'open' and i.at <= access.at() and i.until > access.at()
      and a.since <= access.at() and (a.until is null or a.until > access.at())
      and (a.id = i.holder or a.role in ('poc', 'deputy', 'analyst'))
    order by p.id, (a.id = i.holder) desc, a.role = 'poc' desc
  ), had as (
    select distinct on (l.person_id) l.person_id, l.appointment_id
    from deliveries.lines l
    where l.item_id = item and l.cause = 'release' and l.moment < latest and l.state in ('sent', 'sending')
      and l.person_id not in (select person from readers)
    order by l.person_id, l.moment desc
  ), added as (
    insert into deliveries.lines (item_id, person_id, appointment_id, channel, cause, moment, planned_at)
    select item, person, appointment, 'mail', 'release', latest, access.at() from readers
    union all
    select item, person_id, appointment_id, 'mail', 'release', latest, access.at() from had
    on conflict do nothing returning id
  ) select array_agg(id) into lines from added;
end $$;
comment on function deliveries.plan_release is 'Readers of the current version, and who had an earlier one. Twice is once. again: when more of it may be read.';

create function deliveries.plan_withdrawal(item uuid, kind text, at timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare added uuid[];
begin
  perform deliveries.need_system();
  update deliveries.lines l set state = 'dropped'
   where l.item_id = item and l.cause in ('release', 'reminder') and l.state = 'waiting';
  with had as (
    select l.person_id, l.appointment_id, 1 as rank from deliveries.lines l
    where l.item_id = item and l.cause = 'release' and l.state in ('sent', 'sending')
    union all
    select a.person_id, a.id, 2
    from access.parts p join access.receipts r on r.part_id = p.id and r.version = p.version
      join directory.appointments a on a.id = r.holder
    where p.item_id = item
  ), new as (
    insert into deliveries.lines (item_id, person_id, appointment_id, channel, cause, moment, planned_at)
    select distinct on (person_id) item, person_id, appointment_id, 'mail', kind, at, access.at()
    from had order by person_id, rank
    on conflict do nothing returning id
  ) select array_agg(id) into added from new;
  return added;
end $$;
comment on function deliveries.plan_withdrawal is 'Whoever was told of it or had it, whatever became of them since (R14).';

-- What another worker sends is taken from it only when that worker is gone: its lock is free. Five seconds of grace for one
-- that has only just begun and may not have its lock yet.
create function deliveries.may_take(state text, taken_by text, tried_at timestamptz, taker text) returns boolean
language sql volatile set search_path = pg_catalog
as $$
  select case when $1 = 'waiting' then true when $1 <> 'sending' then false when $2 = $4 then true
    when $3 > access.at() - interval '5 seconds' then false
    else pg_try_advisory_xact_lock(hashtextextended($2, 7236523842014)) end
$$;

create function deliveries.busy(ids uuid[], taker text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  perform deliveries.need_system();
  return query select l.id from deliveries.lines l where l.id = any (ids) and l.state = 'sending' and l.taken_by <> taker;
end $$;
comment on function deliveries.busy is 'Lines that another worker seems to be sending.';

create function deliveries.take(ids uuid[], taker text)
returns table (id uuid, item uuid, number text, exercise boolean, cause text, moment timestamptz, planned timestamptz, attempts int, person uuid, appointment uuid,
               email text, language text, word text, again boolean, known boolean, key text)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform deliveries.need_system();
  return query
    with taken as (
      update deliveries.lines l set state = 'sending', attempts = l.attempts + 1, tried_at = access.at(), taken_by = taker
      where l.id = any (ids) and deliveries.may_take(l.state, l.taken_by, l.tried_at, taker) returning l.*)
    select t.id, t.item_id, i.number, i.exercise, t.cause, t.moment, t.planned_at, t.attempts, t.person_id, t.appointment_id,
           p.email, p.language, w.word,
           exists (select from deliveries.lines e where e.item_id = t.item_id and e.person_id = t.person_id
             and e.cause = 'release' and e.moment < t.moment and e.state = 'sent'),
           p.erased_at is null,
           null::text
    from taken t join access.items i on i.id = t.item_id join directory.persons p on p.id = t.person_id
      left join directory.recognition_words w on w.person_id = p.id;
end $$;
comment on function deliveries.take is 'Lines to be sent now, with what the mailer needs to know of each. Counts the attempt. known: the person was not erased.';

create function deliveries.done(line uuid, carried text, sealed boolean, had jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform deliveries.need_system();
  update deliveries.lines l set state = 'sent', sent_at = access.at(), size = carried, encrypted = sealed, trouble = null
   where l.id = line and l.state <> 'sent';
  if not found then return; end if;
  -- The server has it: whoever may not read it any more had it all the same.
  insert into access.receipts (part_id, version, item_id, holder, team_id, channel, first_at)
  select p.id, p.version, p.item_id, l.appointment_id, a.team_id, 'mail', access.at()
  from deliveries.lines l join directory.appointments a on a.id = l.appointment_id,
       jsonb_to_recordset(had) as h (part uuid, version int) join access.parts p on p.id = h.part and p.version = h.version
  where l.id = line and p.item_id = l.item_id
  on conflict do nothing;
end $$;
comment on function deliveries.done is 'The server accepted it. had: the parts whose content it carried, for which it is a receipt.';

create function deliveries.failed(line uuid, why text, for_good boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform deliveries.need_system();
  update deliveries.lines l set state = case when for_good then 'failed' else 'waiting' end, trouble = why
   where l.id = line and l.state = 'sending';
end $$;

create function deliveries.drop(line uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform deliveries.need_system();
  update deliveries.lines l set state = 'dropped' where l.id = line and l.state = 'sending';
end $$;

create function deliveries.waiting() returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  perform deliveries.need_system();
  return query select l.id from deliveries.lines l where l.state in ('waiting', 'sending') order by l.planned_at limit 100000;
end $$;

revoke all on all functions in schema deliveries from public;
grant usage on schema deliveries to renkei_app;
grant execute on function deliveries.need_system, deliveries.may_take, deliveries.busy, deliveries.plan_release, deliveries.plan_withdrawal, deliveries.take, deliveries.done,
  deliveries.failed, deliveries.drop, deliveries.waiting to renkei_app;
