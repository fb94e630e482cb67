-- R18, R19: readers flag false positives and confirm indicators; the originator decides, disagreement stays visible.

create table indicators.flags (
  id uuid primary key,
  part_id uuid not null,
  fingerprint uuid not null,
  team_id uuid not null references directory.teams,
  by_appointment uuid not null references directory.appointments,
  reason text not null,
  at timestamptz not null,
  verdict text check (verdict in ('accepted', 'stands')),
  answer text,
  decided_at timestamptz,
  check ((verdict is null) = (decided_at is null) and (answer is null) = (decided_at is null))
);
comment on table indicators.flags is 'A team says that an indicator is a false positive; of the part in all its versions. No policy lets anyone at it; the functions below are the whole of it.';
comment on column indicators.flags.verdict is 'By the originator. stands: it disagrees; both stay visible.';
create index flags_of_part on indicators.flags (part_id, fingerprint);
alter table indicators.flags enable row level security;

create table indicators.confirmations (
  part_id uuid not null,
  fingerprint uuid not null,
  team_id uuid not null references directory.teams,
  by_appointment uuid not null references directory.appointments,
  at timestamptz not null,
  primary key (part_id, fingerprint, team_id)
);
comment on table indicators.confirmations is 'A team has seen it itself. Two of them, besides the originator, make an indicator fit to block (R19).';
alter table indicators.confirmations enable row level security;

-- As the viewer: an indicator that he reads, in the latest version that he reads. Under the policies of entries and parts.
create function indicators.read_by_viewer(part uuid, of_type text, of_value text) returns uuid
language sql stable set search_path = pg_catalog
as $$
  select e.fingerprint from indicators.entries e
  where e.part_id = part and e.type = of_type and e.value = of_value order by e.version desc limit 1
$$;

create function indicators.owns_part(part uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select access.in_good_standing() and exists (select from access.parts p where p.id = part and p.owners && access.own_principals())
$$;

create function indicators.had_part(part uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select access.in_good_standing() and exists (
    select from access.receipts r join access.parts p on p.id = r.part_id and p.version = r.version
    where r.part_id = part and p.state = 'released' and r.holder = coalesce(access.appointment(), (access.viewer() ->> 'key')::uuid))
$$;

create function indicators.flag(id uuid, part uuid, mark uuid, why text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if (access.kind() = 'person' and access.team() is not null and indicators.had_part(part) and not indicators.owns_part(part)) is not true then
    return false;
  end if;
  if not exists (select from indicators.flags f where f.part_id = part and f.fingerprint = mark and f.team_id = access.team() and f.decided_at is null) then
    insert into indicators.flags (id, part_id, fingerprint, team_id, by_appointment, reason, at)
    values (flag.id, part, mark, access.team(), access.appointment(), why, access.at());
  end if;
  return true;
end $$;
comment on function indicators.flag is 'By a team that has the part. One open flag a team and indicator.';

create function indicators.confirm(part uuid, mark uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if (access.kind() = 'person' and access.team() is not null and indicators.had_part(part) and not indicators.owns_part(part)) is not true then
    return false;
  end if;
  insert into indicators.confirmations (part_id, fingerprint, team_id, by_appointment, at)
  values (part, mark, access.team(), access.appointment(), access.at()) on conflict do nothing;
  return true;
end $$;

create function indicators.decide_flag(flag uuid, how text, said text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update indicators.flags f set verdict = how, answer = said, decided_at = access.at()
   where f.id = decide_flag.flag and f.decided_at is null and access.kind() = 'person' and indicators.owns_part(f.part_id);
  return found;
end $$;
comment on function indicators.decide_flag is 'R18: the originator decides.';

create function indicators.marks_on(part uuid)
returns table (fingerprint uuid, id uuid, reason text, at timestamptz, mine boolean, verdict text, answer text, confirmed bigint, confirmed_by_us boolean)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not (indicators.owns_part(part) or indicators.had_part(part)) then return; end if;
  return query
    select m.fingerprint, f.id, f.reason, f.at, coalesce(f.team_id = access.team(), false), f.verdict, f.answer, c.teams, c.ours
    from (select x.fingerprint from indicators.flags x where x.part_id = part
          union select y.fingerprint from indicators.confirmations y where y.part_id = part) m
      left join indicators.flags f on f.part_id = part and f.fingerprint = m.fingerprint
      cross join lateral (select count(*) as teams, coalesce(bool_or(n.team_id = access.team()), false) as ours
        from indicators.confirmations n where n.part_id = part and n.fingerprint = m.fingerprint) c
    order by m.fingerprint, f.at;
end $$;
comment on function indicators.marks_on is 'Flags and confirmations of a part''s indicators, for who has it; never whose they are.';

revoke all on function indicators.read_by_viewer, indicators.owns_part, indicators.had_part, indicators.flag, indicators.confirm,
  indicators.decide_flag, indicators.marks_on from public;
grant execute on function indicators.read_by_viewer, indicators.flag, indicators.confirm, indicators.decide_flag, indicators.marks_on to renkei_app;
