-- Agreements: versioned texts (NDA, code of conduct, group terms) and who accepted which version, from, until.
create schema agreements;

create table agreements.agreements (
  id uuid primary key,
  kind text not null check (kind in ('nda', 'code', 'terms')),
  title_ja text not null,
  title_en text not null,
  created_at timestamptz not null
);

create table agreements.versions (
  agreement_id uuid not null references agreements.agreements,
  version int not null,
  text_ja text not null,
  text_en text not null,
  in_force_from timestamptz not null,
  primary key (agreement_id, version)
);
comment on column agreements.versions.in_force_from is 'From here on only this version counts; published earlier, members accept it without a gap.';

create table agreements.acceptances (
  id uuid primary key,
  agreement_id uuid not null,
  version int not null,
  team_id uuid references directory.teams,
  appointment_id uuid references directory.appointments,
  signed_by uuid not null references directory.persons,
  since timestamptz not null,
  unbroken_since timestamptz not null,
  until timestamptz,
  foreign key (agreement_id, version) references agreements.versions,
  check ((team_id is null) <> (appointment_id is null))
);
comment on table agreements.acceptances is 'A team accepts for all its people; in a body each person accepts under the appointment.';
comment on column agreements.acceptances.unbroken_since is 'Start of the chain of acceptances without a gap: what a part released as previewed asks for.';
create index acceptances_of_team on agreements.acceptances (team_id, agreement_id);
create index acceptances_of_appointment on agreements.acceptances (appointment_id, agreement_id);

create function agreements.in_force(agreement uuid, at timestamptz) returns int
language sql stable set search_path = pg_catalog
as $$
  select version from agreements.versions
  where agreement_id = agreement and in_force_from <= at order by version desc limit 1
$$;

grant usage on schema agreements to renkei_app;
grant select, insert on agreements.agreements, agreements.versions to renkei_app;
grant select, insert on agreements.acceptances to renkei_app;
grant update (until) on agreements.acceptances to renkei_app;
revoke all on function agreements.in_force from public;
grant execute on function agreements.in_force to renkei_app;
