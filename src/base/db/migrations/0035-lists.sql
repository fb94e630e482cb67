-- Lists of what is kept, quicker (docs/decisions/0014-access.md).

-- What most rows are let in by is asked first: a reader's row needs no look at owners and tasks. The rule is the same.
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
      and (excluded is null or not access.shut_out(excluded, member_by, (select access.bound()))
           or access.named(audience, member_by, (select access.holds()), (select access.appointment())))
      and (required is null or access.holds_all(required, member_by, (select access.holds())))
    )
    or owners && (select access.own_principals())
    or (select access.viewer() -> 'tasks') ? (id || ':' || version)
  )
);

create function access.kept_since(named text[], most int, before_at timestamptz, before_part uuid) returns timestamptz
language plpgsql stable security definer
set search_path = pg_catalog set enable_sort = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan
as $$
declare few int := greatest(most / 3, 5);
begin
  return (
    select case when count(*) = most then min(x.at) else '-infinity' end
    from (
      select e.part_id, max(e.at) as at from unnest(named) h cross join lateral (
        select k.part_id, k.at from access.entries k
        where k.principal = h and (k.at, k.part_id) < (before_at, before_part) order by k.at desc, k.part_id desc limit few) e
      group by e.part_id order by max(e.at) desc limit most) x);
end $$;
comment on function access.kept_since is 'How far back the latest entries of these principals lie, read from the index alone: a moment, and no row. Whether they may be read is not asked here, so it may lie too near.';
revoke all on function access.kept_since from public;
grant execute on function access.kept_since to renkei_app;

-- First how far back to look, from the index alone; then everything up to there, under the policy. Where some of it may
-- not be read, the rest is looked for farther back.
create or replace function access.kept(most int, before_at timestamptz, before_part uuid)
returns table (part_id uuid, version int, at timestamptz)
language plpgsql stable
set search_path = pg_catalog set enable_sort = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan
as $$
declare
  since timestamptz := coalesce(before_at, 'infinity');
  part uuid := coalesce(before_part, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  named text[] := array(select h from unnest(access.principals()) h
    where split_part(h, ':', 1) in ('public', 'members', 'group', 'guests', 'team', 'concerned', 'prospect', 'sector', 'district', 'kind', 'appointment'));
  -- Some more than is asked for, since some may be closed meanwhile.
  back_to timestamptz := access.kept_since(named, most + most / 5, least(since, access.at()), part);
  found int;
begin
  return query
    select e.part_id, e.version, max(e.at) from unnest(named) h cross join lateral (
      select k.part_id, k.version, k.at from access.entries k
      where k.principal = h and (k.at, k.part_id) < (since, part) and k.at >= back_to
      order by k.at desc, k.part_id desc limit most) e
    group by e.part_id, e.version order by max(e.at) desc, e.part_id desc limit most;
  get diagnostics found = row_count;
  if found < most and back_to > '-infinity' then
    return query
      select e.part_id, e.version, max(e.at) from unnest(named) h cross join lateral (
        select k.part_id, k.version, k.at from access.entries k
        where k.principal = h and (k.at, k.part_id) < (since, part) and k.at < back_to
          and not exists (select from access.entries n where n.part_id = k.part_id and n.version = k.version
            and n.principal = any (named) and (n.at, n.part_id) < (since, part) and n.at >= back_to)
        order by k.at desc, k.part_id desc limit most) e
      group by e.part_id, e.version order by max(e.at) desc, e.part_id desc limit most - found;
  end if;
end $$;
