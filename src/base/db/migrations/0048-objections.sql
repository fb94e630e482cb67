-- R32: whom a part concerns may object; it stops for new readers until its source has answered.

create table access.objections (
  id uuid primary key,
  item_id uuid not null references access.items,
  part_id uuid not null,
  version int not null,
  team_id uuid references directory.teams,
  appointment_id uuid not null references directory.appointments,
  cause text not null check (cause in ('identifies-us', 'wrong', 'other')),
  statement text not null,
  named boolean not null,
  at timestamptz not null,
  due_at timestamptz not null,
  reply text,
  outcome text check (outcome in ('stands', 'corrected', 'withdrawn')),
  answered_at timestamptz,
  check ((reply is null) = (answered_at is null) and (outcome is null) = (answered_at is null))
);
comment on table access.objections is 'Objections to a part, all of its versions. While one is open nobody new reads the part.';
comment on column access.objections.version is 'The version that the objector had.';
comment on column access.objections.named is 'Whether the source may see which team objects. Other readers never do: it could be the team that is identified.';
comment on column access.objections.due_at is 'By when it is to be answered; past it the part stays stopped, and the source is told so.';
comment on column access.objections.reply is 'The source''s own statement; stands beside the objector''s. Who wrote it is in the audit alone.';
create index objections_open on access.objections (part_id) where answered_at is null;
create index objections_of_item on access.objections (item_id);
create index objections_of_team on access.objections (team_id, part_id);

create function access.stopped() returns uuid[]
language sql stable security definer set search_path = pg_catalog
as $$ select coalesce(array_agg(distinct part_id), '{}') from access.objections where answered_at is null $$;
comment on function access.stopped is 'Parts that are stopped for new readers. Few at any time; asked once a statement.';

alter table access.objections enable row level security;
create policy own_objections on access.objections for select using (
  (select access.in_good_standing())
  and (team_id = (select access.team()) or appointment_id = (select access.appointment()))
);
create policy object_as_reader on access.objections for insert with check (
  appointment_id = (select access.appointment())
  and team_id is not distinct from (select access.team())
  and answered_at is null
  and access.had(part_id, version)
  and exists (select from access.parts p where p.id = part_id and p.version = objections.version and p.item_id = objections.item_id
    and p.state = 'released' and not p.owners && (select access.own_principals()))
);

create function access.objections_on(item uuid)
returns table (id uuid, part_id uuid, version int, cause text, statement text, team_id uuid, mine boolean, at timestamptz, due_at timestamptz,
               reply text, outcome text, answered_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select o.id, o.part_id, o.version, o.cause, o.statement, case when s.owns and o.named or m.mine then o.team_id end, m.mine, o.at, o.due_at,
         o.reply, o.outcome, o.answered_at
  from access.objections o
    cross join lateral (select exists (select from access.parts p where p.id = o.part_id and p.owners && access.own_principals()) as owns) s
    cross join lateral (select coalesce(o.team_id = access.team(), false) or coalesce(o.appointment_id = access.appointment(), false) as mine) m
  where o.item_id = item and access.in_good_standing()
    and (s.owns or m.mine or exists (select from access.receipts r join access.parts p on p.id = r.part_id and p.version = r.version
      where r.part_id = o.part_id and p.state = 'released'
        and r.holder = coalesce(access.appointment(), (access.viewer() ->> 'key')::uuid)))
  order by o.at, o.id
$$;
comment on function access.objections_on is 'For the source and for who had the part: both statements. The objector''s team for the source where it allowed that, and for itself.';

create function access.answer_objection(objection uuid, said text, how text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  of_item uuid;
  of_part uuid;
begin
  select o.item_id, o.part_id into of_item, of_part from access.objections o
  where o.id = objection and o.answered_at is null
    and exists (select from access.parts p where p.id = o.part_id and p.owners && access.own_principals() and access.in_good_standing())
  for update;
  if of_item is null or access.kind() <> 'person' then return null; end if;
  update access.objections set reply = said, outcome = how, answered_at = access.at() where id = objection;
  -- What was not told because it was stopped is told now: its lines are planned anew.
  delete from deliveries.lines l where l.item_id = of_item and l.cause = 'release' and l.state = 'dropped';
  return of_item;
end $$;
comment on function access.answer_objection is 'By an originator of the part. Null where there is no such objection that waits.';

-- ── the second lock ───────────────────────────────────────────────────────────────────────────────────

drop policy read_parts on access.parts;
create policy read_parts on access.parts for select using (
  (select access.in_good_standing()) and (
    (
      case when member_by = 'infinity'
        then tlp = any ((select access.fit_for())::text[]) and audience && (select access.principals())
          or tlp || '/own' = any ((select access.fit_for())::text[]) and audience && (select access.concerned())
        else access.let_in(audience, tlp, member_by, (select access.holds()), (select access.floors())) end
      and released_at <= (select access.at())
      and (not_before is null or not_before <= (select access.at()))
      and (readable_until is null or readable_until > (select access.at()))
      and (machines or (select access.kind()) <> 'key')
      and ((state = 'released' and (superseded_at is null or superseded_at > (select access.at())))
        or (state in ('released', 'withdrawn-wrong') and access.had(id, version)))
      and (id <> all ((select access.stopped())::uuid[]) or access.had(id, version))
      and (excluded is null or not access.shut_out(excluded, member_by, (select access.bound()))
           or access.named(audience, member_by, (select access.holds()), (select access.appointment())))
      and (required is null or access.holds_all(required, member_by, (select access.holds())))
    )
    or owners && (select access.own_principals())
    or (select access.viewer() -> 'tasks') ? (id || ':' || version)
  )
);

drop policy read_inbox on access.inbox;
create policy read_inbox on access.inbox for select using (
  (select access.in_good_standing())
  and (holder = (select access.team()) or holder = (select access.appointment()))
  and case when member_by = 'infinity' then via = any ((select access.principals())::text[]) and floor = any ((select access.fit_for())::text[])
      else ((select access.holds()) ->> via)::timestamptz <= member_by and ((select access.floors()) ->> floor)::timestamptz <= member_by end
  and at <= (select access.at()) and until > (select access.at())
  and (state = 'open' or (state = 'struck' and access.had(part_id, version)))
  and (part_id <> all ((select access.stopped())::uuid[]) or access.had(part_id, version))
  and (machines or (select access.kind()) <> 'key')
  and (excluded is null or not access.shut_out(excluded, member_by, (select access.bound()))
       or via = 'appointment:' || (select access.appointment()))
  and (required is null or access.holds_all(required, member_by, (select access.holds())))
);

drop policy read_entries on access.entries;
create policy read_entries on access.entries for select using (
  (select access.in_good_standing())
  and case when member_by = 'infinity' then principal = any ((select access.principals())::text[]) and floor = any ((select access.fit_for())::text[])
      else ((select access.holds()) ->> principal)::timestamptz <= member_by and ((select access.floors()) ->> floor)::timestamptz <= member_by end
  and at <= (select access.at()) and until > (select access.at())
  and not closed
  and (part_id <> all ((select access.stopped())::uuid[]) or access.had(part_id, version)
       -- Whoever owns it finds it; a name in the audience is no ownership.
       or access.owns(part_id, version))
  and (machines or (select access.kind()) <> 'key')
  and (excluded is null or not access.shut_out(excluded, member_by, (select access.bound()))
       or principal = 'appointment:' || (select access.appointment()))
  and (required is null or access.holds_all(required, member_by, (select access.holds())))
);

-- ── not meant for us (R14) ────────────────────────────────────────────────────────────────────────────

create table warnings.misdirected (
  id uuid primary key,
  item_id uuid not null references access.items,
  team_id uuid references directory.teams,
  appointment_id uuid not null references directory.appointments,
  note text not null,
  named boolean not null,
  at timestamptz not null
);
comment on table warnings.misdirected is 'Readers who say that a warning was not meant for them.';
comment on column warnings.misdirected.named is 'Whether the source may see which team says so (R15).';
create index misdirected_of_item on warnings.misdirected (item_id);
create index misdirected_of_team on warnings.misdirected (team_id, item_id);
alter table warnings.misdirected enable row level security;
create policy own_misdirected on warnings.misdirected for select using (
  (select access.in_good_standing())
  and (team_id = (select access.team()) or appointment_id = (select access.appointment()))
);
create policy say_misdirected on warnings.misdirected for insert with check (
  appointment_id = (select access.appointment())
  and team_id is not distinct from (select access.team())
  and exists (select from access.parts p where p.item_id = misdirected.item_id)
);

create function warnings.misdirected_on(item uuid) returns table (team_id uuid, note text)
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct on (coalesce(m.team_id, m.appointment_id)) case when m.named then m.team_id end, m.note
  from warnings.misdirected m where m.item_id = item and warnings.owns_item(item)
  order by coalesce(m.team_id, m.appointment_id), m.at desc
$$;
comment on function warnings.misdirected_on is 'For the source: one row for each who said so, with the name where it allowed that.';

revoke all on function access.stopped, access.objections_on, access.answer_objection, warnings.misdirected_on from public;
grant execute on function access.stopped, access.objections_on, access.answer_objection, warnings.misdirected_on to renkei_app;
grant select, insert on access.objections, warnings.misdirected to renkei_app;
