-- Who asks, computed live (docs/decisions: principals permit, rows remember).
-- access.enter is the first statement of every transaction; everything below reads what it found.
create schema access;

-- ── the viewer of this transaction ────────────────────────────────────────────────────────────────────

create function access.viewer() returns jsonb
language plpgsql stable set search_path = pg_catalog
as $$
declare found text := current_setting('renkei.viewer', true);
begin
  -- After a transaction that used it, the setting is '' and not null: both mean that nobody entered.
  if found is null or found = '' then
    raise exception 'access.enter has not run in this transaction' using errcode = '42501';
  end if;
  return found::jsonb;
end $$;
comment on function access.viewer is 'What access.enter found. Raises when nobody entered.';

create function access.holds() returns jsonb language sql stable set search_path = pg_catalog
as $$ select access.viewer() -> 'holds' $$;
comment on function access.holds is 'principal → since when the viewer holds it.';

create function access.bound() returns jsonb language sql stable set search_path = pg_catalog
as $$ select access.viewer() -> 'bound' $$;
comment on function access.bound is 'principal → until when the person held it in any capacity (infinity: still). For excludes.';

create function access.at() returns timestamptz language sql stable set search_path = pg_catalog
as $$ select (access.viewer() ->> 'at')::timestamptz $$;

create function access.kind() returns text language sql stable set search_path = pg_catalog
as $$ select access.viewer() ->> 'kind' $$;

create function access.team() returns uuid language sql stable set search_path = pg_catalog
as $$ select (access.viewer() ->> 'team')::uuid $$;

create function access.appointment() returns uuid language sql stable set search_path = pg_catalog
as $$ select (access.viewer() ->> 'appointment')::uuid $$;

create function access.person() returns uuid language sql stable set search_path = pg_catalog
as $$ select (access.viewer() ->> 'person')::uuid $$;

create function access.in_good_standing() returns boolean language sql stable set search_path = pg_catalog
as $$ select access.viewer() ->> 'standing' in ('public', 'system', 'body', 'prospect', 'active', 'restricted') $$;
comment on function access.in_good_standing is 'False for people of suspended and ended teams and for ended appointments: they read nothing.';

create function access.acts_as(body text, variadic roles text[] default '{}') returns boolean
language sql stable set search_path = pg_catalog
as $$
  select access.viewer() ->> 'body' = body
     and (cardinality(roles) = 0 or access.viewer() ->> 'role' = any (roles))
$$;
comment on function access.acts_as is 'The viewer acts under an appointment in a body of this kind (secretariat, committee, association …), with one of the roles.';

create function access.is_system() returns boolean language sql stable set search_path = pg_catalog
as $$ select access.kind() = 'system' $$;

-- ── what a team, a body and a person hold ─────────────────────────────────────────────────────────────

create function access.agreements_held(party_team uuid, party_appointment uuid, at timestamptz)
returns table (agreement_id uuid, since timestamptz)
language sql stable set search_path = pg_catalog
as $$
  select a.agreement_id, min(a.unbroken_since)
  from agreements.acceptances a
  where (a.team_id = party_team or a.appointment_id = party_appointment)
    and a.since <= at and (a.until is null or a.until > at)
    and a.version = agreements.in_force(a.agreement_id, at)
  group by a.agreement_id
$$;

create function access.group_admits(required uuid[], party_team uuid, party_appointment uuid, at timestamptz)
returns timestamptz
language sql stable set search_path = pg_catalog
as $$
  select case when count(*) = cardinality(required) then coalesce(max(since), '-infinity') end
  from access.agreements_held(party_team, party_appointment, at) where agreement_id = any (required)
$$;
comment on function access.group_admits is 'Since when every agreement that a group requires is held; null when one is missing or lapsed.';

create function access.team_holds(team uuid, at timestamptz)
returns table (principal text, since timestamptz)
language sql stable set search_path = pg_catalog
as $$
  with s as (
    select team_id, status, since, member_since, active_since from membership.standings where team_id = team
  ),
  m as (select * from s where status in ('active', 'restricted'))
  select 'members', member_since from m
  union all select 'active', active_since from m where status = 'active'
  union all select 'team:' || team_id, member_since from m
  union all select 'concerned:' || team_id, member_since from m
  union all select 'prospect:' || team_id, since from s where status = 'prospect'
  union all
  select f.field || ':' || f.value, greatest(f.since, m.member_since)
  from m join directory.facts f on f.team_id = m.team_id and f.since <= at and (f.until is null or f.until > at)
  union all
  select case when gm.standing = 'member' and s.status <> 'prospect' then 'group:' else 'guests:' end || gm.group_id,
         greatest(gm.since, coalesce(s.member_since, s.since), access.group_admits(g.agreements, team, null, at))
  from s join groups.memberships gm on gm.team_id = s.team_id and gm.since <= at and (gm.until is null or gm.until > at)
    join groups.groups g on g.id = gm.group_id and (g.closed_at is null or g.closed_at > at)
  where s.status in ('prospect', 'active', 'restricted') and access.group_admits(g.agreements, team, null, at) is not null
  union all
  select 'agreement:' || h.agreement_id, h.since from s, access.agreements_held(team, null, at) h
  where s.status in ('prospect', 'active', 'restricted')
$$;
comment on function access.team_holds is 'Principals that a team gives to its people, each with the moment since when it holds.';

create function access.person_holds(appointment uuid, at timestamptz)
returns table (principal text, since timestamptz)
language sql stable set search_path = pg_catalog
as $$
  with a as (
    select a.*, t.release_roles, t.legal_entities, t.bound_contractors, t.organisation_since
    from directory.appointments a left join directory.teams t on t.id = a.team_id
    where a.id = appointment and a.since <= at and (a.until is null or a.until > at)
      and (a.team_id is null or exists (
        select from membership.standings s where s.team_id = a.team_id and s.status in ('prospect', 'active', 'restricted')))
  )
  select h.principal, greatest(h.since, a.since) from a, access.team_holds(a.team_id, at) h where a.team_id is not null
  union all select 'appointment:' || id, since from a
  union all select 'need-to-know', since from a where association.charter() -> 'needToKnowRoles' ? role
  union all select 'employee', since from a where tie = 'employee'
  union all
  select 'inside', case when tie in ('contractor', 'group_company') then greatest(since, organisation_since) else since end
  from a
  where tie in ('employee', 'seconded')
     or (tie = 'contractor' and firm = any (bound_contractors))
     or (tie = 'group_company' and firm = any (legal_entities))
  union all select 'releaser:' || team_id, since from a where role = any (release_roles)
  union all select 'releaser:' || group_id, since from a where group_id is not null and role in ('chair', 'vice_chair', 'duty_officer')
  union all select 'admin:' || team_id, since from a where team_id is not null and role = 'team_admin'
  -- a body (committee, secretariat, group): the person alone, never the person's team (R33)
  union all select 'active', since from a where group_id is not null
  union all
  select case when a.role in ('cooperator', 'guest') then 'guests:' else 'group:' end || g.id,
         greatest(a.since, access.group_admits(g.agreements, null, a.id, at))
  from a join groups.groups g on g.id = a.group_id and (g.closed_at is null or g.closed_at > at)
  where access.group_admits(g.agreements, null, a.id, at) is not null
  union all
  select 'agreement:' || h.agreement_id, h.since from a, access.agreements_held(null, a.id, at) h where a.group_id is not null
$$;
comment on function access.person_holds is 'Principals of a person under one appointment.';

create function access.with_tiers(plain jsonb) returns jsonb
language sql immutable set search_path = pg_catalog
as $$
  -- AMBER: need-to-know role, and active unless the part concerns the team itself. STRICT: inside besides.
  -- RED: the appointment itself, active. Flattened so that a row needs one look at one map.
  with h as (select key as p, value #>> '{}' as since from jsonb_each(plain)),
  q as (
    select max(since::timestamptz) filter (where p = 'active') as active,
           max(since::timestamptz) filter (where p = 'need-to-know') as ntk,
           max(since::timestamptz) filter (where p = 'inside') as inside
    from h
  ),
  ntk as (
    select p, case when p like 'concerned:%' then greatest(since::timestamptz, ntk)
                   else greatest(since::timestamptz, active, ntk) end as since
    from h, q
    where q.ntk is not null and (q.active is not null or p like 'concerned:%')
      and (p = 'members' or split_part(p, ':', 1) in
           ('sector', 'district', 'kind', 'team', 'concerned', 'group', 'guests', 'appointment'))
  )
  select plain
    || coalesce((select jsonb_object_agg(p || '/ntk', since) from ntk), '{}')
    || coalesce((select jsonb_object_agg(p || '/strict', greatest(since, inside)) from ntk, q where inside is not null), '{}')
    || coalesce((select jsonb_object_agg(p || '/red', greatest(since::timestamptz, active)) from h, q
                 where active is not null and p like 'appointment:%'), '{}')
$$;

create function access.capacities(of_person uuid, at timestamptz) returns jsonb
language sql stable set search_path = pg_catalog
as $$
  with a as (
    select id, team_id, group_id, since, coalesce(until, 'infinity') as until
    from directory.appointments where person_id = of_person and since <= at
  ),
  b as (
    select 'person:' || of_person as p, 'infinity'::timestamptz as until
    union all select 'appointment:' || id, until from a
    union all select 'team:' || team_id, until from a where team_id is not null
    union all select 'group:' || group_id, until from a where group_id is not null
    union all
    select 'group:' || m.group_id, least(a.until, coalesce(m.until, 'infinity'))
    from a join groups.memberships m using (team_id)
    where m.since <= at and greatest(a.since, m.since) < least(a.until, coalesce(m.until, 'infinity'))
    union all
    select f.field || ':' || f.value, least(a.until, coalesce(f.until, 'infinity'))
    from a join directory.facts f using (team_id)
    where f.since <= at and greatest(a.since, f.since) < least(a.until, coalesce(f.until, 'infinity'))
  )
  -- What is held still is held without an end in sight; only the past has an end.
  select coalesce(jsonb_object_agg(p, case when last > at then 'infinity' else last end), '{}')
  from (select p, max(until) as last from b group by p) x
$$;
comment on function access.capacities is 'Every capacity that the person has or had, with its end: an exclude binds the person in all of them.';

-- ── tables that enter reads ───────────────────────────────────────────────────────────────────────────

create table access.tasks (
  id uuid primary key,
  appointment_id uuid not null references directory.appointments,
  part_id uuid not null,
  version int not null,
  purpose text not null check (purpose in ('review', 'hub', 'break-glass')),
  reason text not null,
  given_at timestamptz not null,
  until timestamptz not null,
  done_at timestamptz
);
comment on table access.tasks is 'A named person''s right to one exact version for one purpose until it is done.';
create index tasks_of_appointment on access.tasks (appointment_id) where done_at is null;

create table access.owner_tags (
  tag text not null,
  principal text not null,
  primary key (tag, principal)
);
comment on table access.owner_tags is 'Withheld sources: a keyed hash finds the random owner principals of an appointment. The key lies outside the database.';

-- ── enter ─────────────────────────────────────────────────────────────────────────────────────────────

create function access.enter(asker jsonb, at timestamptz default null) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  moment timestamptz := coalesce(at, date_trunc('milliseconds', clock_timestamp()));
  kind text := asker ->> 'kind';
  a record;
  k record;
  holds jsonb := '{"public": "-infinity"}';
  viewer jsonb;
begin
  if kind = 'person' then
    select ap.id, ap.person_id, ap.team_id, ap.group_id, ap.role, ap.tie, ap.firm, g.kind as body,
           case when ap.until <= moment or ap.since > moment then 'none'
                when ap.group_id is not null then 'body'
                else coalesce(s.status, 'none') end as standing
      into a
      from directory.appointments ap
      left join membership.standings s on s.team_id = ap.team_id
      left join groups.groups g on g.id = ap.group_id
     where ap.id = (asker ->> 'appointment')::uuid and ap.person_id = (asker ->> 'person')::uuid;
    if not found then
      viewer := jsonb_build_object('kind', 'person', 'person', asker ->> 'person', 'standing', 'none', 'holds', '{}'::jsonb, 'bound', '{}'::jsonb, 'tasks', '[]'::jsonb);
    else
      if a.standing in ('body', 'prospect', 'active', 'restricted') then
        select holds || coalesce(jsonb_object_agg(h.principal, h.since), '{}') into holds
          from (select principal, min(since) as since from access.person_holds(a.id, moment) group by principal) h;
        holds := access.with_tiers(holds);
        select holds || coalesce(jsonb_object_agg(o.principal, '-infinity'), '{}') into holds
          from access.owner_tags o where o.tag = asker ->> 'tag';
      else
        holds := '{}';
      end if;
      viewer := jsonb_build_object(
        'kind', 'person', 'person', a.person_id, 'appointment', a.id, 'team', a.team_id, 'group', a.group_id,
        'body', a.body, 'role', a.role, 'tie', a.tie, 'firm', a.firm, 'standing', a.standing, 'holds', holds,
        'bound', access.capacities(a.person_id, moment),
        'tasks', (select coalesce(jsonb_agg(t.part_id || ':' || t.version), '[]') from access.tasks t
                  where t.appointment_id = a.id and t.done_at is null and t.given_at <= moment and t.until > moment
                    and a.standing in ('body', 'prospect', 'active', 'restricted')));
    end if;
  elsif kind = 'key' then
    select ak.id, ak.team_id, ak.roles, coalesce(s.status, 'none') as standing into k
      from identity.api_keys ak left join membership.standings s using (team_id)
     where ak.id = (asker ->> 'key')::uuid and ak.revoked_at is null and ak.expires_at > moment;
    if not found then
      viewer := jsonb_build_object('kind', 'key', 'standing', 'none', 'holds', '{}'::jsonb, 'bound', '{}'::jsonb, 'tasks', '[]'::jsonb);
    else
      if k.standing in ('prospect', 'active', 'restricted') then
        -- A key is the team's arm and no joiner: it holds since the team does. Never an appointment, so never RED.
        select holds || coalesce(jsonb_object_agg(h.principal, h.since), '{}') into holds
          from (select principal, min(since) as since from access.team_holds(k.team_id, moment) group by principal) h;
        holds := holds || '{"inside": "-infinity", "employee": "-infinity"}';
        if association.charter() -> 'needToKnowRoles' ?| k.roles then
          holds := holds || '{"need-to-know": "-infinity"}';
        end if;
        holds := access.with_tiers(holds);
      else
        holds := '{}';
      end if;
      viewer := jsonb_build_object('kind', 'key', 'key', k.id, 'team', k.team_id, 'roles', k.roles, 'standing', k.standing,
        'holds', holds, 'bound', jsonb_build_object('team:' || k.team_id, 'infinity') || access.team_capacities(k.team_id, moment), 'tasks', '[]'::jsonb);
    end if;
  elsif kind = 'system' then
    viewer := jsonb_build_object('kind', 'system', 'purpose', asker ->> 'purpose', 'standing', 'system', 'holds', '{}'::jsonb, 'bound', '{}'::jsonb, 'tasks', '[]'::jsonb);
  elsif kind = 'public' then
    viewer := jsonb_build_object('kind', 'public', 'standing', 'public', 'holds', holds, 'bound', '{}'::jsonb, 'tasks', '[]'::jsonb);
  else
    raise exception 'unknown kind of asker: %', kind using errcode = '22023';
  end if;
  viewer := jsonb_strip_nulls(viewer) || jsonb_build_object('at', moment);
  perform set_config('renkei.viewer', viewer::text, true);
  return viewer;
end $$;
comment on function access.enter is 'First statement of every transaction: computes live what the asker is and holds, and remembers it until commit.';

create function access.team_capacities(of_team uuid, at timestamptz) returns jsonb
language sql stable set search_path = pg_catalog
as $$
  select coalesce(jsonb_object_agg(p, case when last > at then 'infinity' else last end), '{}')
  from (
    select p, max(until) as last from (
      select 'group:' || group_id as p, coalesce(until, 'infinity') as until from groups.memberships where team_id = of_team and since <= at
      union all
      select field || ':' || value, coalesce(until, 'infinity') from directory.facts where team_id = of_team and since <= at
    ) x group by p
  ) y
$$;

grant usage on schema access to renkei_app;
revoke all on all functions in schema access from public;
grant execute on function access.viewer, access.holds, access.bound, access.at, access.kind, access.team, access.appointment,
  access.person, access.in_good_standing, access.acts_as, access.is_system, access.enter to renkei_app;
grant select, insert, update on access.tasks to renkei_app;
grant select, insert on access.owner_tags to renkei_app;
