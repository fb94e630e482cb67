-- Who is there: teams, persons, appointments. What a team may read follows from these rows (access-bearing fields).
create schema directory;

create table directory.teams (
  id uuid primary key,
  handle text not null unique,
  name_ja text not null,
  name_en text not null,
  short_name text not null,
  alternative_names text[] not null default '{}',
  legal_entities text[] not null default '{}',
  bound_contractors text[] not null default '{}',
  organisation_since timestamptz not null,
  release_roles text[] not null default '{poc,deputy}',
  language text not null default 'ja' check (language in ('ja', 'en')),
  revision int not null default 1,
  created_at timestamptz not null
);
comment on column directory.teams.handle is 'Short latin name used in addresses and chips; public among members.';
comment on column directory.teams.legal_entities is 'What "organisation" means for TLP:AMBER+STRICT: names of the legal entities inside it.';
comment on column directory.teams.bound_contractors is 'Firms whose people count as inside the organisation for TLP:AMBER+STRICT.';
comment on column directory.teams.organisation_since is 'When that definition was last confirmed; a later widening opens nothing that was released as previewed.';
comment on column directory.teams.release_roles is 'Authority matrix of this team (R8): roles that may press release.';
comment on column directory.teams.revision is 'Counts edits, so that two editors notice each other.';

create table directory.facts (
  id uuid primary key,
  team_id uuid not null references directory.teams,
  field text not null check (field in ('sector', 'district', 'kind')),
  value text not null,
  since timestamptz not null,
  until timestamptz
);
comment on table directory.facts is 'Access-bearing facts with their history: proposed by the team, confirmed by the secretariat.';
create index facts_of_team on directory.facts (team_id);
create index facts_by_value on directory.facts (field, value) where until is null;

create table directory.domains (
  team_id uuid not null references directory.teams,
  domain text not null,
  since timestamptz not null,
  primary key (team_id, domain)
);
create table directory.networks (
  team_id uuid not null references directory.teams,
  network cidr not null,
  since timestamptz not null,
  primary key (team_id, network)
);

create table directory.persons (
  id uuid primary key,
  name_ja text not null,
  name_en text not null,
  email text not null,
  language text not null default 'ja' check (language in ('ja', 'en')),
  created_at timestamptz not null,
  erased_at timestamptz
);
comment on table directory.persons is 'One row per human being, however many bodies he or she serves.';
comment on column directory.persons.email is 'Delivery address: bears access, so only the secretariat changes it, on a proposal.';
create index persons_by_email on directory.persons (lower(email));

create table directory.recognition_words (
  person_id uuid primary key references directory.persons,
  word text not null
);
comment on table directory.recognition_words is 'The reader''s own word (合言葉), shown in mails so that a forged one stands out. For that person and the mailer alone.';

create table directory.appointments (
  id uuid primary key,
  person_id uuid not null references directory.persons,
  team_id uuid references directory.teams,
  group_id uuid,
  role text not null check (role in (
    'poc', 'deputy', 'analyst', 'reviewer', 'team_admin',
    'officer', 'duty_officer', 'chair', 'vice_chair', 'member', 'auditor', 'cooperator', 'guest')),
  tie text not null check (tie in ('employee', 'seconded', 'contractor', 'group_company', 'volunteer')),
  firm text,
  since timestamptz not null,
  until timestamptz,
  check ((team_id is null) <> (group_id is null)),
  check ((tie = 'contractor') <= (firm is not null)),
  check ((team_id is not null) = (role in ('poc', 'deputy', 'analyst', 'reviewer', 'team_admin')))
);
comment on table directory.appointments is 'A person''s role in a team or a body, from … until …, with the tie (R26). A change of role is a new appointment.';
comment on column directory.appointments.firm is 'Contractor: of which firm. Group company: which entity.';
create index appointments_of_person on directory.appointments (person_id);
create index appointments_of_team on directory.appointments (team_id);
create index appointments_of_group on directory.appointments (group_id);

create table directory.offers (
  id uuid primary key,
  person_id uuid not null references directory.persons,
  team_id uuid references directory.teams,
  group_id uuid,
  role text not null,
  tie text not null,
  firm text,
  since timestamptz not null,
  offered_by uuid not null references directory.appointments,
  offered_at timestamptz not null,
  answered_at timestamptz,
  outcome text check (outcome in ('accepted', 'declined', 'withdrawn')),
  check ((team_id is null) <> (group_id is null))
);
comment on table directory.offers is 'Appointments that a person who is already here has still to accept: whoever could appoint strangers could bind them by an exclude of the own team.';
create index offers_open on directory.offers (person_id) where outcome is null;

create table directory.proposals (
  id uuid primary key,
  team_id uuid not null references directory.teams,
  field text not null check (field in ('sector', 'district', 'kind', 'domains', 'networks', 'legalEntities',
    'boundContractors', 'releaseRoles', 'email', 'keys', 'poc')),
  value jsonb not null,
  proposed_by uuid not null references directory.appointments,
  proposed_at timestamptz not null,
  decided_by uuid references directory.appointments,
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'refused', 'withdrawn')),
  reason text
);
comment on table directory.proposals is 'Access-bearing fields are proposed by the team; the secretariat confirms and is shown what it opens.';
comment on column directory.proposals.field is 'As core/policy names it; poc: a new point of contact, which a second person of the team may confirm too.';
comment on column directory.proposals.value is 'The proposed value, as directory/proposal.ts types it.';
create index proposals_open on directory.proposals (team_id) where outcome is null;

create table directory.keys (
  id uuid primary key,
  team_id uuid references directory.teams,
  person_id uuid references directory.persons,
  armored text not null,
  fingerprint text not null,
  algorithm text not null,
  user_ids text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  added_at timestamptz not null,
  check ((team_id is null) <> (person_id is null))
);
comment on table directory.keys is 'OpenPGP public keys of teams and persons, as uploaded.';

-- What has happened stays as it was: rows of history can be ended, not rewritten.
grant usage on schema directory to renkei_app;
grant select, insert on all tables in schema directory to renkei_app;
grant update (handle, name_ja, name_en, short_name, alternative_names, legal_entities, bound_contractors,
  organisation_since, release_roles, language, revision) on directory.teams to renkei_app;
grant update (name_ja, name_en, email, language, erased_at) on directory.persons to renkei_app;
grant update (word) on directory.recognition_words to renkei_app;
grant update (until) on directory.facts, directory.appointments to renkei_app;
grant update (answered_at, outcome) on directory.offers to renkei_app;
grant update (decided_by, decided_at, outcome, reason) on directory.proposals to renkei_app;
grant update (revoked_at) on directory.keys to renkei_app;
grant delete on directory.domains, directory.networks, directory.recognition_words to renkei_app;
