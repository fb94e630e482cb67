-- Names for the check before a release: who may see the directory sees them all anyway, and row by row thirty thousand
-- people take seconds.
create function directory.names_in_teams() returns table (person uuid, team uuid, name_ja text, name_en text)
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct on (p.id) p.id, a.team_id, p.name_ja, p.name_en
  from directory.appointments a
    join directory.persons p on p.id = a.person_id
    left join membership.standings s on s.team_id = a.team_id
  where p.erased_at is null and a.since <= access.at() and (a.until is null or a.until > access.at())
    and (a.team_id = access.team() or ((select directory.reach()) = 'all' and s.status is distinct from 'ended'))
    and (select directory.reach()) <> 'none'
  order by p.id, a.team_id is distinct from access.team()
$$;
comment on function directory.names_in_teams is 'Everybody who serves a team now, by name, as far as the viewer may see them one by one; of several teams the viewer''s own first.';
revoke execute on function directory.names_in_teams from public;
grant execute on function directory.names_in_teams to renkei_app;
