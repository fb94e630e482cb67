import type pg from 'pg'

/** So many more active member teams, each with a point of contact and an analyst. */
export async function manyTeams(owner: pg.Pool, count: number): Promise<void> {
  await owner.query(
    `with teams as (
       insert into directory.teams (id, handle, name_ja, name_en, short_name, organisation_since, created_at)
       select gen_random_uuid(), 'many' || n, 'many', 'many', 'M' || n, '2024-04-01', '2024-04-01'
       from generate_series(1, $1) n returning id, handle
     ), standing as (
       insert into membership.standings (team_id, status, since, member_since, active_since)
       select id, 'active', '2024-04-01', '2024-04-01', '2024-04-01' from teams
     ), seats as (
       select gen_random_uuid() as person, t.id as team, t.handle, r.role
       from teams t cross join unnest(array['poc', 'analyst']) r (role)
     ), people as (
       insert into directory.persons (id, name_ja, name_en, email, created_at)
       select person, role, role, role || '.' || handle || '@example.com', '2024-04-01' from seats returning id
     )
     insert into directory.appointments (id, person_id, team_id, role, tie, since)
     select gen_random_uuid(), s.person, s.team, s.role, 'employee', '2024-04-01'
     from seats s join people p on p.id = s.person`,
    [count],
  )
}
