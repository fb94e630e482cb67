-- Break-glass reading (R16): for the roles that the charter names, with a reason, for an hour, told to the source.

create function access.may_break_glass() returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select access.in_good_standing()
     and association.charter() -> 'breakGlassRoles' ? ((access.viewer() ->> 'body') || ':' || (access.viewer() ->> 'role'))
$$;
comment on function access.may_break_glass is 'Body and role as the charter writes them: committee:chair.';

create function access.break_glass(item_number text, why text, ends timestamptz) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.may_break_glass() then
    raise exception 'not a role that breaks glass' using errcode = '42501';
  end if;
  return query
    insert into access.tasks (id, appointment_id, part_id, version, purpose, reason, given_at, until)
    select gen_random_uuid(), access.appointment(), p.id, p.version, 'break-glass', why, access.at(), ends
    from access.parts p
    where p.number = item_number and p.state = 'released' and p.released_at <= access.at()
      and (p.superseded_at is null or p.superseded_at > access.at())
    returning part_id;
end $$;
comment on function access.break_glass is 'Opens the versions that readers see now, to the asker alone. Drafts and what is held stay closed; RED opens too, and the source hears of it.';

create function access.tasks_on(item uuid)
returns table (purpose text, reason text, at timestamptz, until timestamptz, done boolean)
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct t.purpose, t.reason, t.given_at, t.until, t.done_at is not null
  from access.parts p join access.tasks t on t.part_id = p.id and t.version = p.version
  where p.item_id = item and access.owns(p.id, p.version)
  order by t.given_at
$$;
comment on function access.tasks_on is 'Who was let in by a task, for the originator: purpose and reason, never the person.';

revoke execute on function access.may_break_glass, access.break_glass, access.tasks_on from public;
grant execute on function access.may_break_glass, access.break_glass, access.tasks_on to renkei_app;
