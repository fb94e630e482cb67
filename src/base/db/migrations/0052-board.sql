-- The source's board: how far a warning has come, as counts; teams by name where they let sources see them (R15).

create table warnings.shown_teams (
  team_id uuid primary key references directory.teams,
  since timestamptz not null,
  by_appointment uuid not null references directory.appointments
);
comment on table warnings.shown_teams is 'Teams that let the sources of warnings see by name whether they opened and answered. Without a row a team is one of a count.';
create index shown_teams_by on warnings.shown_teams (by_appointment);
alter table warnings.shown_teams enable row level security;
create policy own_showing on warnings.shown_teams for select using (team_id = (select access.team()));
create policy begin_showing on warnings.shown_teams for insert with check (
  team_id = (select access.team()) and by_appointment = (select access.appointment())
  and (select access.in_good_standing()) and (select access.viewer() ->> 'role') in ('poc', 'team_admin')
);
create policy end_showing on warnings.shown_teams for delete using (
  team_id = (select access.team()) and (select access.viewer() ->> 'role') in ('poc', 'team_admin')
);

-- Addressed teams, with what became of it. `hidden`: let in by a group whose members are hidden from the viewer.
create function warnings.addressed(item uuid)
returns table (team_id uuid, hidden boolean, opened_at timestamptz, answered_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select i.holder,
         bool_and(exists (select from groups.groups g where i.via = 'group:' || g.id and g.hidden_members and not access.holds() ? i.via)),
         (select min(r.first_at) from access.parts p join access.receipts r on r.part_id = p.id and r.version = p.version
           where p.item_id = item and r.team_id = i.holder and r.first_at >= p.released_at),
         (select min(a.at) from warnings.answers a where a.item_id = item and a.team_id = i.holder)
  from access.inbox i join directory.teams t on t.id = i.holder
  where i.item_id = item and i.at <= access.at() and i.state <> 'closed'
  group by i.holder
$$;

create function warnings.board(item uuid, out addressed bigint, out opened bigint, out answered bigint, out silent bigint,
  out began timestamptz, out first_read timestamptz, out most_answered timestamptz, out mail_sent bigint, out mail_waiting bigint, out mail_failed bigint)
language plpgsql stable security definer set search_path = pg_catalog
as $$
declare hides boolean;
begin
  if not warnings.owns_item(item) then return; end if;
  select min(p.released_at) into began from access.parts p where p.item_id = item and p.released_at <= access.at();
  if began is null then return; end if;
  select coalesce(bool_or(a.hidden), false), count(*), count(a.opened_at), count(a.answered_at), count(*) - count(a.answered_at), min(a.opened_at)
    into hides, addressed, opened, answered, silent, first_read from warnings.addressed(item) a;
  select x.answered_at into most_answered from (
    select a.answered_at, row_number() over (order by a.answered_at) as n from warnings.addressed(item) a where a.answered_at is not null) x
  where x.n >= 0.9 * addressed order by x.n limit 1;
  -- Of a group that hides its members nobody learns how many they are.
  if hides then addressed := null; silent := null; most_answered := null; end if;
  select count(*) filter (where l.state = 'sent'), count(*) filter (where l.state in ('waiting', 'sending')), count(*) filter (where l.state = 'failed')
    into mail_sent, mail_waiting, mail_failed from deliveries.lines l where l.item_id = item and l.cause = 'release';
  if hides then mail_waiting := null; mail_sent := null; mail_failed := null; end if;
end $$;
comment on function warnings.board is 'For the source: counts and times. most_answered: when nine in ten addressed teams had answered, "checking" included.';

create function warnings.board_teams(item uuid)
returns table (team_id uuid, opened_at timestamptz, answer text, help text, by_telephone boolean, answered_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.team_id, case when s.team_id is not null then a.opened_at end, l.answer, l.help, l.by_telephone, l.at
  from warnings.addressed(item) a
    left join warnings.shown_teams s on s.team_id = a.team_id
    left join warnings.latest_answers(item, 'infinity') l on l.team_id = a.team_id and (l.named or s.team_id is not null)
  where warnings.owns_item(item) and not a.hidden and (s.team_id is not null or l.named)
$$;
comment on function warnings.board_teams is 'R15: addressed teams that let sources see them, silent ones too, and those that named themselves with this answer.';

create function warnings.sightings(item uuid) returns table (hour timestamptz, teams bigint)
language sql stable security definer set search_path = pg_catalog
as $$
  select date_trunc('hour', a.at), count(*) from warnings.latest_answers(item, 'infinity') a
  where a.answer in ('trace', 'affected') and warnings.owns_item(item) group by 1 order by 1
$$;

revoke all on function warnings.addressed, warnings.board, warnings.board_teams, warnings.sightings from public;
grant execute on function warnings.board, warnings.board_teams, warnings.sightings to renkei_app;
grant select, insert, delete on warnings.shown_teams to renkei_app;
