-- The association itself: who runs this installation, and its charter (what differs between associations is data).
create schema association;

create table association.association (
  only_one boolean primary key default true check (only_one),
  id uuid not null,
  mode text not null check (mode in ('association', 'demo')),
  name_ja text not null,
  name_en text not null,
  short_ja text not null,
  short_en text not null,
  url text not null,
  founded_at timestamptz not null
);
comment on table association.association is 'One row, written by founding and never removed.';
comment on column association.association.mode is 'demo: invented teams, one-click sign-in, loopback only. Nothing turns one mode into the other.';
comment on column association.association.url is 'The final address; passkeys are bound to its host.';

create table association.charters (
  version int primary key,
  body jsonb not null,
  adopted_at timestamptz not null,
  adopted_by uuid
);
comment on table association.charters is 'Every version of the charter; the highest version rules.';
comment on column association.charters.body is 'core/charter: terms, timers, numbers, channel matrix.';
comment on column association.charters.adopted_by is 'The appointment that adopted it; null at founding.';

create function association.charter() returns jsonb
language sql stable set search_path = pg_catalog
as $$ select body from association.charters order by version desc limit 1 $$;

grant usage on schema association to renkei_app;
grant select, insert on association.association to renkei_app;
grant update (name_ja, name_en, short_ja, short_en, url) on association.association to renkei_app;
grant select, insert on association.charters to renkei_app;
revoke all on function association.charter from public;
grant execute on function association.charter to renkei_app;
