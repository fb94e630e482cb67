-- Standing of each team in the association. Apart from the directory, because its cause is for that team and the secretariat alone.
create schema membership;

create table membership.standings (
  team_id uuid primary key references directory.teams,
  status text not null check (status in ('prospect', 'active', 'restricted', 'suspended', 'ended')),
  since timestamptz not null,
  member_since timestamptz,
  active_since timestamptz,
  reason text,
  check ((status in ('active', 'restricted')) <= (member_since is not null)),
  check ((status = 'active') <= (active_since is not null))
);
comment on column membership.standings.member_since is 'Start of the unbroken time as active or restricted.';
comment on column membership.standings.active_since is 'Start of the unbroken time as active.';

create table membership.standing_history (
  id uuid primary key,
  team_id uuid not null references directory.teams,
  status text not null,
  since timestamptz not null,
  reason text,
  decided_by uuid
);
create index standing_history_of_team on membership.standing_history (team_id, since);

grant usage on schema membership to renkei_app;
grant select, insert on membership.standings to renkei_app;
grant update (status, since, member_since, active_since, reason) on membership.standings to renkei_app;
grant select, insert on membership.standing_history to renkei_app;
