-- R15: the source sees who opened what it released. Who reviewed the draft, or broke the glass, did not receive it.
create or replace function access.reads(part uuid, part_version int)
returns table (readers bigint, teams bigint, first_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select count(distinct r.holder), count(distinct r.team_id), min(r.first_at)
  from access.receipts r join access.parts p on p.id = r.part_id and p.version = r.version
  where r.part_id = part and r.version = part_version and r.first_at >= p.released_at and access.owns(part, part_version)
    and not exists (select from access.tasks t
      where t.part_id = part and t.version = part_version and t.appointment_id = r.holder
        and t.given_at <= r.first_at and r.first_at < least(t.until, coalesce(t.done_at, 'infinity')))
$$;
comment on function access.reads is 'R15: the source sees reads as counts; of readers, not of those whom a task let in.';
