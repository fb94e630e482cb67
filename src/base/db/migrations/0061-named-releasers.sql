-- RED, and what a withheld source wrote, belong to their author alone and to those whom the author names (SHARING, step
-- 2): an author who may not release names a releaser of the own side.
create function access.name_releaser(item_number text, releaser uuid, releaser_tag text) returns text
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  me text := 'appointment:' || access.appointment();
  hidden text;
begin
  if access.kind() <> 'person' or not access.in_good_standing() then return 'nothing'; end if;
  -- also RED of a withheld source belongs to its random owner
  select o into hidden from access.parts p, unnest(p.owners) o
   where p.number = item_number and p.attribution = 'withheld' and p.state = 'draft'
     and o like 'owner:%' and o = any (access.own_principals()) limit 1;
  if hidden is null and not exists (select from access.parts p
      where p.number = item_number and p.state = 'draft' and p.tlp = 'RED' and me = any (p.owners)) then
    return 'nothing';
  end if;
  if not exists (select from directory.appointments a left join directory.teams t on t.id = a.team_id
      where a.id = releaser and a.person_id <> access.person()
        and a.since <= access.at() and (a.until is null or a.until > access.at())
        and ((a.team_id = access.team() and a.role = any (t.release_roles))
          or (a.group_id = (access.viewer() ->> 'group')::uuid and a.role in ('chair', 'vice_chair', 'duty_officer')))) then
    return 'not-fit';
  end if;
  if hidden is not null then
    insert into access.owner_tags values (releaser_tag, hidden) on conflict do nothing;
    return 'named';
  end if;
  update access.parts p set owners = p.owners || ('appointment:' || releaser)
   where p.number = item_number and p.state = 'draft' and p.tlp = 'RED' and me = any (p.owners)
     and not 'appointment:' || releaser = any (p.owners);
  insert into access.entries (principal, at, part_id, version, item_id, item_kind, floor, member_by)
  select 'appointment:' || releaser, p.written_at, p.id, p.version, p.item_id, p.item_kind, 'CLEAR', 'infinity'
  from access.parts p
  where p.number = item_number and p.state = 'draft' and p.tlp = 'RED' and me = any (p.owners)
  on conflict do nothing;
  return 'named';
end $$;
comment on function access.name_releaser is 'named; not-fit: nobody of the own side who may release; nothing: no such draft of the viewer''s. A withheld source stays behind its random owner.';

create function access.parts_apart(item uuid) returns int
language sql stable security definer set search_path = pg_catalog
as $$
  select count(distinct p.id)::int from access.parts p
  where p.item_id = item and p.state in ('draft', 'released') and not p.owners && access.own_principals()
    and access.in_good_standing()
    and exists (select from access.parts own where own.item_id = item and own.owners && access.own_principals())
$$;
comment on function access.parts_apart is 'For an originator: how many parts of the item belong to its author alone. Nothing else of them.';
revoke execute on function access.name_releaser, access.parts_apart from public;
grant execute on function access.name_releaser, access.parts_apart to renkei_app;
