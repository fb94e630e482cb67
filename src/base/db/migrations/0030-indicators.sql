-- Indicators of a part's version. They inherit its access; a value is looked up by its fingerprint.
create schema indicators;

create table indicators.entries (
  part_id uuid not null,
  version int not null,
  fingerprint uuid not null,
  position int not null,
  type text not null,
  value text not null,
  names text[] not null default '{}',
  size bigint,
  objective text not null check (objective in ('detect', 'block', 'research')),
  confidence text check (confidence in ('low', 'medium', 'high')),
  first_seen timestamptz,
  last_seen timestamptz,
  comment text not null default '',
  primary key (part_id, version, fingerprint, type),
  foreign key (part_id, version) references access.parts (id, version)
);
comment on table indicators.entries is 'One row per indicator of a part''s version; a released version keeps its rows as they were.';
comment on column indicators.entries.fingerprint is 'SHA-256 of the normalised value, cut to 128 bits: short to store, the same length for a rule of 20 kB. Worked out by the app, which is four times as fast; within a part the same value stands once for each type.';
comment on column indicators.entries.value is 'In its normal form (core/observables), never defanged.';
comment on column indicators.entries.names is 'File names under which a hash was seen.';
comment on column indicators.entries.size is 'Bytes of the file that a hash names.';
create index entries_by_fingerprint on indicators.entries (fingerprint) include (part_id, version);
create index entries_in_order on indicators.entries (part_id, version, position);

create function indicators.find(fingerprints uuid[]) returns table (place bigint, part_id uuid, version int)
language sql stable rows 100 security definer set search_path = pg_catalog
as $$
  select asked.place, e.part_id, e.version
  from unnest(fingerprints) with ordinality asked (fingerprint, place)
  join indicators.entries e on e.fingerprint = asked.fingerprint
$$;
comment on function indicators.find is 'Versions of parts that hold these values, readable or not: identifiers alone. Who asks fetches the parts again under their policy.';

create function indicators.may_write(part uuid, part_version int) returns boolean
language sql stable parallel restricted set search_path = pg_catalog
as $$ select exists (select from access.parts where id = part and version = part_version and state = 'draft' and owners && access.own_principals()) $$;
comment on function indicators.may_write is 'A draft, by whoever owns it.';

alter table indicators.entries enable row level security;
create policy read_entries on indicators.entries for select using (
  -- The odd comparison of versions keeps the planner from reading all parts into a hash for it.
  exists (select from access.parts p where p.id = part_id and p.version <= entries.version and p.version >= entries.version)
);
create policy add_entries on indicators.entries for insert with check (indicators.may_write(part_id, version));
create policy remove_entries on indicators.entries for delete using (indicators.may_write(part_id, version));

revoke all on all functions in schema indicators from public;
grant usage on schema indicators to renkei_app;
grant execute on all functions in schema indicators to renkei_app;
grant select, insert, delete on indicators.entries to renkei_app;
