-- Who reads and writes what people/* keeps. The acts decide first; this is the second lock.
-- "reach": how far a viewer sees into the directory. "keeper": whoever keeps it, the secretariat and the system.

-- ── who asks, in the words of the directory ───────────────────────────────────────────────────────────

create function directory.reach() returns text
language sql stable set search_path = pg_catalog
as $$
  select case
    when access.is_system() then 'all'
    when access.kind() = 'public' or not access.in_good_standing() then 'none'
    when access.viewer() ->> 'standing' in ('active', 'restricted') then 'all'
    when access.viewer() ->> 'standing' = 'body' and access.viewer() ->> 'role' not in ('cooperator', 'guest') then 'all'
    else 'own'
  end
$$;
comment on function directory.reach is 'all: members and bodies. own: prospects, cooperators and guests see teams and groups by name, and their own side. none: the public, suspended and ended.';

create function directory.is_keeper() returns boolean
language sql stable set search_path = pg_catalog
as $$ select coalesce(access.is_system() or access.acts_as('secretariat', 'officer', 'duty_officer'), false) $$;
comment on function directory.is_keeper is 'The secretariat, or the system (founding, sign-in, bookkeeping).';

create function directory.own_team(variadic roles text[]) returns uuid
language sql stable set search_path = pg_catalog
as $$
  select access.team() where access.kind() = 'person' and access.in_good_standing() and access.viewer() ->> 'role' = any (roles)
$$;
comment on function directory.own_team is 'The team for which the viewer acts under one of these roles. Never for keys.';

create function directory.chaired_group() returns uuid
language sql stable set search_path = pg_catalog
as $$
  select (access.viewer() ->> 'group')::uuid
  where access.in_good_standing() and access.viewer() ->> 'role' in ('chair', 'vice_chair')
$$;
comment on function directory.chaired_group is 'The group that the viewer acts for as chair or vice chair.';

create function directory.own_group() returns uuid
language sql stable set search_path = pg_catalog
as $$ select (access.viewer() ->> 'group')::uuid where access.in_good_standing() $$;

-- ── facts across rows that the viewer may not see, as yes or no ────────────────────────────────────────

create function directory.has_left(team uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select exists (select from membership.standings s where s.team_id = team and s.status = 'ended') $$;
comment on function directory.has_left is 'Peers no longer see the people of a team that left.';

create function directory.standing_shown(team uuid) returns text
language sql stable security definer set search_path = pg_catalog
as $$
  select case
    when team = access.team() or directory.is_keeper() or access.acts_as('committee') then s.status
    when s.status in ('active', 'restricted', 'suspended') then 'member'
    when s.status = 'ended' then 'former'
    else s.status
  end
  from membership.standings s where s.team_id = team and directory.reach() <> 'none'
$$;
comment on function directory.standing_shown is 'The standing as far as the viewer may know: restricted and suspended are known to that team, the secretariat and the committee alone.';

create function directory.proposed_by_another(proposer uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from directory.appointments a where a.id = proposer and a.person_id <> access.person())
$$;
comment on function directory.proposed_by_another is 'By another human being than the viewer: two appointments of one person are one person.';

create function directory.may_second(team uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from directory.proposals p where p.team_id = team and p.field = 'poc' and p.outcome is null
    and directory.proposed_by_another(p.proposed_by))
$$;
comment on function directory.may_second is 'A new point of contact waits for a second person of the team, which the viewer is.';

create function groups.hides_members(of_group uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select g.hidden_members from groups.groups g where g.id = of_group $$;

create function groups.is_in(of_group uuid, team uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from groups.memberships m where m.group_id = of_group and m.team_id = team
    and m.since <= (select access.at()) and (m.until is null or m.until > (select access.at())))
$$;
comment on function groups.is_in is 'For the policies below; tells a caller nothing about a team that is not its own.';

create function groups.member_count(of_group uuid) returns bigint
language sql stable security definer set search_path = pg_catalog
as $$
  select (select count(*) from groups.memberships m where m.group_id = of_group
            and m.since <= (select access.at()) and (m.until is null or m.until > (select access.at())))
  where directory.reach() <> 'none'
$$;
comment on function groups.member_count is 'How many teams are in a group. Of a hidden group it leaves the house only rounded (core/policy).';

create function directory.shows_people(of_group uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select of_group = directory.chaired_group()
      or exists (
        select from groups.groups g where g.id = of_group and not g.hidden_members
          and case directory.reach()
                when 'all' then true
                when 'own' then g.kind in ('association', 'committee', 'secretariat') or g.id = directory.own_group()
                else false
              end)
$$;
comment on function directory.shows_people is 'Members of a hidden group do not see each other; its chair does.';

-- ── finding a person without seeing the list ───────────────────────────────────────────────────────────

create function directory.person_by_email(address text) returns uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select p.id from directory.persons p
  where lower(p.email) = lower(address) and p.erased_at is null
    and (select directory.is_keeper() or directory.own_team('team_admin', 'poc', 'deputy') is not null
         or directory.chaired_group() is not null)
  order by p.created_at limit 1
$$;
comment on function directory.person_by_email is 'For those who may appoint: one human being stays one row.';

create function directory.find_persons(words text, at_most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select p.id from directory.persons p
  where (select directory.reach()) = 'all' and p.erased_at is null
    and (strpos(lower(p.name_ja), lower(words)) > 0 or strpos(lower(p.name_en), lower(words)) > 0)
  order by p.name_en, p.id limit least(at_most, 1000)
$$;
comment on function directory.find_persons is 'Ids alone; the rows are fetched again under the policies.';

-- ── what a proposal opens: numbers for the secretariat, never content ──────────────────────────────────

create function directory.opens(principals text[]) returns bigint
language sql stable security definer set search_path = pg_catalog
as $$
  select count(distinct e.part_id) from access.entries e
  where (select directory.is_keeper())
    and e.principal = any (principals)
    and not e.closed and e.member_by = 'infinity' and e.at <= (select access.at()) and e.until > (select access.at())
$$;
comment on function directory.opens is 'How many live parts a new holder of these principals would read.';

create function directory.barred_in(team uuid, kind text) returns uuid[]
language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(array_agg(g.id), '{}') from groups.groups g join groups.memberships m on m.group_id = g.id
  where (select directory.is_keeper()) and m.team_id = team and kind = any (g.barred_kinds) and g.closed_at is null
    and m.since <= (select access.at()) and (m.until is null or m.until > (select access.at()))
$$;
comment on function directory.barred_in is 'Groups of the team that bar this kind of member (R20).';

-- ── association ───────────────────────────────────────────────────────────────────────────────────────

alter table association.association enable row level security;
create policy read_by_everyone on association.association for select using (access.kind() is not null);
create policy found on association.association for insert with check ((select access.is_system()));
create policy rename on association.association for update
  using ((select access.is_system() or access.acts_as('secretariat', 'officer')));

alter table association.charters enable row level security;
-- No secret: its rules bind whoever is here, and strangers see how the association marks and answers.
create policy read_by_everyone on association.charters for select using (access.kind() is not null);
create policy adopt on association.charters for insert with check (
  (select access.is_system() or access.acts_as('secretariat', 'officer') or access.acts_as('committee', 'chair')));

-- ── directory ─────────────────────────────────────────────────────────────────────────────────────────

alter table directory.teams enable row level security;
create policy read_teams on directory.teams for select using ((select directory.reach()) <> 'none');
create policy enter_teams on directory.teams for insert with check ((select directory.is_keeper()));
create policy edit_teams on directory.teams for update
  using ((select directory.is_keeper()) or id = (select directory.own_team('team_admin', 'poc')));

alter table directory.facts enable row level security;
create policy read_facts on directory.facts for select using (
  (select directory.is_keeper())
  or ((select directory.reach()) <> 'none'
      and (team_id = (select access.team())
           or (since <= (select access.at()) and (until is null or until > (select access.at()))))));
create policy confirm_facts on directory.facts for insert with check ((select directory.is_keeper()));
create policy end_facts on directory.facts for update using ((select directory.is_keeper()));

alter table directory.domains enable row level security;
create policy read_domains on directory.domains for select using (
  (select directory.reach()) = 'all' or ((select directory.reach()) = 'own' and team_id = (select access.team())));
create policy confirm_domains on directory.domains for insert with check ((select directory.is_keeper()));
create policy drop_domains on directory.domains for delete using ((select directory.is_keeper()));

alter table directory.networks enable row level security;
create policy read_networks on directory.networks for select using (
  (select directory.reach()) = 'all' or ((select directory.reach()) = 'own' and team_id = (select access.team())));
create policy confirm_networks on directory.networks for insert with check ((select directory.is_keeper()));
create policy drop_networks on directory.networks for delete using ((select directory.is_keeper()));

alter table directory.appointments enable row level security;
create policy read_appointments on directory.appointments for select using (
  (select directory.is_keeper())
  or ((select directory.reach()) <> 'none' and (
    person_id = (select access.person())
    or team_id = (select access.team())
    -- a successor entered for later is unseen by peers until then
    or (since <= (select access.at()) and (until is null or until > (select access.at()))
        and case when team_id is not null then (select directory.reach()) = 'all' and not directory.has_left(team_id)
                 else directory.shows_people(group_id) end))));
create policy appoint on directory.appointments for insert with check (
  (select directory.is_keeper())
  or (team_id = (select directory.own_team('team_admin', 'poc')) and role <> 'poc')
  -- a new point of contact is a trust event: a second person of the team, on the proposal of the first
  or (role = 'poc' and team_id = (select directory.own_team('team_admin', 'poc', 'deputy')) and directory.may_second(team_id))
  or (group_id = (select directory.chaired_group()) and role in ('vice_chair', 'member', 'cooperator', 'guest')));
create policy end_appointments on directory.appointments for update using (
  (select directory.is_keeper())
  or team_id = (select directory.own_team('team_admin', 'poc'))
  or (role = 'poc' and team_id = (select directory.own_team('deputy')))
  or group_id = (select directory.chaired_group())
  or (person_id = (select access.person()) and (select access.in_good_standing())));

alter table directory.persons enable row level security;
create policy read_persons on directory.persons for select using (
  (select directory.is_keeper())
  or ((select directory.reach()) <> 'none'
      and (id = (select access.person()) or exists (select from directory.appointments a where a.person_id = persons.id))));
create policy enter_persons on directory.persons for insert with check (
  (select directory.is_keeper() or directory.own_team('team_admin', 'poc', 'deputy') is not null or directory.chaired_group() is not null));
create policy edit_persons on directory.persons for update using (
  (select directory.is_keeper())
  or (id = (select access.person()) and (select access.in_good_standing()))
  or exists (select from directory.appointments a where a.person_id = persons.id
             and a.team_id = (select directory.own_team('team_admin', 'poc')) and (a.until is null or a.until > (select access.at()))));

alter table directory.recognition_words enable row level security;
create policy own_word on directory.recognition_words for all
  using ((select access.is_system()) or (person_id = (select access.person()) and (select access.in_good_standing())));

alter table directory.offers enable row level security;
create policy read_offers on directory.offers for select using (
  (select directory.is_keeper())
  or ((select directory.reach()) <> 'none'
      and (team_id = (select access.team()) or group_id = (select directory.chaired_group()) or person_id = (select access.person()))));
create policy offer on directory.offers for insert with check (
  (select directory.is_keeper())
  or (team_id = (select directory.own_team('team_admin', 'poc')) and role <> 'poc')
  or (role = 'poc' and team_id = (select directory.own_team('team_admin', 'poc', 'deputy')) and directory.may_second(team_id))
  or (group_id = (select directory.chaired_group()) and role in ('vice_chair', 'member', 'cooperator', 'guest')));
create policy answer_offers on directory.offers for update using (
  (select directory.is_keeper())
  or (team_id = (select directory.own_team('team_admin', 'poc')))
  or group_id = (select directory.chaired_group()))
  -- accepting is for the person, who comes through the system: the session proves who it is
  with check ((select directory.is_keeper()) or outcome = 'withdrawn');

alter table directory.proposals enable row level security;
create policy read_proposals on directory.proposals for select using (
  (select directory.is_keeper()) or (team_id = (select access.team()) and (select access.in_good_standing())));
create policy propose on directory.proposals for insert with check (
  (select access.is_system())
  or (proposed_by = (select access.appointment()) and outcome is null and (
        (select directory.is_keeper())
        or team_id = (select directory.own_team('team_admin', 'poc', 'deputy'))
        -- everybody proposes the own address and the own key
        or (field in ('email', 'keys') and value ->> 'person' = (select access.person())::text
            and team_id = (select access.team()) and (select access.in_good_standing())))));
create policy decide on directory.proposals for update
  using ((select directory.is_keeper()) or team_id = (select directory.own_team('team_admin', 'poc', 'deputy'))
         or proposed_by = (select access.appointment()))
  with check (
    (select directory.is_keeper()) or outcome = 'withdrawn'
    or (field = 'poc' and directory.proposed_by_another(proposed_by)));

alter table directory.keys enable row level security;
create policy read_keys on directory.keys for select using (
  (select directory.is_keeper())
  or team_id = (select access.team()) and (select access.in_good_standing())
  or ((select directory.reach()) = 'all' and team_id is not null)
  or ((select directory.reach()) <> 'none' and person_id is not null
      and exists (select from directory.persons p where p.id = keys.person_id)));
create policy confirm_keys on directory.keys for insert with check ((select directory.is_keeper()));
create policy revoke_keys on directory.keys for update using (
  (select directory.is_keeper())
  or team_id = (select directory.own_team('team_admin', 'poc'))
  or (person_id = (select access.person()) and (select access.in_good_standing())));

-- Access-bearing columns that share a table with plain ones.
create function directory.guard_teams() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  if (new.handle, new.legal_entities, new.bound_contractors, new.organisation_since, new.release_roles)
     is distinct from (old.handle, old.legal_entities, old.bound_contractors, old.organisation_since, old.release_roles)
     and not directory.is_keeper() then
    raise exception 'only the secretariat changes what bears access' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before update on directory.teams for each row
  when (current_user = 'renkei_app') execute function directory.guard_teams();

create function directory.guard_persons() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  if (new.email, new.erased_at) is distinct from (old.email, old.erased_at) and not directory.is_keeper() then
    raise exception 'only the secretariat changes what bears access' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before update on directory.persons for each row
  when (current_user = 'renkei_app') execute function directory.guard_persons();

-- ── agreements ────────────────────────────────────────────────────────────────────────────────────────

alter table agreements.agreements enable row level security;
create policy read_agreements on agreements.agreements for select using ((select directory.reach()) <> 'none');
create policy write_agreements on agreements.agreements for insert with check ((select directory.is_keeper()));

alter table agreements.versions enable row level security;
create policy read_versions on agreements.versions for select using ((select directory.reach()) <> 'none');
create policy publish_versions on agreements.versions for insert with check ((select directory.is_keeper()));

alter table agreements.acceptances enable row level security;
create policy read_acceptances on agreements.acceptances for select using (
  (select directory.is_keeper())
  or ((select directory.reach()) <> 'none'
      and (team_id = (select access.team()) or appointment_id = (select access.appointment()))));
create policy accept on agreements.acceptances for insert with check (
  (select directory.is_keeper())
  or (team_id = (select directory.own_team('poc', 'team_admin')) and signed_by = (select access.person()))
  or (appointment_id = (select access.appointment()) and signed_by = (select access.person())
      and (select access.in_good_standing())));
create policy end_acceptances on agreements.acceptances for update using (
  (select directory.is_keeper())
  or team_id = (select directory.own_team('poc', 'team_admin'))
  or (appointment_id = (select access.appointment()) and (select access.in_good_standing())));

-- ── groups ────────────────────────────────────────────────────────────────────────────────────────────

alter table groups.groups enable row level security;
create policy read_groups on groups.groups for select using (
  (select directory.reach()) = 'all'
  or ((select directory.reach()) = 'own' and (
        kind in ('association', 'committee', 'secretariat') or id = (select directory.own_group())
        or groups.is_in(id, (select access.team()))
        or exists (select from groups.requests r where r.group_id = groups.id and r.outcome is null))));
create policy make_groups on groups.groups for insert with check ((select directory.is_keeper()));
create policy edit_groups on groups.groups for update
  using ((select directory.is_keeper()) or id = (select directory.chaired_group()));

create function groups.guard_groups() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  if (new.handle, new.hidden_members, new.agreements, new.barred_kinds, new.parent_id, new.closed_at)
     is distinct from (old.handle, old.hidden_members, old.agreements, old.barred_kinds, old.parent_id, old.closed_at)
     and not directory.is_keeper() then
    raise exception 'only the secretariat changes what bears access' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before update on groups.groups for each row
  when (current_user = 'renkei_app') execute function groups.guard_groups();

alter table groups.memberships enable row level security;
create policy read_memberships on groups.memberships for select using (
  (select directory.is_keeper())
  or ((select directory.reach()) <> 'none' and (
    team_id = (select access.team())
    or group_id = (select directory.chaired_group())
    or (since <= (select access.at()) and (until is null or until > (select access.at()))
        and ((select directory.reach()) = 'all' or group_id = (select directory.own_group()))
        and not groups.hides_members(group_id)))));
create policy let_join on groups.memberships for insert with check (
  (select directory.is_keeper())
  or group_id = (select directory.chaired_group())
  or (team_id = (select directory.own_team('poc', 'deputy', 'team_admin')) and exists (
       select from groups.requests r where r.group_id = memberships.group_id and r.team_id = memberships.team_id
         and r.kind = 'invitation' and r.outcome is null and r.standing = memberships.standing)));
create policy let_leave on groups.memberships for update using (
  (select directory.is_keeper())
  or group_id = (select directory.chaired_group())
  or team_id = (select directory.own_team('poc', 'deputy', 'team_admin')));

alter table groups.requests enable row level security;
create policy read_requests on groups.requests for select using (
  (select directory.is_keeper())
  or group_id = (select directory.chaired_group())
  or (team_id = (select access.team()) and (select access.in_good_standing())));
create policy ask on groups.requests for insert with check (
  outcome is null and asked_by = (select access.appointment()) and (
    (kind = 'request' and team_id = (select directory.own_team('poc', 'deputy', 'team_admin')))
    or (kind = 'invitation' and ((select directory.is_keeper()) or group_id = (select directory.chaired_group())))));
create policy answer on groups.requests for update using (
  (select directory.is_keeper())
  or group_id = (select directory.chaired_group())
  or team_id = (select directory.own_team('poc', 'deputy', 'team_admin')))
  with check (
    (select directory.is_keeper()) or outcome = 'withdrawn'
    or (kind = 'request' and group_id = (select directory.chaired_group()))
    or (kind = 'invitation' and team_id = (select directory.own_team('poc', 'deputy', 'team_admin'))));

-- ── membership ────────────────────────────────────────────────────────────────────────────────────────

alter table membership.standings enable row level security;
create policy read_standings on membership.standings for select using (
  (select coalesce(directory.is_keeper() or access.acts_as('committee'), false))
  or (team_id = (select access.team()) and (select access.in_good_standing())));
create policy give_standing on membership.standings for insert
  with check ((select coalesce(directory.is_keeper() or access.acts_as('committee', 'chair', 'vice_chair'), false)));
create policy change_standing on membership.standings for update
  using ((select coalesce(directory.is_keeper() or access.acts_as('committee', 'chair', 'vice_chair'), false)));

alter table membership.standing_history enable row level security;
create policy read_history on membership.standing_history for select using (
  (select coalesce(directory.is_keeper() or access.acts_as('committee'), false))
  or (team_id = (select access.team()) and (select access.in_good_standing())));
create policy write_history on membership.standing_history for insert
  with check ((select coalesce(directory.is_keeper() or access.acts_as('committee', 'chair', 'vice_chair'), false)));

create function directory.people_of_firms(team uuid, firms text[]) returns bigint
language sql stable security definer set search_path = pg_catalog
as $$
  select count(*) from directory.appointments a
  where (select directory.is_keeper()) and a.team_id = team and a.firm = any (firms)
    and a.tie in ('contractor', 'group_company')
    and a.since <= (select access.at()) and (a.until is null or a.until > (select access.at()))
$$;

revoke all on all functions in schema directory, groups from public;
grant execute on all functions in schema directory, groups to renkei_app;
