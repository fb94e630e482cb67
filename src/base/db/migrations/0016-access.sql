-- Who asks, computed live (docs/decisions: principals permit, rows remember).
-- access.enter is the first statement of every transaction; everything below reads what it found.
create schema access;

-- ── the viewer of this transaction ────────────────────────────────────────────────────────────────────
-- Kept in settings of the transaction, one each for what policies ask often: parsing one large map for every
-- question costs more than the rows.

create function access.nobody() returns text
language plpgsql stable set search_path = pg_catalog
as $$ begin raise exception 'access.enter has not run in this transaction' using errcode = '42501'; end $$;

-- Plain SQL, so that a policy asks the setting itself and calls nothing; CASE and not coalesce, which the planner takes
-- for leaky, so that a comparison with it loses its index under row-level security. After a transaction that used it, the setting
-- is '' and not null: both mean that nobody entered.
create function access.setting(name text) returns text
language sql stable
as $$ select case when current_setting(name, true) <> '' then current_setting(name, true) else access.nobody() end $$;
comment on function access.setting is 'What was found on entering. Raises when nobody entered.';

create function access.viewer() returns jsonb language sql stable
as $$ select access.setting('renkei.viewer')::jsonb $$;
comment on function access.viewer is 'Who asks: kind, standing, person, appointment, team, group, body, role, tie, firm, key, tasks, at. Raises when nobody entered.';

-- Principals as a list, for rows of live reach, where since when does not matter; the map of moments is put together
-- only where a row asks for it.
create function access.principals() returns text[] language sql stable
as $$ select access.setting('renkei.principals')::text[] $$;
comment on function access.principals is 'Principals that the viewer holds.';

create function access.holds() returns jsonb language sql stable
as $$ select jsonb_object(access.principals(), access.setting('renkei.since')::text[]) $$;
comment on function access.holds is 'principal → since when the viewer holds it.';

create function access.floors() returns jsonb language sql stable set search_path = pg_catalog
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'CLEAR', '-infinity', 'CLEAR/own', '-infinity', 'GREEN', '-infinity', 'GREEN/own', '-infinity',
    'AMBER', case when r[1] is not null and r[2] is not null then greatest(r[1], r[2]) end,
    'AMBER/own', r[2],
    'AMBER+STRICT', case when r[1] is not null and r[2] is not null and r[3] is not null then greatest(r[1], r[2], r[3]) end,
    'AMBER+STRICT/own', case when r[2] is not null and r[3] is not null then greatest(r[2], r[3]) end,
    'RED', r[1]))
  from (select access.setting('renkei.ranks')::timestamptz[] as r) x
$$;
comment on function access.floors is 'label → since when the viewer is all that the label asks for besides fitting the audience; with /own: where the part concerns the viewer''s own team. Absent: not at all.';

create function access.concerned() returns text[] language sql stable
as $$ select access.setting('renkei.concerned')::text[] $$;
comment on function access.concerned is 'Principals by which a part concerns the viewer''s own team.';

create function access.fit_for() returns text[] language sql stable
as $$ select access.setting('renkei.fit_for')::text[] $$;
comment on function access.fit_for is 'Labels (keys of access.floors) of which the viewer is all that they ask for.';

create function access.at() returns timestamptz language sql stable
as $$ select access.setting('renkei.at')::timestamptz $$;

create function access.kind() returns text language sql stable
as $$ select access.setting('renkei.kind') $$;

create function access.team() returns uuid language sql stable
as $$ select nullif(access.setting('renkei.team'), '-')::uuid $$;

create function access.appointment() returns uuid language sql stable
as $$ select nullif(access.setting('renkei.appointment'), '-')::uuid $$;

create function access.person() returns uuid language sql stable
as $$ select (access.viewer() ->> 'person')::uuid $$;

create function access.own_principals() returns text[] language sql stable
as $$ select access.setting('renkei.own')::text[] $$;
comment on function access.own_principals is 'What the viewer may own parts by.';

create function access.in_good_standing() returns boolean language sql stable
as $$ select access.setting('renkei.standing') in ('public', 'system', 'body', 'prospect', 'active', 'restricted') $$;
comment on function access.in_good_standing is 'False for people of suspended and ended teams and for ended appointments: they read nothing.';

create function access.acts_as(body text, variadic roles text[] default '{}') returns boolean
language sql stable set search_path = pg_catalog
as $$
  select access.viewer() ->> 'body' = body
     and (cardinality(roles) = 0 or access.viewer() ->> 'role' = any (roles))
$$;
comment on function access.acts_as is 'The viewer acts under an appointment in a body of this kind (secretariat, committee, association …), with one of the roles.';

create function access.is_system() returns boolean language sql stable
as $$ select access.kind() = 'system' $$;

-- ── what a team, a body and a person hold ─────────────────────────────────────────────────────────────

-- What a group asks of its members may be loosened. Who gets in by that is a joiner: nothing that was released as
-- previewed opens by it.
alter table groups.groups add column agreements_since timestamptz;
comment on column groups.groups.agreements_since is 'When a required agreement was last dropped; membership counts from there at the earliest.';

create function access.note_loosened() returns trigger
language plpgsql set search_path = pg_catalog
as $$ begin new.agreements_since := access.at(); return new; end $$;
create trigger note_loosened before update of agreements on groups.groups for each row
  when (current_user = 'renkei_app' and not old.agreements <@ new.agreements) execute function access.note_loosened();

create function access.agreements_held(party_team uuid, party_appointment uuid, at timestamptz)
returns table (agreement_id uuid, since timestamptz)
language sql stable
as $$
  select a.agreement_id, min(a.unbroken_since)
  from agreements.acceptances a
  where (a.team_id = party_team or a.appointment_id = party_appointment)
    and a.since <= at and (a.until is null or a.until > at)
    and a.version = (select max(v.version) from agreements.versions v where v.agreement_id = a.agreement_id and v.in_force_from <= at)
  group by a.agreement_id
$$;
comment on function access.agreements_held is 'Agreements accepted in the version in force, with the start of the unbroken chain.';

create function access.group_admits(required uuid[], party_team uuid, party_appointment uuid, at timestamptz)
returns timestamptz
language sql stable
as $$
  select case when count(*) = cardinality(required) then coalesce(max(h.since), '-infinity') end
  from access.agreements_held(party_team, party_appointment, at) h where h.agreement_id = any (required)
$$;
comment on function access.group_admits is 'Since when every agreement that a group requires is held; null when one is missing or lapsed.';

-- One definition for one team and for all: plain SQL without SET and without WITH, so that it is inlined where it is
-- used, always in a definer function with a fixed search_path. `only_…` limit it to what an audience asks for; null: all.
create function access.team_principals(teams uuid[], only_teams uuid[], only_groups uuid[], only_facts text[], only_agreements uuid[], at timestamptz)
returns table (team_id uuid, principal text, since timestamptz)
language sql stable
as $$
  select s.team_id, k.principal, k.since
  from unnest(teams) w (id)
    join membership.standings s on s.team_id = w.id
    cross join lateral (
      select v.principal, v.since
      from (values ('members', case when s.status <> 'prospect' then s.member_since end),
                   ('active', case when s.status = 'active' then s.active_since end)) v (principal, since)
      where v.since is not null
      union all
      select v.kind || s.team_id, case when s.status = 'prospect' then s.since else s.member_since end
      from (values ('team:', true), ('concerned:', true), ('prospect:', false)) v (kind, of_member)
      where v.of_member = (s.status <> 'prospect') and (only_teams is null or s.team_id = any (only_teams))
      union all
      select f.field || ':' || f.value, greatest(f.since, s.member_since)
      from directory.facts f
      where f.team_id = s.team_id and s.status <> 'prospect' and f.since <= at and (f.until is null or f.until > at)
        and (only_facts is null or only_facts <> '{}' and f.field || ':' || f.value = any (only_facts))
      union all
      select case when m.standing = 'member' and s.status <> 'prospect' then 'group:' else 'guests:' end || m.group_id,
             greatest(m.since, case when s.status = 'prospect' then s.since else s.member_since end, g.agreements_since, d.since)
      from groups.memberships m
        join groups.groups g on g.id = m.group_id
        cross join lateral (
          select case when g.agreements = '{}' then '-infinity' else access.group_admits(g.agreements, m.team_id, null, at) end) d (since)
      where m.team_id = s.team_id and m.since <= at and (m.until is null or m.until > at)
        and (only_groups is null or only_groups <> '{}' and m.group_id = any (only_groups))
        and (g.closed_at is null or g.closed_at > at) and d.since is not null
      union all
      select 'agreement:' || a.agreement_id, a.unbroken_since
      from agreements.acceptances a
      where a.team_id = s.team_id and a.since <= at and (a.until is null or a.until > at)
        and (only_agreements is null or only_agreements <> '{}' and a.agreement_id = any (only_agreements))
        and a.version = (select max(v.version) from agreements.versions v where v.agreement_id = a.agreement_id and v.in_force_from <= at)
    ) k (principal, since)
  where s.status in ('prospect', 'active', 'restricted')
$$;
comment on function access.team_principals is 'Principals that each team gives to its people, with the moment since when they hold.';

create function access.body_principals(appointment uuid, role text, of_group uuid, member_since timestamptz, at timestamptz)
returns table (principal text, since timestamptz)
language sql stable
as $$
  -- A body (committee, secretariat, group): the person alone, never the person's team (R33).
  select case when role in ('cooperator', 'guest') then 'guests:' else 'group:' end || g.id,
         greatest(member_since, g.agreements_since, d.since)
  from groups.groups g cross join lateral (select access.group_admits(g.agreements, null, appointment, at)) d (since)
  where g.id = of_group and d.since is not null
  union all
  select 'agreement:' || h.agreement_id, h.since from access.agreements_held(null, appointment, at) h
$$;
comment on function access.body_principals is 'Principals that an appointment in a body gives besides its own.';

create function access.need_to_know_since(roles text[]) returns timestamptz
language plpgsql stable set search_path = pg_catalog
as $$
declare
  lacking int;
  latest int;
begin
  select max(c.version) filter (where not coalesce(c.body -> 'needToKnowRoles' ?| roles, false)), max(c.version)
    into lacking, latest from association.charters c;
  if latest is null or lacking = latest then
    return null;
  end if;
  -- A charter that adds a role opens nothing that was released as previewed.
  return coalesce((select c.adopted_at from association.charters c where c.version > lacking order by c.version limit 1), '-infinity');
end $$;
comment on function access.need_to_know_since is 'Since when the charter, without a break, counts one of these roles among those who need to know; null: it does not.';

create function access.capacities(of_person uuid, at timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog
as $$
begin
  return (
  with a as (
    select id, team_id, group_id, since, coalesce(until, 'infinity') as until
    from directory.appointments where person_id = of_person and since <= at and since < coalesce(until, 'infinity')
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
  from (select p, max(until) as last from b group by p) x);
end $$;
comment on function access.capacities is 'Every capacity that the person has or had, with its end: an exclude binds the person in all of them.';

create function access.team_capacities(of_team uuid, at timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog
as $$
begin
  return (
  select coalesce(jsonb_object_agg(p, case when last > at then 'infinity' else last end), '{}')
  from (
    select p, max(until) as last from (
      select 'team:' || of_team as p, 'infinity'::timestamptz as until
      union all
      select 'group:' || group_id, coalesce(until, 'infinity') from groups.memberships
       where team_id = of_team and since <= at and since < coalesce(until, 'infinity')
      union all
      select field || ':' || value, coalesce(until, 'infinity') from directory.facts
       where team_id = of_team and since <= at and since < coalesce(until, 'infinity')
    ) x group by p
  ) y);
end $$;

create function access.bound() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  return case
    when access.kind() = 'person' and access.appointment() is not null then access.capacities(access.person(), access.at())
    when access.kind() = 'key' and access.team() is not null then access.team_capacities(access.team(), access.at())
    else '{}' end;
end $$;
comment on function access.bound is 'principal → until when the person held it in any capacity (infinity: still). For excludes; worked out only where a row has one.';

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
create index tasks_of_part on access.tasks (part_id, version);

create table access.owner_tags (
  tag text not null,
  principal text not null,
  primary key (tag, principal)
);
comment on table access.owner_tags is 'Withheld sources: a keyed hash finds the random owner principals of an appointment. The key lies outside the database.';

-- ── enter ─────────────────────────────────────────────────────────────────────────────────────────────

create function access.remember(viewer jsonb, principals text[], since text[], own text[], active timestamptz, need_to_know timestamptz,
                                inside timestamptz, moment timestamptz)
returns void
language plpgsql volatile
as $$
declare
  fit_for text[] := '{CLEAR,CLEAR/own,GREEN,GREEN/own}';
  concerned text := 'concerned:' || (viewer ->> 'team');
begin
  if active is not null then
    fit_for := fit_for || '{RED}';
  end if;
  if need_to_know is not null then
    fit_for := fit_for || '{AMBER/own}' || case when active is not null then '{AMBER}'::text[] end
      || case when inside is not null then '{AMBER+STRICT/own}'::text[] end
      || case when inside is not null and active is not null then '{AMBER+STRICT}'::text[] end;
  end if;
  perform set_config('renkei.viewer', (viewer || jsonb_build_object('at', moment))::text, true),
          set_config('renkei.at', moment::text, true),
          set_config('renkei.kind', viewer ->> 'kind', true),
          set_config('renkei.standing', viewer ->> 'standing', true),
          set_config('renkei.team', coalesce(viewer ->> 'team', '-'), true),
          set_config('renkei.appointment', coalesce(viewer ->> 'appointment', '-'), true),
          set_config('renkei.own', own::text, true),
          set_config('renkei.principals', principals::text, true),
          set_config('renkei.since', since::text, true),
          set_config('renkei.concerned', case when concerned = any (principals) then array[concerned] else '{}' end::text, true),
          set_config('renkei.ranks', array[active, need_to_know, inside]::text, true),
          set_config('renkei.fit_for', fit_for::text, true);
end $$;

create function access.pass(asker jsonb, at timestamptz default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan
as $$
declare
  moment timestamptz := coalesce(at, date_trunc('milliseconds', clock_timestamp()));
  kind text := asker ->> 'kind';
  a record;
  held text[] := '{}';
  since text[] := '{}';
  own text[] := '{}';
  hidden text[];
  active timestamptz;
  ntk timestamptz;
  inside timestamptz;
  side uuid;
begin
  if kind = 'person' then
    select ap.id, ap.person_id, ap.team_id, ap.group_id, ap.role, ap.tie, ap.firm, ap.since, g.kind as body,
           s.member_since, s.active_since, s.since as standing_since, t.release_roles, t.organisation_since,
           ap.firm = any (case ap.tie when 'contractor' then t.bound_contractors when 'group_company' then t.legal_entities end) as named_firm,
           case when ap.until <= moment or ap.since > moment or g.closed_at <= moment then 'none'
                when ap.group_id is not null then 'body'
                else coalesce(s.status, 'none') end as standing,
           (select coalesce(jsonb_agg(k.part_id || ':' || k.version), '[]') from access.tasks k
             where k.appointment_id = ap.id and k.done_at is null and k.given_at <= moment and k.until > moment) as tasks
      into a
      from directory.appointments ap
      left join membership.standings s on s.team_id = ap.team_id
      left join directory.teams t on t.id = ap.team_id
      left join groups.groups g on g.id = ap.group_id
     where ap.id = (asker ->> 'appointment')::uuid and ap.person_id = (asker ->> 'person')::uuid;
    if not found then
      perform access.remember(jsonb_build_object('kind', 'person', 'standing', 'none', 'person', asker ->> 'person', 'tasks', '[]'::jsonb),
                              '{}', '{}', '{}', null, null, null, moment);
      return;
    end if;
    if a.standing in ('body', 'prospect', 'active', 'restricted') then
      side := coalesce(a.team_id, a.group_id);
      if a.team_id is not null then
        select coalesce(array_agg(h.principal), '{}'), coalesce(array_agg(h.since::text), '{}') into held, since
          -- What is held by two ways stands twice; the older, which counts, last.
          from (select p.principal, greatest(p.since, a.since) as since
                from access.team_principals(array[a.team_id], null, null, null, null, moment) p order by p.since desc) h;
        active := case when a.standing = 'active' then greatest(a.active_since, a.since) end;
      else
        select coalesce(array_agg(h.principal), '{}'), coalesce(array_agg(h.since::text), '{}') into held, since
          from access.body_principals(a.id, a.role, a.group_id, a.since, moment) h;
        active := a.since;
        held := held || 'active'::text;
        since := since || active::text;
      end if;
      own := array['appointment:' || a.id];
      if a.role = any (a.release_roles) or (a.group_id is not null and a.role in ('chair', 'vice_chair', 'duty_officer')) then
        own := own || ('releaser:' || side);
      end if;
      if a.team_id is not null and a.role = 'team_admin' then
        own := own || ('admin:' || side);
      end if;
      -- Named while the team was suspended: not shown at release, so not let in by what was released as previewed.
      held := held || own || 'public'::text;
      since := since
        || greatest(a.since, case when a.standing = 'prospect' then a.standing_since when a.standing <> 'body' then a.member_since end)::text
        || array_fill(a.since::text, array[cardinality(own) - 1]) || '-infinity'::text;
      ntk := access.need_to_know_since(array[a.role]);
      if ntk is not null then
        ntk := greatest(ntk, a.since);
        held := held || 'need-to-know'::text;
        since := since || ntk::text;
      end if;
      inside := case when a.tie in ('employee', 'seconded') then a.since
                     when a.named_firm then greatest(a.since, a.organisation_since) end;
      if inside is not null then
        held := held || 'inside'::text;
        since := since || inside::text;
      end if;
      if a.tie = 'employee' then
        held := held || 'employee'::text;
        since := since || a.since::text;
      end if;
      hidden := array(select o.principal from access.owner_tags o where o.tag = asker ->> 'tag');
      if hidden <> '{}' then
        own := own || hidden;
        held := held || hidden;
        since := since || array_fill('-infinity'::text, array[cardinality(hidden)]);
      end if;
    end if;
    perform access.remember(
      jsonb_strip_nulls(jsonb_build_object(
        'kind', 'person', 'standing', a.standing, 'person', a.person_id, 'appointment', a.id, 'team', a.team_id, 'group', a.group_id,
        'body', a.body, 'role', a.role, 'tie', a.tie, 'firm', a.firm,
        'tasks', case when a.standing in ('body', 'prospect', 'active', 'restricted') then a.tasks else '[]' end)),
      held, since, own, active, ntk, inside, moment);
  elsif kind = 'key' then
    select ak.id, ak.team_id, ak.roles, coalesce(s.status, 'none') as standing, s.active_since into a
      from identity.api_keys ak left join membership.standings s using (team_id)
     where ak.id = (asker ->> 'key')::uuid and ak.revoked_at is null and ak.expires_at > moment;
    if not found then
      perform access.remember('{"kind": "key", "standing": "none", "tasks": []}', '{}', '{}', '{}', null, null, null, moment);
      return;
    end if;
    if a.standing in ('prospect', 'active', 'restricted') then
      -- A key is the team's arm and no joiner: it holds since the team does. Never an appointment, so never RED.
      select coalesce(array_agg(h.principal), '{}'), coalesce(array_agg(h.since::text), '{}') into held, since
        from (select p.principal, p.since
              from access.team_principals(array[a.team_id], null, null, null, null, moment) p order by p.since desc) h;
      active := case when a.standing = 'active' then a.active_since end;
      inside := '-infinity';
      held := held || '{public,inside,employee}';
      since := since || '{-infinity,-infinity,-infinity}';
      ntk := access.need_to_know_since(a.roles);
      if ntk is not null then
        held := held || 'need-to-know'::text;
        since := since || ntk::text;
      end if;
    end if;
    perform access.remember(
      jsonb_build_object('kind', 'key', 'standing', a.standing, 'key', a.id, 'team', a.team_id, 'roles', a.roles, 'tasks', '[]'::jsonb),
      held, since, '{}', active, ntk, inside, moment);
  elsif kind = 'system' then
    perform access.remember(
      jsonb_strip_nulls(jsonb_build_object('kind', 'system', 'standing', 'system', 'purpose', asker ->> 'purpose', 'tasks', '[]'::jsonb)),
      '{}', '{}', '{}', null, null, null, moment);
  elsif kind = 'public' then
    perform access.remember('{"kind": "public", "standing": "public", "tasks": []}', '{public}', '{-infinity}', '{}', null, null, null, moment);
  else
    raise exception 'unknown kind of asker: %', kind using errcode = '22023';
  end if;
end $$;
comment on function access.pass is 'First statement of every transaction: computes live what the asker is and holds, and remembers it until commit.';

create function access.enter(asker jsonb, at timestamptz default null) returns jsonb
language plpgsql volatile set search_path = pg_catalog
as $$
begin
  perform access.pass(asker, at);
  return access.viewer() || jsonb_build_object('bound', access.bound(), 'holds', (
    select coalesce(jsonb_object_agg(h.principal, h.since::timestamptz), '{}')
    from unnest(access.principals(), access.setting('renkei.since')::text[]) h (principal, since)));
end $$;
comment on function access.enter is 'As access.pass, and tells the whole viewer: for acts, which decide.';

-- ── whom an audience means (preview and release) ──────────────────────────────────────────────────────

create function access.ids(principals text[], variadic kinds text[]) returns uuid[]
language sql immutable
as $$
  select coalesce(array_agg(case when split_part(p, ':', 1) = any (kinds) then split_part(p, ':', 2)::uuid end)
                    filter (where split_part(p, ':', 1) = any (kinds)), '{}')
  from unnest(principals) p
$$;
comment on function access.ids is 'Ids of the principals of these kinds.';

create function access.nominal(named text[], at timestamptz)
returns table (team_id uuid, principal text)
language sql stable
as $$
  select s.team_id, 'members' from membership.standings s
  where 'members' = any (named) and s.status in ('active', 'restricted', 'suspended')
  union all
  select s.team_id, k.principal
  from membership.standings s, lateral (values ('team:' || s.team_id), ('concerned:' || s.team_id)) k (principal)
  where s.team_id = any (access.ids(named, 'team', 'concerned')) and s.status <> 'ended' and k.principal = any (named)
  union all
  select f.team_id, u.p
  from unnest(named) u (p)
    join directory.facts f on f.field = split_part(u.p, ':', 1) and f.value = substr(u.p, strpos(u.p, ':') + 1)
    join membership.standings s on s.team_id = f.team_id
  where s.status in ('active', 'restricted', 'suspended') and f.since <= at and (f.until is null or f.until > at)
  union all
  select m.team_id, k.principal
  from groups.memberships m
    join membership.standings s on s.team_id = m.team_id
    cross join lateral (select case when m.standing = 'member' and s.status <> 'prospect' then 'group:' else 'guests:' end || m.group_id) k (principal)
  where m.group_id = any (access.ids(named, 'group', 'guests')) and s.status <> 'ended'
    and m.since <= at and (m.until is null or m.until > at) and k.principal = any (named)
$$;
comment on function access.nominal is 'Whom a term names, whether or not that team is eligible now.';

create function access.barred(barred text[], at timestamptz)
returns table (team_id uuid, principal text)
language sql stable
as $$
  select t, 'team:' || t from unnest(access.ids(barred, 'team')) t
  union all
  select m.team_id, 'group:' || m.group_id from groups.memberships m
  where m.group_id = any (access.ids(barred, 'group')) and m.since <= at and (m.until is null or m.until > at)
  union all
  select f.team_id, u.p
  from unnest(barred) u (p)
    join directory.facts f on f.field = split_part(u.p, ':', 1) and f.value = substr(u.p, strpos(u.p, ':') + 1)
  where f.since <= at and (f.until is null or f.until > at)
$$;
comment on function access.barred is 'Teams that fall under an exclude, whatever their standing.';

create function access.candidates(named text[], wanted text[], barred text[], at timestamptz)
returns table (team_id uuid, short_name text, name_ja text, name_en text, standing text, nominal text[], holds jsonb, barred_by text[])
language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
declare
  teams uuid[];
  team_ids uuid[] := access.ids(wanted, 'team', 'concerned');
  group_ids uuid[] := access.ids(wanted, 'group', 'guests');
  agreement_ids uuid[] := access.ids(wanted, 'agreement');
  facts text[] := array(select p from unnest(wanted) p where split_part(p, ':', 1) in ('sector', 'district', 'kind'));
begin
  if not access.in_good_standing() then
    return;
  end if;
  teams := array(select distinct n.team_id from access.nominal(named, at) n);
  return query
    select s.team_id, t.short_name, t.name_ja, t.name_en, s.status, n.principals, coalesce(h.holds, '{}'), coalesce(b.principals, '{}')
    from membership.standings s
      join directory.teams t on t.id = s.team_id
      join (select x.team_id, array_agg(distinct x.principal) as principals from access.nominal(named, at) x group by x.team_id) n on n.team_id = s.team_id
      left join (
        select y.team_id, jsonb_object_agg(y.principal, y.since) as holds
        from (select p.team_id, p.principal, min(p.since) as since
              from access.team_principals(teams, team_ids, group_ids, facts, agreement_ids, at) p
              group by p.team_id, p.principal) y
        group by y.team_id) h on h.team_id = s.team_id
      left join (select z.team_id, array_agg(distinct z.principal) as principals from access.barred(barred, at) z group by z.team_id) b on b.team_id = s.team_id;
end $$;
comment on function access.candidates is 'Teams that an audience names, with what of the wanted principals each holds. For preview and release alone: what of it the sender may see is decided in people/access.';

create function access.candidate_people(teams uuid[], appointments uuid[], bodies uuid[], at timestamptz)
returns table (appointment_id uuid, person_id uuid, name_ja text, name_en text, team_id uuid, group_id uuid, role text,
               tie text, firm text, holds jsonb)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.id, a.person_id, n.name_ja, n.name_en, a.team_id, a.group_id, a.role, a.tie, a.firm,
         jsonb_strip_nulls(jsonb_build_object(
           'appointment:' || a.id, greatest(a.since, case when s.status = 'prospect' then s.since else s.member_since end),
           'need-to-know', case when c.since is not null then greatest(a.since, c.since) end,
           'employee', case when a.tie = 'employee' then a.since end,
           'inside', case when a.tie in ('employee', 'seconded') then a.since
                          when a.tie = 'contractor' and a.firm = any (t.bound_contractors)
                            or a.tie = 'group_company' and a.firm = any (t.legal_entities)
                          then greatest(a.since, t.organisation_since) end,
           'active', case when a.group_id is not null then a.since end))
         || case when a.group_id is null then '{}' else
              (select coalesce(jsonb_object_agg(p.principal, p.since), '{}') from access.body_principals(a.id, a.role, a.group_id, a.since, at) p) end
  from directory.appointments a
    join directory.persons n on n.id = a.person_id
    left join directory.teams t on t.id = a.team_id
    left join membership.standings s on s.team_id = a.team_id
    left join groups.groups g on g.id = a.group_id
    left join (select r.role, access.need_to_know_since(array[r.role]) as since
               from (select distinct x.role from directory.appointments x) r) c on c.role = a.role
  where (a.team_id = any (teams) or a.id = any (appointments) or a.group_id = any (bodies))
    and a.since <= at and (a.until is null or a.until > at)
    and (g.closed_at is null or g.closed_at > at)
    and access.in_good_standing()
$$;
comment on function access.candidate_people is 'People of the candidate teams and bodies, with what their appointment adds to what the team holds.';

create function access.people_bound(persons uuid[], principals text[], at timestamptz)
returns table (person_id uuid, principal text)
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct a.person_id, k.principal
  from directory.appointments a cross join lateral (
    select 'group:' || m.group_id from groups.memberships m where m.team_id = a.team_id and m.since <= at and (m.until is null or m.until > at)
    union all
    select f.field || ':' || f.value from directory.facts f where f.team_id = a.team_id and f.since <= at and (f.until is null or f.until > at)
    union all
    values ('team:' || a.team_id), ('group:' || a.group_id), ('appointment:' || a.id), ('person:' || a.person_id)
  ) k (principal)
  where a.person_id = any (persons) and k.principal = any (principals)
    and a.since <= at and (a.until is null or a.until > at)
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

revoke all on all functions in schema access from public;
grant usage on schema access to renkei_app;
grant execute on function access.setting, access.nobody, access.viewer, access.holds, access.floors, access.principals, access.concerned, access.fit_for, access.bound, access.at, access.kind, access.team,
  access.appointment, access.person, access.own_principals, access.in_good_standing, access.acts_as, access.is_system, access.pass,
  access.enter, access.candidates, access.candidate_people, access.people_bound, access.group_lines to renkei_app;
grant select, insert, update on access.tasks to renkei_app;
