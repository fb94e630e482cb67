-- What inhibits sharing: one tap why a release was refused, cut down, delayed or dropped. Private to the team; those
-- who study sharing see totals of k teams and more. No item is named, and no day: a withheld source stays withheld.
create schema obstacles;
grant usage on schema obstacles to renkei_app;

create table obstacles.notes (
  id uuid primary key,
  team_id uuid not null references directory.teams,
  what text not null check (what in ('refused', 'cut-down', 'delayed', 'dropped')),
  why text not null check (why in ('nda', 'law', 'reputation', 'authority', 'customer', 'identified', 'effort', 'uncertain', 'other')),
  month date not null check (extract(day from month) = 1)
);
create index notes_of_team on obstacles.notes (team_id, month);
create index notes_by_month on obstacles.notes (month);
comment on table obstacles.notes is 'Why sharing did not happen, or not as it was meant.';
comment on column obstacles.notes.month is 'Its first day: the moment would point at an item.';

alter table obstacles.notes enable row level security;
create policy read_notes on obstacles.notes for select using (
  team_id = (select access.team()) and (select access.in_good_standing())
);
create policy write_notes on obstacles.notes for insert with check (
  team_id = (select access.team()) and (select access.in_good_standing())
);

create function obstacles.totals(since date)
returns table (what text, why text, notes int, teams int)
language sql stable security definer set search_path = pg_catalog
as $$
  select n.what, n.why, count(*)::int, count(distinct n.team_id)::int
  from obstacles.notes n
  where n.month >= since and access.in_good_standing() and access.viewer() ->> 'body' in ('secretariat', 'committee', 'working-group')
  group by n.what, n.why
  having count(distinct n.team_id) >= (association.charter() ->> 'k')::int
  order by 3 desc, 1, 2
$$;
comment on function obstacles.totals is 'For bodies that study sharing: cells of fewer than k teams are left out (R25).';

revoke all on all functions in schema obstacles from public;
grant execute on function obstacles.totals to renkei_app;
grant select, insert on obstacles.notes to renkei_app;
