-- What of the charter opens reading takes two persons and time. core/charter/opening.ts says which change of which field
-- opens; association.opens says the same here, and a test holds both together.

update association.charters set body = body || '{"openingWaitHours": 24}' where not body ? 'openingWaitHours';

alter table association.charters
  add column waits_until timestamptz,
  add column change_id uuid;
comment on column association.charters.adopted_at is 'When somebody decided it. Rules from there, or from waits_until.';
comment on column association.charters.waits_until is 'A change that opens reading rules from this moment, by time alone; null: at once.';
comment on column association.charters.change_id is 'The change that opened; null: a version that opens nothing.';
comment on table association.charters is 'Every version of the charter; the highest that does not wait any more rules. Rows that wait follow association.charter_changes and are laid anew whenever something before them changes.';

create table association.charter_changes (
  id uuid primary key,
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and steps <> '[]'),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  in_force_from timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_at is null) = (in_force_from is null)),
  check (in_force_from > confirmed_at),
  check ((ended_by is null) = (ended_at is null))
);
comment on table association.charter_changes is 'Changes of the charter that open reading: proposed by one, confirmed by another, in force after the waiting time unless taken back.';
comment on column association.charter_changes.steps is 'Only what opens: [{"path": ["k"], "to": 3}, {"path": ["sourceRoles"], "add": ["officer"]}]. Put on top of whatever charter rules then, so that nothing which was closed meanwhile comes back.';
comment on column association.charter_changes.proposed_by is 'The appointment under which it was proposed.';
comment on column association.charter_changes.confirmed_by is 'The appointment under which another person confirmed it.';
comment on column association.charter_changes.in_force_from is 'Confirmed plus the waiting time of the charter that ruled then.';
comment on column association.charter_changes.ended_by is 'The appointment under which it was refused or taken back.';
comment on column association.charter_changes.ended_at is 'Refused or taken back, always before it was in force.';

-- ── the charter that rules ────────────────────────────────────────────────────────────────────────────

create function association.at() returns timestamptz
language sql stable set search_path = pg_catalog
as $$ select coalesce(nullif(current_setting('renkei.at', true), '')::timestamptz, clock_timestamp()) $$;
comment on function association.at is 'The time of the transaction; the clock while access.pass still works out who enters.';

create or replace function association.charter() returns jsonb
language sql stable set search_path = pg_catalog
as $$
  select body from association.charters
  where waits_until is null or waits_until <= association.at() order by version desc limit 1
$$;

create or replace function access.need_to_know_since(roles text[]) returns timestamptz
language plpgsql stable set search_path = pg_catalog
as $$
declare
  moment timestamptz := association.at();
  lacking int;
  latest int;
begin
  select max(c.version) filter (where not coalesce(c.body -> 'needToKnowRoles' ?| roles, false)), max(c.version)
    into lacking, latest from association.charters c where c.waits_until is null or c.waits_until <= moment;
  if latest is null or lacking = latest then
    return null;
  end if;
  -- A charter that adds a role opens nothing that was released as previewed.
  return coalesce((select coalesce(c.waits_until, c.adopted_at) from association.charters c
                   where c.version > lacking and (c.waits_until is null or c.waits_until <= moment)
                   order by c.version limit 1), '-infinity');
end $$;

-- ── what opens ────────────────────────────────────────────────────────────────────────────────────────

create function association.opens(before jsonb, after jsonb) returns boolean
language sql immutable set search_path = pg_catalog
as $$
  select bool_or(x.opens) from (
    select not coalesce((after -> f) <@ (before -> f), false)
    from unnest('{needToKnowRoles,sourceRoles,breakGlassRoles}'::text[]) f
    union all
    select not coalesce((after #>> p.path::text[])::numeric >= (before #>> p.path::text[])::numeric, false)
    from (values ('{k}'), ('{holdSeconds,normal}'), ('{holdSeconds,immediate}'), ('{trustChangeHours}'), ('{openingWaitHours}')) p (path)
    union all
    select not coalesce((after #>> p.path::text[])::numeric <= (before #>> p.path::text[])::numeric, false)
    from (values ('{sessions,idleMinutes}'), ('{sessions,absoluteHours}'), ('{sessions,freshMinutes}'), ('{invitationDays}')) p (path)
    union all
    select (after -> 'greenCommunity') is distinct from (before -> 'greenCommunity')
    union all
    select not coalesce(array_position(s.sizes, c.value) <= array_position(s.sizes, before #>> array['channels', l.key, c.key]), false)
    from jsonb_each(after -> 'channels') l, jsonb_each_text(l.value) c,
      (values ('{no,notice,numbered,source-allows,headline,own-key,full,yes}'::text[])) s (sizes)
  ) x (opens)
$$;
comment on function association.opens is 'Does this charter let anybody read, see or reach more than that one? Says yes where it does not know.';

create function association.with_steps(body jsonb, steps jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog
as $$
declare
  step jsonb;
  place text[];
begin
  for step in select * from jsonb_array_elements(steps) loop
    place := array(select jsonb_array_elements_text(step -> 'path'));
    if step ? 'add' then
      body := jsonb_set(body, place, (body #> place) || (
        select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(step -> 'add') e where not (body #> place) @> e));
    else
      body := jsonb_set(body, place, step -> 'to');
    end if;
  end loop;
  return body;
end $$;
comment on function association.with_steps is 'A charter with the steps of a change on top; as withSteps in core/charter.';

-- ── who ───────────────────────────────────────────────────────────────────────────────────────────────

create function association.opening_wait() returns interval
language sql stable set search_path = pg_catalog
as $$ select make_interval(hours => coalesce((association.charter() ->> 'openingWaitHours')::int, 24)) $$;
comment on function association.opening_wait is 'How long a confirmed change waits, and how long somebody has to sit before confirming one.';

create function association.has_committee() returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from directory.appointments a join groups.groups g on g.id = a.group_id
    where g.kind = 'committee' and a.role in ('chair', 'vice_chair') and a.since <= access.at())
$$;
comment on function association.has_committee is 'Somebody chairs the committee, or did: from then on the secretariat never confirms what opens reading, whoever leaves the chair.';

create function association.proposes_opening() returns boolean
language sql stable set search_path = pg_catalog
as $$
  select access.in_good_standing() and coalesce(
    access.acts_as('secretariat', 'officer') or access.acts_as('committee', 'chair', 'vice_chair', 'member'), false)
$$;

create function association.confirms_opening() returns boolean
language sql stable set search_path = pg_catalog
as $$
  select access.in_good_standing() and coalesce(
    case when association.has_committee() then access.acts_as('committee', 'chair', 'vice_chair')
         else access.acts_as('secretariat', 'officer') end, false)
$$;

create function association.seated_since() returns timestamptz
language sql stable security definer set search_path = pg_catalog
as $$ select a.since from directory.appointments a where a.id = access.appointment() $$;
comment on function association.seated_since is 'Since when the viewer holds the appointment under which it acts.';

create function association.seat(of_appointment uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
as $$
  select jsonb_build_object('nameJa', p.name_ja, 'nameEn', p.name_en, 'role', a.role, 'body', g.kind)
  from directory.appointments a
    join directory.persons p on p.id = a.person_id
    left join groups.groups g on g.id = a.group_id
  where a.id = of_appointment and access.kind() <> 'public' and access.in_good_standing()
    and (exists (select from association.charters c where c.adopted_by = a.id)
      or exists (select from association.charter_changes c where a.id in (c.proposed_by, c.confirmed_by, c.ended_by)))
$$;
comment on function association.seat is 'Who changes the rules does so by name: person, role and body behind a change or a version, for whoever is bound by them. Of no other appointment.';

-- ── rows that wait ────────────────────────────────────────────────────────────────────────────────────
-- Written here alone, from the changes that two persons decided; the app has no way to write one.

create function association.lift_waiting() returns trigger
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  delete from association.charters where waits_until > association.at();
  return null;
end $$;

create function association.lay_waiting() returns trigger
language plpgsql security definer set search_path = pg_catalog
as $$
declare
  latest record;
  change record;
begin
  delete from association.charters where waits_until > association.at();
  select version, body into latest from association.charters order by version desc limit 1;
  for change in
    select * from association.charter_changes where in_force_from > association.at() and ended_at is null
    order by in_force_from, confirmed_at, id
  loop
    latest.version := latest.version + 1;
    latest.body := association.with_steps(latest.body, change.steps);
    insert into association.charters (version, body, adopted_at, adopted_by, waits_until, change_id)
    values (latest.version, latest.body, change.confirmed_at, change.confirmed_by, change.in_force_from, change.id);
  end loop;
  return null;
end $$;
comment on function association.lay_waiting is 'The versions that wait, one for each confirmed change, on top of the charter as it is now.';

create trigger lift_waiting before insert on association.charters for each statement
  when (current_user = 'renkei_app') execute function association.lift_waiting();
create trigger lay_waiting after insert on association.charters for each statement
  when (current_user = 'renkei_app') execute function association.lay_waiting();
create trigger lay_waiting after update on association.charter_changes for each statement
  when (current_user = 'renkei_app') execute function association.lay_waiting();

-- ── policies ──────────────────────────────────────────────────────────────────────────────────────────

drop policy read_by_everyone on association.charters;
create policy read_by_everyone on association.charters for select using (
  waits_until is null or waits_until <= (select access.at())
  -- what is coming is for those whom it will bind
  or (select access.kind() <> 'public' and access.in_good_standing()));

drop policy adopt on association.charters;
create policy adopt on association.charters for insert with check (
  waits_until is null and change_id is null and (
    (select access.is_system()) and version = 1
    or (select access.in_good_standing()
          and (access.acts_as('secretariat', 'officer') or access.acts_as('committee', 'chair')))
       and adopted_by = (select access.appointment())
       and not association.opens((select association.charter()), body)));

alter table association.charter_changes enable row level security;
create policy read_by_the_bound on association.charter_changes for select using (
  (select access.kind() <> 'public' and access.in_good_standing()));
create policy propose on association.charter_changes for insert with check (
  (select association.proposes_opening()) and proposed_by = (select access.appointment())
  and proposed_at = (select access.at()) and confirmed_at is null and ended_at is null);
create policy decide on association.charter_changes for update
  using ((select association.proposes_opening()) and ended_at is null
         and (in_force_from is null or in_force_from > (select access.at())))
  with check (
    (ended_by = (select access.appointment()) and ended_at = (select access.at()))
    or (ended_at is null and (select association.confirms_opening())
        and confirmed_by = (select access.appointment()) and confirmed_at = (select access.at())
        and directory.proposed_by_another(proposed_by)
        and in_force_from >= (select access.at() + association.opening_wait())
        and (select association.seated_since() <= access.at() - association.opening_wait())));

grant select, insert on association.charter_changes to renkei_app;
grant update (confirmed_by, confirmed_at, in_force_from, ended_by, ended_at) on association.charter_changes to renkei_app;
revoke all on all functions in schema association from public;
grant execute on function association.at, association.charter, association.opens, association.with_steps,
  association.opening_wait, association.has_committee, association.proposes_opening, association.confirms_opening,
  association.seated_since, association.seat to renkei_app;
