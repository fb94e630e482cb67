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

revoke execute on function access.may_break_glass, access.break_glass from public;
grant execute on function access.may_break_glass, access.break_glass to renkei_app;
