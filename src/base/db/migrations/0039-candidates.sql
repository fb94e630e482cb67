-- Whom an audience means, quicker: each team's principals are put together in one step, and the planner is told how many
-- teams there are. What is found is the same.
create or replace function access.candidates(named text[], wanted text[], barred text[], at timestamptz)
returns table (team_id uuid, short_name text, name_ja text, name_en text, standing text, nominal text[], holds jsonb, barred_by text[])
language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
declare
  teams uuid[];
  team_ids uuid[] := access.ids(wanted, 'team', 'concerned');
  group_ids uuid[] := access.ids(wanted, 'group', 'guests');
  agreement_ids uuid[] := access.ids(wanted, 'agreement');
  facts text[] := array(select p from unnest(wanted) p where split_part(p, ':', 1) in ('sector', 'district', 'kind'));
begin
  if not access.in_good_standing() then
    return;
  end if;
  teams := array(select distinct n.team_id from access.nominal(named, at) n);
  return query
    select s.team_id, t.short_name, t.name_ja, t.name_en, s.status, n.principals, coalesce(h.holds, '{}'), coalesce(b.principals, '{}')
    -- The planner knows how long the list is, and nothing about the sets beside it.
    from unnest(teams) w (id)
      join membership.standings s on s.team_id = w.id
      join directory.teams t on t.id = w.id
      left join (select x.team_id, array_agg(distinct x.principal) as principals from access.nominal(named, at) x group by x.team_id) n on n.team_id = w.id
      left join (
        -- What is held by two ways stands twice; the older, which counts, last.
        select p.team_id, jsonb_object_agg(p.principal, p.since order by p.since desc) as holds
        from access.team_principals(teams, team_ids, group_ids, facts, agreement_ids, at) p
        group by p.team_id) h on h.team_id = w.id
      left join (select z.team_id, array_agg(distinct z.principal) as principals from access.barred(barred, at) z group by z.team_id) b on b.team_id = w.id;
end $$;
