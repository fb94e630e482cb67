-- R30: a part about a listed company before its announcement may be an undisclosed material fact. Readers acknowledge
-- once, and the source keeps the list of who did.
create table access.acknowledgements (
  part_id uuid not null,
  holder uuid not null references directory.appointments,
  item_id uuid not null references access.items,
  at timestamptz not null,
  primary key (part_id, holder)
);
comment on table access.acknowledgements is 'Who said to have understood that a part may be an undisclosed material fact, before he read it; once for all its versions.';
comment on column access.acknowledgements.holder is 'Appointment of the reader.';
create index acknowledgements_of_item on access.acknowledgements (item_id);

alter table access.acknowledgements enable row level security;
create policy own_acknowledgements on access.acknowledgements for select using (holder = (select access.appointment()));
create policy write_acknowledgements on access.acknowledgements for insert with check (
  holder = (select access.appointment())
  and exists (select from access.parts p where p.id = part_id and p.item_id = acknowledgements.item_id and p.state = 'released'));
grant select, insert on access.acknowledgements to renkei_app;

create function access.fact_readers(item uuid)
returns table (part_id uuid, team uuid, name_ja text, name_en text, at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.part_id, ap.team_id, p.name_ja, p.name_en, a.at
  from access.acknowledgements a
    join directory.appointments ap on ap.id = a.holder
    join directory.persons p on p.id = ap.person_id
  where a.item_id = item
    and exists (select from access.parts o where o.id = a.part_id and access.owns(o.id, o.version))
  order by a.at, a.holder
$$;
comment on function access.fact_readers is 'The list of readers that R30 keeps for the source; readers are told of it before they read.';
revoke execute on function access.fact_readers from public;
grant execute on function access.fact_readers to renkei_app;

create or replace function access.address(part uuid, part_version int, lines jsonb, kept jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.owns(part, part_version) then
    raise exception 'not the originator' using errcode = '42501';
  end if;
  -- Taken back and released anew, perhaps to others: the lines of the first time go.
  delete from access.inbox i using access.parts p
   where p.id = part and p.version = part_version and i.item_id = p.item_id and i.part_id = part and i.version = part_version;
  delete from access.entries e using access.parts p
   where p.id = part and p.version = part_version and e.part_id = part and e.version = part_version
     and not e.principal = any (p.owners);
  insert into access.inbox (holder, at, part_id, version, item_id, number, item_kind, via, floor, member_by, until, excluded, required,
                            machines, tlp, urgency, exercise, respond_by, position, language, headline)
  select l.holder, greatest(p.released_at, p.not_before), p.id, p.version, p.item_id, p.number, p.item_kind, l.via,
         p.tlp || case when l.via like 'concerned:%' then '/own' else '' end, p.member_by,
         least(coalesce(p.readable_until, 'infinity'), coalesce(p.superseded_at, 'infinity')), p.excluded, p.required, p.machines, p.tlp, p.urgency, p.exercise, p.respond_by, p.position, p.language,
         -- not even its headline is told before the reader has acknowledged it (R30)
         case when coalesce((p.envelope ->> 'undisclosedFact')::boolean, false) then '' else p.headline end
  from access.parts p, jsonb_to_recordset(lines) as l (holder uuid, via text)
  where p.id = part and p.version = part_version
  on conflict do nothing;
  insert into access.entries (principal, at, part_id, version, item_id, item_kind, floor, member_by, until, excluded, required, machines)
  select k, greatest(p.released_at, p.not_before), p.id, p.version, p.item_id, p.item_kind,
         p.tlp || case when k like 'concerned:%' then '/own' else '' end, p.member_by,
         least(coalesce(p.readable_until, 'infinity'), coalesce(p.superseded_at, 'infinity')), p.excluded, p.required, p.machines
  from access.parts p, jsonb_array_elements_text(kept) k
  where p.id = part and p.version = part_version
  on conflict do nothing;
end $$;
