-- A task is a right to one exact version. What somebody was asked to review therefore stays as it is: who goes on
-- writing writes the next version, and the one before stays for the review alone.

alter table access.parts drop constraint parts_state_check;
alter table access.parts add constraint parts_state_check check (state in
  ('draft', 'overtaken', 'released', 'withdrawn-wrong', 'withdrawn-shared', 'discarded'));
comment on column access.parts.state is 'overtaken: a draft that somebody was asked to review and that was written anew since; for its originator and that review alone.';

create function access.reviews_on(item uuid)
returns table (part_id uuid, version int, at timestamptz, until timestamptz, done boolean)
language sql stable security definer set search_path = pg_catalog
as $$
  select t.part_id, t.version, t.given_at, t.until, t.done_at is not null
  from access.parts p join access.tasks t on t.part_id = p.id and t.version = p.version
  where p.item_id = item and t.purpose <> 'break-glass' and access.owns(p.id, p.version)
  order by t.given_at
$$;
comment on function access.reviews_on is 'Which versions somebody was asked to review, for the originator: never whom.';

create function access.end_reviews(part uuid, part_version int) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.owns(part, part_version) then
    raise exception 'not the originator' using errcode = '42501';
  end if;
  update access.tasks t set done_at = access.at()
   where t.part_id = part and t.version = part_version and t.purpose <> 'break-glass' and t.done_at is null;
end $$;
comment on function access.end_reviews is 'The originator threw the text away: nobody is asked about it any longer.';

-- The second lock: also a mistaken statement of the app does not change what somebody reviews.
create function access.keep_reviewed() returns trigger
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if exists (select from access.tasks t where t.part_id = old.id and t.version = old.version) then
    raise exception 'a version under review does not change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_reviewed before update on access.parts for each row
  when (current_user = 'renkei_app' and old.state = 'draft'
    and (new.item_id, new.number, new.kind, new.owners, new.tlp, new.reach, new.audience, new.excluded, new.required, new.machines,
         new.not_before, new.readable_until, new.exercise, new.language, new.headline, new.body, new.envelope, new.urgency)
        is distinct from
        (old.item_id, old.number, old.kind, old.owners, old.tlp, old.reach, old.audience, old.excluded, old.required, old.machines,
         old.not_before, old.readable_until, old.exercise, old.language, old.headline, old.body, old.envelope, old.urgency))
  execute function access.keep_reviewed();

-- "The version before" is the latest that was out: drafts in between, reviewed or thrown away, count for nothing.
create function access.out_before(part uuid, part_version int) returns int
language sql stable security definer set search_path = pg_catalog
as $$
  select max(p.version) from access.parts p
  where p.id = part and p.version < part_version and p.state in ('released', 'withdrawn-wrong', 'withdrawn-shared')
$$;

create or replace function access.before(part uuid, part_version int) returns table (state text, envelope jsonb)
language sql stable security definer set search_path = pg_catalog
as $$
  select p.state, p.envelope from access.parts p
  where p.id = part and p.version = access.out_before(part, part_version) and access.owns(part, part_version)
$$;
comment on function access.before is 'The latest version that was out before this one, for whoever owns this one: it may belong to fewer (RED to its author alone).';

create or replace function access.supersede_before(part uuid, next_version int, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare part_version int := access.out_before(part, next_version);
begin
  if not access.owns(part, next_version) then
    raise exception 'not the originator' using errcode = '42501';
  end if;
  update access.parts set superseded_at = moment where id = part and version = part_version and state = 'released';
  update access.inbox i set until = least(coalesce(p.readable_until, 'infinity'), coalesce(moment, 'infinity'))
    from access.parts p where p.id = part and p.version = part_version and i.item_id = p.item_id and i.part_id = part and i.version = part_version;
  update access.entries e set until = least(coalesce(p.readable_until, 'infinity'), coalesce(moment, 'infinity'))
    from access.parts p where p.id = part and p.version = part_version and e.part_id = part and e.version = part_version
     and not e.principal = any (p.owners);
end $$;
comment on function access.supersede_before is 'This version takes over from the latest that was out before, at that moment; null when it was taken back.';

revoke execute on function access.reviews_on, access.end_reviews, access.keep_reviewed, access.out_before from public;
grant execute on function access.reviews_on, access.end_reviews to renkei_app;

-- Lists say in which language a headline is written (R31): members write in one, and a screen reader must know which.
alter table access.inbox add column language text;
update access.inbox i set language = p.language from access.parts p where p.id = i.part_id and p.version = i.version;
alter table access.inbox alter column language set not null;
comment on column access.inbox.language is 'In which the headline is written.';

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
         least(coalesce(p.readable_until, 'infinity'), coalesce(p.superseded_at, 'infinity')), p.excluded, p.required, p.machines, p.tlp, p.urgency, p.exercise, p.respond_by, p.position, p.language, p.headline
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
