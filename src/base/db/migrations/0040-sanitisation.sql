-- The check before a release (R6): each team's own list of what must not be told, overrides by a second person, and
-- what was taken out of an item.
create schema sanitisation;

create table sanitisation.words (
  id uuid primary key,
  team_id uuid not null references directory.teams,
  kind text not null check (kind in ('customer', 'product')),
  word text not null check (word <> ''),
  added_at timestamptz not null
);
comment on table sanitisation.words is 'A team''s customers and products, that its texts must not tell. For the people of that team alone.';
create index words_of_team on sanitisation.words (team_id);

create table sanitisation.overrides (
  id uuid primary key,
  item_id uuid not null references access.items,
  part_id uuid not null,
  version int not null,
  digest text not null,
  reason text not null check (reason <> ''),
  by_appointment uuid references directory.appointments,
  given_at timestamptz not null,
  foreign key (part_id, version) references access.parts (id, version)
);
comment on table sanitisation.overrides is 'A second person lets a part be released as it stands, findings and all. For the originator, and for who overrode.';
comment on column sanitisation.overrides.digest is 'SHA-256 of the text, fields and indicators that were overridden: of any other text it says nothing.';
comment on column sanitisation.overrides.by_appointment is 'Empty where the source is withheld: a colleague would point at the team.';
create index overrides_of_item on sanitisation.overrides (item_id);
create index overrides_of_part on sanitisation.overrides (part_id, version);

create table sanitisation.removals (
  id uuid primary key,
  item_id uuid not null references access.items,
  what keys.sealed not null,
  taken_at timestamptz not null
);
comment on table sanitisation.removals is 'What was replaced in an item before its release; for its originator alone.';
comment on column sanitisation.removals.what is 'List of what stood there and what stands there now, sealed: it names what nobody may be told.';
comment on column sanitisation.removals.taken_at is 'To the hour where the source is withheld.';
create index removals_of_item on sanitisation.removals (item_id);

alter table sanitisation.words enable row level security;
create policy read_words on sanitisation.words for select using (
  team_id = (select access.team()) and (select access.kind()) = 'person' and (select access.in_good_standing()));
create policy add_words on sanitisation.words for insert with check (team_id = (select directory.own_team('team_admin', 'poc')));
create policy remove_words on sanitisation.words for delete using (team_id = (select directory.own_team('team_admin', 'poc')));

alter table sanitisation.overrides enable row level security;
create policy read_overrides on sanitisation.overrides for select using (
  by_appointment = (select access.appointment())
  or exists (select from access.parts p where p.id = part_id and p.version = overrides.version and p.owners && (select access.own_principals())));
create policy give_overrides on sanitisation.overrides for insert with check (
  (select access.kind()) = 'person' and (select access.in_good_standing())
  and (by_appointment is null or by_appointment = (select access.appointment()))
  and exists (select from access.parts p where p.id = part_id and p.version = overrides.version and p.item_id = overrides.item_id
              and p.state in ('draft', 'overtaken')));

alter table sanitisation.removals enable row level security;
create policy read_removals on sanitisation.removals for select using (
  exists (select from access.parts p where p.item_id = removals.item_id and p.owners && (select access.own_principals())));
create policy write_removals on sanitisation.removals for insert with check (
  exists (select from access.parts p where p.item_id = removals.item_id and p.owners && (select access.own_principals())));

grant usage on schema sanitisation to renkei_app;
grant select, insert, delete on sanitisation.words to renkei_app;
grant select, insert on sanitisation.overrides, sanitisation.removals to renkei_app;
