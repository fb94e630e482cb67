-- Parts: the unit of access. One row per version of a part; rows remember whom they were released to.

create table access.items (
  id uuid primary key,
  number text not null unique,
  kind text not null,
  exercise boolean not null,
  created_at timestamptz not null
);
comment on table access.items is 'An item has nothing readable of its own but its random number; everything else belongs to a part.';

create table access.parts (
  id uuid not null,
  version int not null,
  item_id uuid not null references access.items,
  number text not null,
  item_kind text not null,
  kind text not null check (kind in ('summary', 'technical', 'victim', 'attachment')),
  position int not null default 0,
  state text not null check (state in
    ('draft', 'released', 'withdrawn-wrong', 'withdrawn-shared', 'discarded')),
  owners text[] not null,
  originator uuid references directory.teams,
  attribution text not null check (attribution in ('named', 'off', 'withheld')),
  tlp text not null check (tlp in ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED')),
  reach text not null check (reach in ('as-previewed', 'live')),
  audience text[] not null default '{}',
  excluded text[],
  required text[],
  machines boolean not null default true,
  member_by timestamptz not null default 'infinity',
  released_at timestamptz,
  superseded_at timestamptz,
  not_before timestamptz,
  readable_until timestamptz,
  valid_until timestamptz,
  embargo_until timestamptz,
  respond_by timestamptz,
  urgency text not null default 'normal' check (urgency in ('immediate', 'urgent', 'normal', 'information')),
  exercise boolean not null,
  language text not null check (language in ('ja', 'en')),
  headline text not null,
  body jsonb not null,
  envelope jsonb not null,
  revision int not null default 1,
  written_at timestamptz not null,
  primary key (id, version)
);
comment on column access.parts.owners is 'Who may read and change it as originator: base principals (appointment, releaser, admin, or one random owner when the source is withheld).';
comment on column access.parts.originator is 'The source, null when attribution is off towards everyone but the charter''s roles (withheld).';
comment on column access.parts.audience is 'Compiled at release: principals. One of them lets a viewer in who is what the label asks for.';
comment on column access.parts.excluded is 'Principals of any capacity that close the part to a person (R: an exclude binds the person in every capacity).';
comment on column access.parts.required is 'Principals that a viewer must hold besides: agreements, employee.';
comment on column access.parts.member_by is 'infinity for live reach; as previewed: only what was held by then counts.';
comment on column access.parts.released_at is 'When readers may see it: the moment of pressing plus the hold. In the future while held.';
comment on column access.parts.superseded_at is 'When the next version may be seen; from then on this one is for holders of a receipt alone.';
comment on column access.parts.revision is 'Counts saves of a draft, so that two editors notice each other.';
create index parts_of_item on access.parts (item_id);
create index parts_by_number on access.parts (number);

create table access.inbox (
  holder uuid not null,
  at timestamptz not null,
  part_id uuid not null,
  version int not null,
  item_id uuid not null,
  number text not null,
  item_kind text not null,
  via text not null,
  floor text not null,
  member_by timestamptz not null,
  until timestamptz not null default 'infinity',
  state text not null default 'open' check (state in ('open', 'closed', 'struck')),
  excluded text[],
  required text[],
  machines boolean not null,
  tlp text not null,
  urgency text not null,
  exercise boolean not null,
  respond_by timestamptz,
  position int not null,
  headline text not null,
  primary key (holder, part_id, version)
);
comment on table access.inbox is 'Ledger lines for what is addressed: one per part and team (or appointment). Every column is written at release; only state changes.';
comment on column access.inbox.holder is 'Team, or appointment for what is addressed to a person.';
comment on column access.inbox.at is 'From when it may be read.';
comment on column access.inbox.position is 'Of the part in its item: the first that a reader may read gives the line its headline.';
comment on column access.inbox.via is 'The one principal that let the holder in.';
comment on column access.inbox.floor is 'What the label asks for besides: a key of access.floors().';
comment on column access.inbox.state is 'closed: taken back or wrongly shared. struck: withdrawn as wrong, shown to holders of a receipt.';
create index inbox_latest on access.inbox (holder, at desc, part_id desc);
create index inbox_of_item on access.inbox (item_id, part_id, version);

create table access.entries (
  principal text not null,
  at timestamptz not null,
  part_id uuid not null,
  version int not null,
  item_id uuid not null,
  item_kind text not null,
  member_by timestamptz not null,
  until timestamptz not null default 'infinity',
  closed boolean not null default false,
  floor text not null,
  excluded text[],
  required text[],
  machines boolean not null default true,
  primary key (principal, part_id, version)
);
comment on table access.entries is 'Audience entries: what is kept and looked up, by principal, newest first. Joiners to a live audience find earlier parts here.';
create index entries_latest on access.entries (principal, at desc, part_id desc);
create index entries_of_part on access.entries (part_id, version);

create table access.receipts (
  part_id uuid not null,
  version int not null,
  item_id uuid not null,
  holder uuid not null,
  team_id uuid,
  channel text not null,
  first_at timestamptz not null,
  primary key (part_id, version, holder, channel)
);
comment on table access.receipts is 'Proof that a viewer had a part''s version, by which channel, since when. Append-only.';
comment on column access.receipts.holder is 'Appointment or key.';
create index receipts_of_holder on access.receipts (holder, item_id);

create table access.consents (
  id uuid primary key,
  part_id uuid not null,
  version int not null,
  purpose text not null check (purpose in ('release', 'widen', 'forward', 'publish')),
  audience jsonb not null,
  tlp text not null,
  given_by text not null,
  given_at timestamptz not null,
  until timestamptz,
  revoked_at timestamptz
);
create index consents_of_part on access.consents (part_id, version);
comment on table access.consents is 'Who allowed what, for which version, audience and purpose (R4, R17). given_by is a base principal; for a withheld source its random owner.';

create table access.sources (
  item_id uuid primary key references access.items,
  sealed keys.sealed not null
);
comment on table access.sources is 'Withheld sources, sealed under a key outside the database (R5). Nothing else in the database names them.';

create table access.source_looks (
  id uuid primary key,
  item_id uuid not null references access.items,
  by_appointment uuid not null,
  reason text not null,
  at timestamptz not null
);
create index looks_at_item on access.source_looks (item_id);
create index looks_by_appointment on access.source_looks (by_appointment, item_id);
comment on table access.source_looks is 'Each look at a withheld source; told to the source.';

-- ── the second lock ───────────────────────────────────────────────────────────────────────────────────

-- A look at one map: does the viewer hold one of these, soon enough?
create function access.let_in(principals text[], label text, member_by timestamptz, holds jsonb, floors jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog
as $$
  select exists (
    select from unnest(principals) p
    where (holds ->> p)::timestamptz <= member_by
      and (floors ->> (label || case when p like 'concerned:%' then '/own' else '' end))::timestamptz <= member_by)
$$;

create function access.holds_all(principals text[], member_by timestamptz, holds jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog
as $$ select principals is null or not exists (select from unnest(principals) p where coalesce((holds ->> p)::timestamptz > member_by, true)) $$;

create function access.shut_out(principals text[], member_by timestamptz, bound jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog
as $$ select principals is not null and exists (select from unnest(principals) p where (bound ->> p)::timestamptz >= member_by) $$;
comment on function access.shut_out is 'An exclude binds the person in every capacity: now, or (as previewed) at any time since release.';

create function access.named(audience text[], member_by timestamptz, holds jsonb, appointment uuid) returns boolean
language sql immutable set search_path = pg_catalog
as $$
  select (holds ->> ('appointment:' || appointment))::timestamptz <= member_by and 'appointment:' || appointment = any (audience)
$$;
comment on function access.named is 'The source named this very appointment, so no exclude of another capacity binds it.';

create function access.had(part uuid, part_version int) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from access.receipts where part_id = part and version = part_version
    and holder = coalesce(access.appointment(), (access.viewer() ->> 'key')::uuid))
$$;
comment on function access.had is 'The viewer holds a receipt for this version.';

create function access.shows_sources() returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select association.charter() -> 'sourceRoles' ? (access.viewer() ->> 'role') $$;
comment on function access.shows_sources is 'R5: a withheld source is shown only to the roles that the charter names.';

alter table access.parts enable row level security;
create policy read_parts on access.parts for select using (
  (select access.in_good_standing()) and (
    owners && (select access.own_principals())
    or (select access.viewer() -> 'tasks') ? (id || ':' || version)
    or (
      ((state = 'released' and (superseded_at is null or superseded_at > (select access.at())))
        or (state in ('released', 'withdrawn-wrong') and access.had(id, version)))
      and released_at <= (select access.at())
      and (not_before is null or not_before <= (select access.at()))
      and (readable_until is null or readable_until > (select access.at()))
      and (machines or (select access.kind()) <> 'key')
      and case when member_by = 'infinity'
        then tlp = any ((select access.fit_for())::text[]) and audience && (select access.principals())
          or tlp || '/own' = any ((select access.fit_for())::text[]) and audience && (select access.concerned())
        else access.let_in(audience, tlp, member_by, (select access.holds()), (select access.floors())) end
      and (excluded is null or not access.shut_out(excluded, member_by, (select access.bound()))
           or access.named(audience, member_by, (select access.holds()), (select access.appointment())))
      and (required is null or access.holds_all(required, member_by, (select access.holds())))
    )
  )
);
-- What readers were given stays as it was: a change is a new version.
create function access.keep_version() returns trigger
language plpgsql set search_path = pg_catalog
as $$ begin raise exception 'a released version does not change' using errcode = '42501'; end $$;
create trigger keep_version before update on access.parts for each row
  when (current_user = 'renkei_app' and old.state <> 'draft'
    and (new.item_id, new.number, new.kind, new.owners, new.tlp, new.reach, new.audience, new.excluded, new.required, new.machines,
         new.not_before, new.readable_until, new.exercise, new.language, new.headline, new.body, new.envelope)
        is distinct from
        (old.item_id, old.number, old.kind, old.owners, old.tlp, old.reach, old.audience, old.excluded, old.required, old.machines,
         old.not_before, old.readable_until, old.exercise, old.language, old.headline, old.body, old.envelope))
  execute function access.keep_version();

-- What a viewer keeps finding, newest first: the latest entries of each principal, merged, under their own policy. Told
-- not to sort, the planner reads each principal's entries from the index and stops; by its own estimate of what the
-- policy lets through it would read and sort them all. First a few of each, which tells how far back to look; then all
-- up to there.
create function access.kept(most int, before_at timestamptz, before_part uuid)
returns table (part_id uuid, version int, at timestamptz)
language plpgsql stable
set search_path = pg_catalog set enable_sort = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan
as $$
declare
  few int := greatest(most / 3, 5);
  since timestamptz := coalesce(before_at, 'infinity');
  part uuid := coalesce(before_part, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  named text[] := array(select h from unnest(access.principals()) h
    where split_part(h, ':', 1) in ('public', 'members', 'group', 'guests', 'team', 'concerned', 'prospect', 'sector', 'district', 'kind', 'appointment'));
  back_to timestamptz;
begin
  select min(x.at) into back_to from (
    select e.part_id, e.version, max(e.at) as at from unnest(named) h cross join lateral (
      select k.part_id, k.version, k.at from access.entries k
      where k.principal = h and (k.at, k.part_id) < (since, part) order by k.at desc, k.part_id desc limit few) e
    group by e.part_id, e.version order by max(e.at) desc limit most) x
  having count(*) = most;
  back_to := coalesce(back_to, '-infinity'); -- in the query itself it would cost the index
  return query
    select e.part_id, e.version, max(e.at) from unnest(named) h cross join lateral (
      select k.part_id, k.version, k.at from access.entries k
      where k.principal = h and (k.at, k.part_id) < (since, part) and k.at >= back_to
      order by k.at desc, k.part_id desc limit most) e
    group by e.part_id, e.version order by max(e.at) desc, e.part_id desc limit most;
end $$;
comment on function access.kept is 'Latest entries of all principals of the viewer, as the viewer: its policy holds inside. For lists.';

create policy write_parts on access.parts for insert with check (owners && (select access.own_principals()));
create policy change_parts on access.parts for update
  using (owners && (select access.own_principals())) with check (owners && (select access.own_principals()));

alter table access.inbox enable row level security;
create policy read_inbox on access.inbox for select using (
  (select access.in_good_standing())
  and (holder = (select access.team()) or holder = (select access.appointment()))
  and case when member_by = 'infinity' then via = any ((select access.principals())::text[]) and floor = any ((select access.fit_for())::text[])
      else ((select access.holds()) ->> via)::timestamptz <= member_by and ((select access.floors()) ->> floor)::timestamptz <= member_by end
  and at <= (select access.at()) and until > (select access.at())
  and (state = 'open' or (state = 'struck' and access.had(part_id, version)))
  and (machines or (select access.kind()) <> 'key')
  and (excluded is null or not access.shut_out(excluded, member_by, (select access.bound()))
       or via = 'appointment:' || (select access.appointment()))
  and (required is null or access.holds_all(required, member_by, (select access.holds())))
);

alter table access.entries enable row level security;
create policy read_entries on access.entries for select using (
  (select access.in_good_standing())
  and case when member_by = 'infinity' then principal = any ((select access.principals())::text[]) and floor = any ((select access.fit_for())::text[])
      else ((select access.holds()) ->> principal)::timestamptz <= member_by and ((select access.floors()) ->> floor)::timestamptz <= member_by end
  and at <= (select access.at()) and until > (select access.at())
  and not closed
  and (machines or (select access.kind()) <> 'key')
  and (excluded is null or not access.shut_out(excluded, member_by, (select access.bound()))
       or principal = 'appointment:' || (select access.appointment()))
  and (required is null or access.holds_all(required, member_by, (select access.holds())))
);

alter table access.receipts enable row level security;
create policy own_receipts on access.receipts for select using (
  holder = (select access.appointment()) or holder = (select (access.viewer() ->> 'key')::uuid)
  or (team_id = (select access.team()) and (select access.in_good_standing()))
);
create policy write_receipts on access.receipts for insert with check (
  (holder = (select access.appointment()) or holder = (select (access.viewer() ->> 'key')::uuid))
  -- Whoever could note what he may not read would have "had" it.
  and exists (select from access.parts p where p.id = part_id and p.version = receipts.version)
);

alter table access.items enable row level security;
create policy read_items on access.items for select using (
  exists (select from access.parts p where p.item_id = items.id)
);
create policy write_items on access.items for insert with check (true);

alter table access.tasks enable row level security;
create policy own_tasks on access.tasks for select using (appointment_id = (select access.appointment()));
create policy give_tasks on access.tasks for insert with check (
  exists (select from access.parts p where p.id = part_id and p.version = tasks.version and p.owners && (select access.own_principals()))
);
create policy finish_tasks on access.tasks for update using (appointment_id = (select access.appointment()));

alter table access.consents enable row level security;
create policy read_consents on access.consents for select using (
  exists (select from access.parts p where p.id = part_id and p.version = consents.version and p.owners && (select access.own_principals()))
);
create policy write_consents on access.consents for insert with check (
  exists (select from access.parts p where p.id = part_id and p.version = consents.version and p.owners && (select access.own_principals()))
);
create policy revoke_consents on access.consents for update using (
  exists (select from access.parts p where p.id = part_id and p.version = consents.version and p.owners && (select access.own_principals()))
);

alter table access.owner_tags enable row level security;
-- No policy: only access.enter and access.new_owner reach the tags.

alter table access.sources enable row level security;
create policy read_sources on access.sources for select using (
  exists (select from access.parts p where p.item_id = sources.item_id and p.owners && (select access.own_principals()))
  or exists (select from access.source_looks l where l.item_id = sources.item_id and l.by_appointment = (select access.appointment()))
);
create policy write_sources on access.sources for insert with check (
  exists (select from access.parts p where p.item_id = sources.item_id and p.owners && (select access.own_principals()))
);

alter table access.source_looks enable row level security;
create policy read_looks on access.source_looks for select using (
  by_appointment = (select access.appointment())
  or exists (select from access.parts p where p.item_id = source_looks.item_id and p.owners && (select access.own_principals()))
);
create policy write_looks on access.source_looks for insert with check (
  by_appointment = (select access.appointment())
  and (select access.in_good_standing())
  and access.shows_sources()
);



-- ── acts on rows that belong to readers ───────────────────────────────────────────────────────────────

create function access.owns(part uuid, part_version int) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from access.parts where id = part and version = part_version and owners && access.own_principals())
$$;


create function access.address(part uuid, part_version int, lines jsonb, kept jsonb) returns void
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
                            machines, tlp, urgency, exercise, respond_by, position, headline)
  select l.holder, greatest(p.released_at, p.not_before), p.id, p.version, p.item_id, p.number, p.item_kind, l.via,
         p.tlp || case when l.via like 'concerned:%' then '/own' else '' end, p.member_by,
         least(coalesce(p.readable_until, 'infinity'), coalesce(p.superseded_at, 'infinity')), p.excluded, p.required, p.machines, p.tlp, p.urgency, p.exercise, p.respond_by, p.position, p.headline
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
comment on function access.address is 'Writes the ledger lines of a release: inbox lines for teams and appointments, entries for principals. The only way to write either.';

create function access.keep_own(part uuid, part_version int) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.owns(part, part_version) then
    raise exception 'not the originator' using errcode = '42501';
  end if;
  -- Of a draft nobody else has an entry: what is there belonged to whoever owned it before.
  delete from access.entries where part_id = part and version = part_version;
  insert into access.entries (principal, at, part_id, version, item_id, item_kind, floor, member_by)
  select o, p.written_at, p.id, p.version, p.item_id, p.item_kind, 'CLEAR', 'infinity'
  from access.parts p, unnest(p.owners) o
  where p.id = part and p.version = part_version
  on conflict do nothing;
end $$;
comment on function access.keep_own is 'The originator finds its drafts and sent parts by the principals that own them.';

create function access.close_rows(part uuid, part_version int, as_state text) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.owns(part, part_version) then
    raise exception 'not the originator' using errcode = '42501';
  end if;
  update access.inbox i set state = as_state from access.parts p
   where p.id = part and p.version = part_version and i.item_id = p.item_id and i.part_id = part and i.version = part_version;
  -- The originator's own lines stay: they are how a draft, a sent and a withdrawn warning are found again.
  update access.entries e set closed = true from access.parts p
   where p.id = part and p.version = part_version and e.part_id = part and e.version = part_version
     and not e.principal = any (p.owners);
end $$;
comment on function access.close_rows is 'Closes what readers find, in the act''s own transaction: closing never waits for a job.';

create function access.before(part uuid, part_version int) returns table (state text, envelope jsonb)
language sql stable security definer set search_path = pg_catalog
as $$
  select p.state, p.envelope from access.parts p
  where p.id = part and p.version = part_version - 1 and access.owns(part, part_version)
$$;
comment on function access.before is 'The version before, for whoever owns the next: it may belong to fewer (RED to its author alone).';

create function access.supersede_before(part uuid, next_version int, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare part_version int := next_version - 1;
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
comment on function access.supersede_before is 'This version takes over from the one before at that moment; null when it was taken back.';

create function access.new_owner(tag text, principal text) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare found jsonb := access.viewer();
begin
  if found ->> 'kind' <> 'person' or principal !~ '^owner:[0-9a-f]{32}$' then
    raise exception 'not a new owner' using errcode = '42501';
  end if;
  if exists (select from access.owner_tags t where t.principal = new_owner.principal) then
    raise exception 'this owner exists' using errcode = '42501';
  end if;
  insert into access.owner_tags values (tag, principal);
  perform set_config('renkei.principals', (access.principals() || principal)::text, true),
          set_config('renkei.since', (access.setting('renkei.since')::text[] || '-infinity'::text)::text, true),
          set_config('renkei.own', (access.own_principals() || principal)::text, true);
end $$;
comment on function access.new_owner is 'A withheld source''s item belongs to a new random principal, held by the viewer from now on.';

create function access.reads(part uuid, part_version int)
returns table (readers bigint, teams bigint, first_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select count(distinct r.holder), count(distinct r.team_id), min(r.first_at)
  from access.receipts r where r.part_id = part and r.version = part_version and access.owns(part, part_version)
$$;
comment on function access.reads is 'R15: the source sees reads as counts.';

create function access.labels(principals text[])
returns table (principal text, name_ja text, name_en text)
language sql stable security definer set search_path = pg_catalog
as $$
  with asked as (
    select p, split_part(p, ':', 1) as kind, split_part(p, ':', 2) as ref
    from unnest(principals) p where access.holds() ? p
  )
  select a.p, t.name_ja, t.name_en from asked a join directory.teams t on t.id::text = a.ref where a.kind in ('team', 'concerned', 'prospect')
  union all
  select a.p, g.name_ja, g.name_en from asked a join groups.groups g on g.id::text = a.ref where a.kind in ('group', 'guests')
  union all
  select a.p, e -> 'label' ->> 'ja', e -> 'label' ->> 'en'
  from asked a, jsonb_array_elements(association.charter() -> case a.kind
    when 'sector' then 'sectors' when 'district' then 'districts' else 'memberKinds' end) e
  where a.kind in ('sector', 'district', 'kind') and e ->> 'code' = a.ref
$$;
comment on function access.labels is 'Names of principals that the viewer holds, for "why can I see this?"; of no others.';

create function access.item_exists(item_number text) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select exists (select from access.items where number = item_number) $$;
comment on function access.item_exists is 'For drawing a fresh random number; tells nothing that a collision would not.';

revoke all on all functions in schema access from public;
grant execute on function access.kept, access.let_in, access.holds_all, access.shut_out, access.had, access.named,
  access.owns, access.address, access.keep_own, access.close_rows, access.supersede_before, access.before, access.new_owner, access.reads,
  access.item_exists, access.labels, access.shows_sources to renkei_app;
grant execute on function access.viewer, access.holds, access.bound, access.at, access.kind, access.team, access.appointment,
  access.person, access.in_good_standing, access.acts_as, access.is_system, access.enter, access.candidates,
  access.candidate_people, access.people_bound, access.group_lines to renkei_app;
grant select, insert on access.items, access.receipts, access.sources, access.source_looks to renkei_app;
grant select, insert, update on access.parts, access.consents to renkei_app;
grant select on access.inbox, access.entries to renkei_app;
