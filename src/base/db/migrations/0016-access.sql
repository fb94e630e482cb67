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

-- What a group asks of its members may be loosened. Who gets in by that is a joiner: nothing that was released as
-- previewed opens by it.
alter table groups.groups add column agreements_since timestamptz;
comment on column groups.groups.agreements_since is 'When a required agreement was last dropped; membership counts from there at the earliest.';

create function access.note_loosened() returns trigger
language plpgsql set search_path = pg_catalog
as $$ begin new.agreements_since := access.at(); return new; end $$;
create trigger note_loosened before update of agreements on groups.groups for each row
  when (current_user = 'renkei_app' and not old.agreements <@ new.agreements) execute function access.note_loosened();

-- One definition for one team and for all: no SET clause and no CTE, so that it is inlined and a filter on the team
-- or on the principal reaches the tables. Called only from definer functions with a fixed search_path.
create function access.team_principals(at timestamptz)
returns table (team_id uuid, principal text, since timestamptz)
language sql stable
as $$
  select s.team_id, 'members', s.member_since
  from membership.standings s where s.status in ('active', 'restricted')
  union all
  select s.team_id, 'active', s.active_since
  from membership.standings s where s.status = 'active'
  union all
  select s.team_id, k.kind || s.team_id, s.member_since
  from membership.standings s, (values ('team:'), ('concerned:')) k (kind) where s.status in ('active', 'restricted')
  union all
  select s.team_id, 'prospect:' || s.team_id, s.since
  from membership.standings s where s.status = 'prospect'
  union all
  select f.team_id, f.field || ':' || f.value, greatest(f.since, s.member_since)
  from directory.facts f join membership.standings s on s.team_id = f.team_id
  where s.status in ('active', 'restricted') and f.since <= at and (f.until is null or f.until > at)
  union all
  select m.team_id,
         case when m.standing = 'member' and s.status <> 'prospect' then 'group:' else 'guests:' end || m.group_id,
         greatest(m.since, coalesce(s.member_since, s.since), g.agreements_since,
                  case when g.agreements <> '{}' then access.group_admits(g.agreements, m.team_id, null, at) end)
  from groups.memberships m
    join membership.standings s on s.team_id = m.team_id
    join groups.groups g on g.id = m.group_id
  where s.status in ('prospect', 'active', 'restricted') and m.since <= at and (m.until is null or m.until > at)
    and (g.closed_at is null or g.closed_at > at)
    and (g.agreements = '{}' or access.group_admits(g.agreements, m.team_id, null, at) is not null)
  union all
  select a.team_id, 'agreement:' || a.agreement_id, a.unbroken_since
  from agreements.acceptances a join membership.standings s on s.team_id = a.team_id
  where s.status in ('prospect', 'active', 'restricted')
    and a.since <= at and (a.until is null or a.until > at)
    and a.version = agreements.in_force(a.agreement_id, at)
$$;
comment on function access.team_principals is 'Principals that each team gives to its people, with the moment since when they hold.';

create function access.person_holds(appointment uuid, at timestamptz)
returns table (principal text, since timestamptz)
language sql stable set search_path = pg_catalog
as $$
  with a as (
    select a.*, t.release_roles, t.legal_entities, t.bound_contractors, t.organisation_since,
           -- Named while the team was suspended: not shown at release, so not let in by what was released as previewed.
           greatest(a.since, s.member_since, case when s.status = 'prospect' then s.since end) as named_since
    from directory.appointments a
      left join directory.teams t on t.id = a.team_id
      left join membership.standings s on s.team_id = a.team_id
    where a.id = appointment and a.since <= at and (a.until is null or a.until > at)
      and (a.team_id is null or s.status in ('prospect', 'active', 'restricted'))
      and (a.group_id is null or exists (
        select from groups.groups g where g.id = a.group_id and (g.closed_at is null or g.closed_at > at)))
  )
  select h.principal, greatest(h.since, a.since) from a join access.team_principals(at) h on h.team_id = a.team_id
  union all select 'appointment:' || id, named_since from a
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
         greatest(a.since, g.agreements_since, access.group_admits(g.agreements, null, a.id, at))
  from a join groups.groups g on g.id = a.group_id
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
           case when ap.until <= moment or ap.since > moment or g.closed_at <= moment then 'none'
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
          from (select principal, min(since) as since from access.team_principals(moment) where team_id = k.team_id group by principal) h;
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

-- ── whom an audience means (preview and release) ──────────────────────────────────────────────────────

create function access.nominal(at timestamptz)
returns table (team_id uuid, principal text)
language sql stable
as $$
  select s.team_id, p from membership.standings s,
    unnest(array['members', 'team:' || s.team_id, 'concerned:' || s.team_id]) p
  where s.status in ('active', 'restricted', 'suspended') or (s.status = 'prospect' and p <> 'members')
  union all
  select f.team_id, f.field || ':' || f.value from directory.facts f join membership.standings s on s.team_id = f.team_id
  where s.status in ('active', 'restricted', 'suspended') and f.since <= at and (f.until is null or f.until > at)
  union all
  select m.team_id, case when m.standing = 'member' and s.status <> 'prospect' then 'group:' else 'guests:' end || m.group_id
  from groups.memberships m join membership.standings s on s.team_id = m.team_id
  where s.status <> 'ended' and m.since <= at and (m.until is null or m.until > at)
$$;
comment on function access.nominal is 'Whom a term names, whether or not that team is eligible now.';

create function access.candidates(named text[], barred text[], at timestamptz)
returns table (team_id uuid, short_name text, name_ja text, name_en text, standing text, nominal text[], holds jsonb, barred_by text[])
language sql stable security definer set search_path = pg_catalog
as $$
  select n.team_id, t.short_name, t.name_ja, t.name_en, s.status, n.principals,
         coalesce((select jsonb_object_agg(h.principal, h.since)
                   from (select principal, min(since) as since from access.team_principals(at) p
                         where p.team_id = n.team_id group by principal) h), '{}'),
         (select coalesce(array_agg(b.principal), '{}') from access.nominal(at) b
          where b.team_id = n.team_id and b.principal = any (barred))
  from (select c.team_id, array_agg(c.principal) as principals from access.nominal(at) c
        where c.principal = any (named) group by c.team_id) n
    join membership.standings s on s.team_id = n.team_id
    join directory.teams t on t.id = n.team_id
  where access.in_good_standing()
$$;
comment on function access.candidates is 'Teams that an audience names, with what each holds. For preview and release alone: what of it the sender may see is decided in people/access.';

create function access.candidate_people(teams uuid[], appointments uuid[], bodies uuid[], at timestamptz)
returns table (appointment_id uuid, person_id uuid, name_ja text, name_en text, team_id uuid, group_id uuid, role text,
               tie text, firm text, holds jsonb)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.id, a.person_id, n.name_ja, n.name_en, a.team_id, a.group_id, a.role, a.tie, a.firm,
         case when a.group_id is null then
           jsonb_strip_nulls(jsonb_build_object(
             'appointment:' || a.id, greatest(a.since, s.member_since, case when s.status = 'prospect' then s.since end),
             'need-to-know', case when association.charter() -> 'needToKnowRoles' ? a.role then a.since end,
             'employee', case when a.tie = 'employee' then a.since end,
             'inside', case when a.tie in ('employee', 'seconded') then a.since
                            when a.tie = 'contractor' and a.firm = any (t.bound_contractors)
                              or a.tie = 'group_company' and a.firm = any (t.legal_entities)
                            then greatest(a.since, t.organisation_since) end))
         else (select jsonb_object_agg(p.principal, p.since) from access.person_holds(a.id, at) p) end
  from directory.appointments a
    join directory.persons n on n.id = a.person_id
    left join directory.teams t on t.id = a.team_id
    left join membership.standings s on s.team_id = a.team_id
  where (a.team_id = any (teams) or a.id = any (appointments) or a.group_id = any (bodies))
    and a.since <= at and (a.until is null or a.until > at)
    and access.in_good_standing()
$$;
comment on function access.candidate_people is 'People of the candidate teams and bodies, with what their appointment adds to what the team holds.';

create function access.people_bound(persons uuid[], principals text[], at timestamptz)
returns table (person_id uuid, principal text)
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct a.person_id, n.principal
  from directory.appointments a join lateral (
    select x.principal from access.nominal(at) x where x.team_id = a.team_id and x.principal = any (principals)
    union all select 'team:' || a.team_id where 'team:' || a.team_id = any (principals)
    union all select 'group:' || a.group_id where 'group:' || a.group_id = any (principals)
    union all select 'appointment:' || a.id where 'appointment:' || a.id = any (principals)
    union all select 'person:' || a.person_id where 'person:' || a.person_id = any (principals)
  ) n on true
  where a.person_id = any (persons) and a.since <= at and (a.until is null or a.until > at)
    and access.in_good_standing()
$$;
comment on function access.people_bound is 'Which of these principals bind which of these persons in any live capacity.';

create function access.group_lines(named uuid[], at timestamptz)
returns table (id uuid, kind text, name_ja text, name_en text, hidden boolean, may_see boolean, size int)
language sql stable security definer set search_path = pg_catalog
as $$
  select g.id, g.kind, g.name_ja, g.name_en, g.hidden_members,
         not g.hidden_members or access.acts_as('secretariat')
           or (access.viewer() ->> 'group' = g.id::text and access.viewer() ->> 'role' in ('chair', 'vice_chair')),
         (select count(*)::int from groups.memberships m
           where m.group_id = g.id and m.standing = 'member' and m.since <= at and (m.until is null or m.until > at))
  from groups.groups g where g.id = any (named) and access.in_good_standing()
$$;
comment on function access.group_lines is 'Groups that an audience names. Where members are hidden, the sender gets the size alone, rounded in people/access, whatever else the audience says.';

grant usage on schema access to renkei_app;
revoke all on all functions in schema access from public;
grant execute on function access.viewer, access.holds, access.bound, access.at, access.kind, access.team, access.appointment,
  access.person, access.in_good_standing, access.acts_as, access.is_system, access.enter, access.candidates,
  access.candidate_people, access.people_bound, access.group_lines to renkei_app;
grant select, insert, update on access.tasks to renkei_app;
