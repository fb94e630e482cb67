-- Answers in full: what was looked at, help, what was done about it, a word for the source or for all readers; answers
-- taken by telephone; and what other readers are told of answers (R15).

alter table warnings.answers
  add column looked_from date,
  add column looked_to date,
  add column logs text not null default '',
  add column hits int check (hits >= 0),
  add column help text not null default 'none' check (help in ('none', 'wanted', 'offered')),
  add column measure text not null default '',
  add column measure_where text not null default '',
  add column measure_worked text check (measure_worked in ('yes', 'partly', 'no', 'untried')),
  add column usefulness text check (usefulness in ('acted', 'informed', 'known', 'not')),
  add column to_readers boolean not null default false,
  add column anonymous boolean not null default true,
  add column by_telephone boolean not null default false;
comment on column warnings.answers.looked_from is 'First day of the period that was looked through.';
comment on column warnings.answers.looked_to is 'Last day of it.';
comment on column warnings.answers.logs is 'Which logs were searched.';
comment on column warnings.answers.hits is 'How many machines or accounts are concerned.';
comment on column warnings.answers.measure is 'A countermeasure; measure_where says where it applies, measure_worked whether it did.';
comment on column warnings.answers.usefulness is 'What the warning was good for.';
comment on column warnings.answers.to_readers is 'Comment and countermeasure are for all readers; otherwise for the source alone.';
comment on column warnings.answers.anonymous is 'Without the team''s name towards other readers.';
comment on column warnings.answers.by_telephone is 'Taken by telephone and entered on the team''s behalf. What the team answers itself outweighs it.';

drop policy give_answers on warnings.answers;
create policy give_answers on warnings.answers for insert with check (
  (team_id = (select access.team()) or appointment_id = (select access.appointment()))
  and not by_telephone
  and exists (select from access.parts p where p.item_id = answers.item_id)
);

create table warnings.measure_confirmations (
  answer_id uuid not null references warnings.answers on delete cascade,
  team_id uuid not null references directory.teams,
  at timestamptz not null,
  primary key (answer_id, team_id)
);
comment on table warnings.measure_confirmations is 'A team that tried another''s countermeasure says that it works. No policy lets anyone at it; the functions below are the whole of it.';
alter table warnings.measure_confirmations enable row level security;

-- ── within ────────────────────────────────────────────────────────────────────────────────────────────

create function warnings.owns_item(item uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from access.parts p where p.item_id = item and p.owners && access.own_principals() and access.in_good_standing())
$$;

create function warnings.has_opened(item uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select access.in_good_standing() and exists (
    select from access.receipts r join access.parts p on p.id = r.part_id and p.version = r.version
    where r.item_id = item and r.holder = coalesce(access.appointment(), (access.viewer() ->> 'key')::uuid) and p.state = 'released')
$$;
comment on function warnings.has_opened is 'Second lock: the viewer holds a receipt of what is still out.';

create function warnings.latest_answers(item uuid, upto timestamptz) returns setof warnings.answers
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct on (coalesce(team_id, appointment_id)) * from warnings.answers
  where item_id = item and at <= upto
  order by coalesce(team_id, appointment_id), by_telephone, at desc, id
$$;
comment on function warnings.latest_answers is 'One row a team or person: its latest, and its own before one taken by telephone.';

create function warnings.step(teams bigint) returns int
language sql immutable set search_path = pg_catalog
as $$
  select (case when teams < 3 then 0 when teams < 6 then 3 when teams < 10 then 6
               when teams < 50 then teams / 5 * 5 when teams < 200 then teams / 10 * 10 else teams / 50 * 50 end)::int
$$;
comment on function warnings.step is 'R15: counts for other readers, in steps of three teams at least.';

create function warnings.told_upto(item uuid) returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  me uuid := coalesce(access.team(), access.appointment());
  step int;
begin
  if not warnings.has_opened(item) then return null; end if;
  select warnings.step(count(distinct a.team_id)) into step
  from warnings.answers a where a.item_id = item and a.answer <> 'checking' and a.team_id <> coalesce(me, item);
  if step = 0 then return null; end if;
  return (
    select min(a.at) from warnings.answers a
    where a.item_id = item and a.answer <> 'checking' and a.team_id <> coalesce(me, item)
    group by a.team_id order by 1 limit 1 offset step - 1);
end $$;
comment on function warnings.told_upto is 'The moment at which the latest step was reached by teams other than the viewer''s: what readers see stands still until the next. The viewer''s own answer neither counts nor moves it, so nobody learns by answering.';

-- ── what other readers are told ───────────────────────────────────────────────────────────────────────

create function warnings.told(item uuid) returns table (answer text, teams int)
language sql stable security definer set search_path = pg_catalog
as $$
  with seen as (
    select distinct on (a.team_id) a.answer
    from warnings.answers a, (select warnings.told_upto(item) as moment) u
    where a.item_id = item and a.at <= u.moment and a.answer <> 'checking'
      and a.team_id <> coalesce(access.team(), access.appointment(), item)
    order by a.team_id, a.by_telephone, a.at desc, a.id
  )
  select null, warnings.step(count(*)) from seen having count(*) >= 3
  union all
  select s.answer, warnings.step(count(*)) from seen s group by s.answer having count(*) >= 3
$$;
comment on function warnings.told is 'R15: answers of other teams, from three on, in steps; the first row is their sum. What fewer than three said is not told.';

create function warnings.words_on(item uuid)
returns table (id uuid, team_id uuid, mine boolean, comment text, measure text, measure_where text, measure_worked text, confirmed int, confirmed_by_us boolean, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  is_source boolean := warnings.owns_item(item);
  upto timestamptz := warnings.told_upto(item);
  me uuid := coalesce(access.team(), access.appointment());
begin
  if not is_source and not warnings.has_opened(item) then return; end if;
  return query
    select l.id, case when not l.anonymous then l.team_id end, coalesce(l.team_id, l.appointment_id) = me,
           l.comment, l.measure, l.measure_where, l.measure_worked,
           case when is_source then c.teams::int else warnings.step(c.teams) end, c.ours,
           case when not l.anonymous or is_source then l.at end
    from warnings.latest_answers(item, 'infinity') l
      cross join lateral (
        select count(distinct m.team_id) as teams, coalesce(bool_or(m.team_id = access.team()), false) as ours
        from warnings.measure_confirmations m join warnings.answers o on o.id = m.answer_id
        where o.item_id = item and l.measure <> '' and o.measure = l.measure
          and coalesce(o.team_id, o.appointment_id) = coalesce(l.team_id, l.appointment_id)) c
    where l.to_readers and (l.comment <> '' or l.measure <> '') and l.team_id is not null
      -- Without a name: not before it is one of three, and not at the moment at which it was said.
      and (is_source or not l.anonymous or coalesce(l.team_id, l.appointment_id) = me or l.at <= upto)
    order by l.id;
end $$;
comment on function warnings.words_on is 'Comments and countermeasures that were given for all readers. Never with the answer that they came with.';

create function warnings.confirm_measure(answer uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare item uuid;
begin
  select a.item_id into item from warnings.answers a
  where a.id = confirm_measure.answer and a.measure <> '' and a.team_id is distinct from access.team();
  if access.team() is null or item is null
     or not exists (select from warnings.words_on(item) w where w.id = confirm_measure.answer) then return false; end if;
  insert into warnings.measure_confirmations (answer_id, team_id, at) values (confirm_measure.answer, access.team(), access.at()) on conflict do nothing;
  return true;
end $$;
comment on function warnings.confirm_measure is 'For a team that may read of the countermeasure and did not propose it.';

-- ── by telephone ──────────────────────────────────────────────────────────────────────────────────────

create function warnings.answer_by_telephone(
  answer uuid, item uuid, team uuid, said text, what text, shows_name boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  is_source boolean := warnings.owns_item(item);
  hidden boolean;
begin
  if (access.kind() = 'person' and (is_source or (access.acts_as('secretariat') and warnings.has_opened(item)))) is not true then
    return 'not-yours';
  end if;
  if team = access.team() or not exists (
    select from access.inbox i where i.item_id = item and i.holder = team and i.state = 'open' and i.at <= access.at()) then
    return 'not-addressed';
  end if;
  select bool_or(p.attribution = 'withheld') into hidden from access.parts p where p.item_id = item;
  insert into warnings.answers (id, item_id, team_id, answer, comment, named, by_holder, at, by_telephone)
  values (answer, item, team, said, what, shows_name,
          case when is_source and hidden then '00000000-0000-0000-0000-000000000000' else access.appointment() end, access.at(), true);
  return 'entered';
end $$;
comment on function warnings.answer_by_telephone is 'By the source, or by the secretariat where it reads the warning itself. A withheld source stays unnamed here too (R5).';

-- ── what the source sees ──────────────────────────────────────────────────────────────────────────────

create or replace function warnings.answer_counts(item uuid)
returns table (answer text, teams bigint)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.answer, count(*) from warnings.latest_answers(item, 'infinity') a
  where warnings.owns_item(item) group by a.answer
$$;

drop function warnings.named_answers;
create function warnings.named_answers(item uuid) returns setof warnings.answers
language sql stable security definer set search_path = pg_catalog
as $$
  select a.* from warnings.latest_answers(item, 'infinity') a
  where a.named and a.team_id is not null and warnings.owns_item(item)
$$;
comment on function warnings.named_answers is 'R15: by name only where the reader''s team allows it (and the charter, which is asked in work/warnings).';

create function warnings.unnamed_details(item uuid)
returns table (logs text, hits int, help text, comment text, measure text, measure_where text, measure_worked text)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.logs, a.hits, a.help, a.comment, a.measure, a.measure_where, a.measure_worked
  from warnings.latest_answers(item, 'infinity') a
  where not a.named and warnings.owns_item(item)
    and (a.comment <> '' or a.measure <> '' or a.help <> 'none' or a.logs <> '' or a.hits is not null)
  order by a.id
$$;
comment on function warnings.unnamed_details is 'What teams told the source without their name: no answer, no time, in no order.';

create function warnings.usefulness_counts(item uuid) returns table (usefulness text, teams bigint)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.usefulness, count(*) from warnings.latest_answers(item, 'infinity') a
  where a.usefulness is not null and warnings.owns_item(item) group by a.usefulness
$$;

revoke all on function warnings.owns_item, warnings.has_opened, warnings.latest_answers, warnings.step, warnings.told_upto,
  warnings.told, warnings.words_on, warnings.confirm_measure, warnings.answer_by_telephone, warnings.named_answers,
  warnings.unnamed_details, warnings.usefulness_counts from public;
grant execute on function warnings.told, warnings.words_on, warnings.confirm_measure, warnings.answer_by_telephone,
  warnings.named_answers, warnings.unnamed_details, warnings.usefulness_counts to renkei_app;
