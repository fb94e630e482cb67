-- Entering, quicker: for a person of a team, the way most requests come in, one statement finds everything and keeps it
-- (docs/decisions/0014-access.md). What is found is the same.

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
  elsif lacking is null then
    return '-infinity';
  end if;
  -- A charter that adds a role opens nothing that was released as previewed.
  return (select coalesce(c.waits_until, c.adopted_at) from association.charters c
          where c.version > lacking and (c.waits_until is null or c.waits_until <= moment)
          order by c.version limit 1);
end $$;

create or replace function access.team_principals(teams uuid[], only_teams uuid[], only_groups uuid[], only_facts text[], only_agreements uuid[], at timestamptz)
returns table (team_id uuid, principal text, since timestamptz)
language sql stable
as $$
  select s.team_id, k.principal, k.since
  from unnest(teams) w (id)
    join membership.standings s on s.team_id = w.id
    cross join lateral (
      select v.principal, v.since
      from (values
        (case when s.status <> 'prospect' and s.member_since is not null then 'members' end, s.member_since),
        (case when s.status = 'active' and s.active_since is not null then 'active' end, s.active_since),
        (case when only_teams is null or s.team_id = any (only_teams)
              then case when s.status = 'prospect' then 'prospect:' else 'team:' end || s.team_id end,
         case when s.status = 'prospect' then s.since else s.member_since end),
        (case when s.status <> 'prospect' and (only_teams is null or s.team_id = any (only_teams))
              then 'concerned:' || s.team_id end, s.member_since)) v (principal, since)
      where v.principal is not null
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

-- Plain SQL, one expression: it is inlined into the statement that calls it.
drop function access.remember;
create function access.remember(viewer jsonb, principals text[], since text[], own text[], active timestamptz, need_to_know timestamptz,
                                inside timestamptz, moment timestamptz)
returns text[]
language sql volatile
as $$
  select array[
    set_config('renkei.viewer', (viewer || jsonb_build_object('at', moment))::text, true),
    set_config('renkei.at', moment::text, true),
    set_config('renkei.kind', viewer ->> 'kind', true),
    set_config('renkei.standing', viewer ->> 'standing', true),
    set_config('renkei.team', coalesce(viewer ->> 'team', '-'), true),
    set_config('renkei.appointment', coalesce(viewer ->> 'appointment', '-'), true),
    set_config('renkei.own', own::text, true),
    set_config('renkei.principals', principals::text, true),
    set_config('renkei.since', since::text, true),
    set_config('renkei.concerned', case when 'concerned:' || (viewer ->> 'team') = any (principals)
                                        then array['concerned:' || (viewer ->> 'team')] else '{}' end::text, true),
    set_config('renkei.ranks', array[active, need_to_know, inside]::text, true),
    set_config('renkei.fit_for', array_remove(array[
      'CLEAR', 'CLEAR/own', 'GREEN', 'GREEN/own',
      case when need_to_know is not null and active is not null then 'AMBER' end,
      case when need_to_know is not null then 'AMBER/own' end,
      case when need_to_know is not null and inside is not null and active is not null then 'AMBER+STRICT' end,
      case when need_to_know is not null and inside is not null then 'AMBER+STRICT/own' end,
      case when active is not null then 'RED' end], null)::text, true)]
$$;
revoke all on function access.remember from public;

create or replace function access.pass(asker jsonb, at timestamptz default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan
as $$
declare
  moment timestamptz := coalesce(at, date_trunc('milliseconds', clock_timestamp()));
  -- The charter that rules is that of this moment.
  known text := set_config('renkei.at', moment::text, true);
  kind text := asker ->> 'kind';
  a record;
  viewer jsonb;
  held text[] := '{}';
  since text[] := '{}';
  own text[] := '{}';
  hidden text[];
  active timestamptz;
  ntk timestamptz;
  inside timestamptz;
begin
  if kind = 'person' then
    -- Each step stands on the one before; "offset 0" keeps the planner from working out a step once for each use.
    perform access.remember(x.viewer, x.held, x.since, x.own, x.active, x.need_to_know, x.inside, moment)
    from (
      select
        jsonb_strip_nulls(jsonb_build_object('kind', 'person', 'standing', p.standing, 'person', p.person_id, 'appointment', p.id,
          'team', p.team_id, 'role', p.role, 'tie', p.tie, 'firm', p.firm, 'tasks', case when p.reads then p.tasks else '[]' end)) as viewer,
        case when p.reads then p.own || p.hidden else '{}' end as own,
        case when p.reads then h.principals || p.own || '{public}'::text[]
          || case when p.ntk is not null then '{need-to-know}'::text[] end
          || case when p.inside is not null then '{inside}'::text[] end
          || case when p.tie = 'employee' then '{employee}'::text[] end || p.hidden else '{}' end as held,
        case when p.reads then h.moments
          -- Named while the team was suspended: not shown at release, so not let in by what was released as previewed.
          || greatest(p.since, p.named_since)::text || array_fill(p.since::text, array[cardinality(p.own) - 1]) || '-infinity'::text
          || case when p.ntk is not null then array[greatest(p.ntk, p.since)::text] end
          || case when p.inside is not null then array[p.inside::text] end
          || case when p.tie = 'employee' then array[p.since::text] end
          || array_fill('-infinity'::text, array[cardinality(p.hidden)]) else '{}' end as since,
        case when p.standing = 'active' then greatest(p.active_since, p.since) end as active,
        case when p.reads and p.ntk is not null then greatest(p.ntk, p.since) end as need_to_know,
        case when p.reads then p.inside end as inside
      from (
        select f.*, f.standing in ('prospect', 'active', 'restricted') as reads
        from (
          select ap.id, ap.person_id, ap.team_id, ap.role, ap.tie, ap.firm, ap.since, s.active_since,
            case when s.status = 'prospect' then s.since else s.member_since end as named_since,
            case when ap.until <= moment or ap.since > moment then 'none' else coalesce(s.status, 'none') end as standing,
            case when ap.tie in ('employee', 'seconded') then ap.since
                 when ap.firm = any (case ap.tie when 'contractor' then t.bound_contractors when 'group_company' then t.legal_entities end)
                   then greatest(ap.since, t.organisation_since) end as inside,
            access.need_to_know_since(array[ap.role]) as ntk,
            array['appointment:' || ap.id]
              || case when ap.role = any (t.release_roles) then array['releaser:' || ap.team_id] end
              || case when ap.role = 'team_admin' then array['admin:' || ap.team_id] end as own,
            array(select o.principal from access.owner_tags o where o.tag = asker ->> 'tag') as hidden,
            (select coalesce(jsonb_agg(k.part_id || ':' || k.version), '[]') from access.tasks k
              where k.appointment_id = ap.id and k.done_at is null and k.given_at <= moment and k.until > moment) as tasks
          from directory.appointments ap
            join directory.teams t on t.id = ap.team_id
            left join membership.standings s on s.team_id = ap.team_id
          where ap.id = (asker ->> 'appointment')::uuid and ap.person_id = (asker ->> 'person')::uuid
          offset 0) f
        offset 0) p
        cross join lateral (
          -- What is held by two ways stands twice; the older, which counts, last.
          select coalesce(array_agg(o.principal), '{}') as principals, coalesce(array_agg(o.since::text), '{}') as moments
          from (select t.principal, greatest(t.since, p.since) as since
                from access.team_principals(array[p.team_id], null, null, null, null, moment) t order by t.since desc) o) h
      offset 0) x;
    if found then
      return;
    end if;
    select ap.id, ap.person_id, ap.group_id, ap.role, ap.tie, ap.firm, ap.since, g.kind as body,
           case when ap.until <= moment or ap.since > moment or g.closed_at <= moment then 'none' else 'body' end as standing,
           (select coalesce(jsonb_agg(k.part_id || ':' || k.version), '[]') from access.tasks k
             where k.appointment_id = ap.id and k.done_at is null and k.given_at <= moment and k.until > moment) as tasks
      into a
      from directory.appointments ap
      left join groups.groups g on g.id = ap.group_id
     where ap.id = (asker ->> 'appointment')::uuid and ap.person_id = (asker ->> 'person')::uuid;
    if not found then
      viewer := jsonb_build_object('kind', 'person', 'standing', 'none', 'person', asker ->> 'person', 'tasks', '[]'::jsonb);
    else
      viewer := jsonb_strip_nulls(jsonb_build_object(
        'kind', 'person', 'standing', a.standing, 'person', a.person_id, 'appointment', a.id, 'group', a.group_id,
        'body', a.body, 'role', a.role, 'tie', a.tie, 'firm', a.firm, 'tasks', case when a.standing = 'body' then a.tasks else '[]' end));
    end if;
    if a.standing = 'body' then
      select coalesce(array_agg(h.principal), '{}'), coalesce(array_agg(h.since::text), '{}') into held, since
        from access.body_principals(a.id, a.role, a.group_id, a.since, moment) h;
      active := a.since;
      own := array['appointment:' || a.id];
      if a.role in ('chair', 'vice_chair', 'duty_officer') then
        own := own || ('releaser:' || a.group_id);
      end if;
      held := held || 'active'::text || own || 'public'::text;
      since := since || active::text || array_fill(a.since::text, array[cardinality(own)]) || '-infinity'::text;
      ntk := access.need_to_know_since(array[a.role]);
      if ntk is not null then
        ntk := greatest(ntk, a.since);
        held := held || 'need-to-know'::text;
        since := since || ntk::text;
      end if;
      inside := case when a.tie in ('employee', 'seconded') then a.since end;
      if inside is not null then
        held := held || 'inside'::text;
        since := since || inside::text;
      end if;
      if a.tie = 'employee' then
        held := held || 'employee'::text;
        since := since || a.since::text;
      end if;
      hidden := array(select o.principal from access.owner_tags o where o.tag = asker ->> 'tag');
      own := own || hidden;
      held := held || hidden;
      since := since || array_fill('-infinity'::text, array[cardinality(hidden)]);
    end if;
  elsif kind = 'key' then
    select ak.id, ak.team_id, ak.roles, coalesce(s.status, 'none') as standing, s.active_since into a
      from identity.api_keys ak left join membership.standings s using (team_id)
     where ak.id = (asker ->> 'key')::uuid and ak.revoked_at is null and ak.expires_at > moment;
    if not found then
      viewer := '{"kind": "key", "standing": "none", "tasks": []}';
    else
      viewer := jsonb_build_object('kind', 'key', 'standing', a.standing, 'key', a.id, 'team', a.team_id, 'roles', a.roles, 'tasks', '[]'::jsonb);
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
  elsif kind = 'system' then
    viewer := jsonb_strip_nulls(jsonb_build_object('kind', 'system', 'standing', 'system', 'purpose', asker ->> 'purpose', 'tasks', '[]'::jsonb));
  elsif kind = 'public' then
    viewer := '{"kind": "public", "standing": "public", "tasks": []}';
    held := '{public}';
    since := '{-infinity}';
  else
    raise exception 'unknown kind of asker: %', kind using errcode = '22023';
  end if;
  perform access.remember(viewer, held, since, own, active, ntk, inside, moment);
end $$;
