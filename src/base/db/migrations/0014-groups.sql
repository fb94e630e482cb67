-- Groups: anything with members. A group may hide its members from each other and may require agreements.
create schema groups;

create table groups.groups (
  id uuid primary key,
  kind text not null check (kind in
    ('association', 'committee', 'secretariat', 'working-group', 'sub-group', 'district', 'sig', 'sharing-group')),
  handle text not null unique,
  name_ja text not null,
  name_en text not null,
  purpose_ja text not null default '',
  purpose_en text not null default '',
  hidden_members boolean not null default false,
  agreements uuid[] not null default '{}',
  barred_kinds text[] not null default '{}',
  parent_id uuid references groups.groups,
  created_at timestamptz not null,
  closed_at timestamptz
);
comment on column groups.groups.hidden_members is 'Members do not see each other; outsiders see a rounded count only.';
comment on column groups.groups.agreements is 'The group gives its principal only while all of these are accepted in their current version.';
comment on column groups.groups.barred_kinds is 'Kinds of member kept outside by rule, visible to them as a rule (R20).';

alter table directory.appointments add foreign key (group_id) references groups.groups;
alter table directory.offers add foreign key (group_id) references groups.groups;

create table groups.memberships (
  id uuid primary key,
  group_id uuid not null references groups.groups,
  team_id uuid not null references directory.teams,
  standing text not null default 'member' check (standing in ('member', 'guest')),
  since timestamptz not null,
  until timestamptz
);
create index memberships_of_group on groups.memberships (group_id);
create index memberships_of_team on groups.memberships (team_id);
comment on table groups.memberships is 'Teams are members of groups; persons enter a group by an appointment in it.';

create table groups.requests (
  id uuid primary key,
  group_id uuid not null references groups.groups,
  team_id uuid not null references directory.teams,
  kind text not null check (kind in ('request', 'invitation')),
  standing text not null default 'member' check (standing in ('member', 'guest')),
  asked_by uuid not null references directory.appointments,
  asked_at timestamptz not null,
  decided_by uuid references directory.appointments,
  decided_at timestamptz,
  outcome text check (outcome in ('accepted', 'refused', 'withdrawn'))
);
comment on table groups.requests is 'A team asks to join (the chair or the secretariat answers), or is invited (the team answers).';
create index requests_open on groups.requests (group_id) where outcome is null;
create index requests_of_team on groups.requests (team_id) where outcome is null;

grant usage on schema groups to renkei_app;
grant select, insert on all tables in schema groups to renkei_app;
grant update (handle, name_ja, name_en, purpose_ja, purpose_en, hidden_members, agreements, barred_kinds, parent_id,
  closed_at) on groups.groups to renkei_app;
grant update (until) on groups.memberships to renkei_app;
grant update (decided_by, decided_at, outcome) on groups.requests to renkei_app;

create function groups.name_of(of_group uuid) returns json
language sql stable set search_path = pg_catalog
begin atomic
  select json_build_object('ja', g.name_ja, 'en', g.name_en) from groups.groups g where g.id = of_group;
end;
comment on function groups.name_of is 'What a group is called, for a caller who may see it: the policies of groups.groups hold.';
grant execute on function groups.name_of to renkei_app;
