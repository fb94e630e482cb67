-- Files that were brought in: kept once, however many drafts were made of one; and a team's key may bring them.

-- No door has made a capture so far, so there is none to carry over.
create table warnings.originals (
  id uuid primary key,
  file keys.sealed not null
);
comment on table warnings.originals is 'A file as it came; for the originators of the items that were made of it.';
comment on column warnings.originals.file is 'In base64, sealed: it may name a source that is withheld.';

alter table warnings.captures drop column original;
alter table warnings.captures add column original_id uuid not null references warnings.originals;
comment on column warnings.captures.original_id is 'The file. One file may hold many reports.';
create index captures_of_original on warnings.captures (original_id);

alter table warnings.originals enable row level security;
create policy read_originals on warnings.originals for select using (
  exists (select from warnings.captures c where c.original_id = originals.id)
);
create policy write_originals on warnings.originals for insert with check (
  (select access.in_good_standing()) and (select access.kind()) in ('person', 'key')
);
grant select, insert on warnings.originals to renkei_app;

create function access.hold_pen() returns text language sql volatile set search_path = pg_catalog
as $$
  select set_config('renkei.own', array['key:' || (access.viewer() ->> 'key')]::text, true)
  where access.kind() = 'key' and access.viewer() ->> 'standing' in ('active', 'restricted')
$$;
comment on function access.hold_pen is 'Lets a team''s key write an item in this transaction; afterwards it belongs to the releasers and administrators of the team, and the key reads it no better than before.';
revoke all on function access.hold_pen from public;
grant execute on function access.hold_pen to renkei_app;
