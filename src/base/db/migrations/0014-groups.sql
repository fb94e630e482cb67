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

grant usage on schema groups to renkei_app;
grant select, insert, update on groups.groups, groups.memberships to renkei_app;
