-- Standing approvals say who gave them: names belong to the directory.

create function approval.own_standing()
returns table (id uuid, kinds text[], audience jsonb, widest text, words text, given_at timestamptz, until timestamptz,
               ended_at timestamptz, name_ja text, name_en text)
language sql stable security definer set search_path = pg_catalog
as $$
  select s.id, s.kinds, s.audience, s.widest, s.words, s.given_at, s.until, s.ended_at, n.name_ja, n.name_en
  from approval.standing s
    join directory.appointments a on a.id = s.given_by
    join directory.persons n on n.id = a.person_id
  where s.team_id = access.team() and access.in_good_standing()
  order by s.given_at desc
  limit 200
$$;
comment on function approval.own_standing is 'What reviewers of the viewer''s own team approved beforehand, newest first.';

revoke execute on function approval.own_standing from public;
grant execute on function approval.own_standing to renkei_app;
