-- What a warning was made from: the file as it came, and what was odd in it. For the originator alone.
create table warnings.captures (
  item_id uuid primary key references access.items,
  format text not null,
  source text,
  reference text,
  notes jsonb not null,
  file_name text not null,
  original keys.sealed not null,
  taken_at timestamptz not null
);
comment on table warnings.captures is 'The file from which a draft was made; readable by the originator of the item alone (R27).';
comment on column warnings.captures.source is 'Who made the file, as it says itself.';
comment on column warnings.captures.reference is 'How the outside source names it: to find it again.';
comment on column warnings.captures.notes is 'Codes with places: what was not understood, left out or read with a doubt.';
comment on column warnings.captures.original is 'The file in base64, sealed: it may name a source that is withheld.';
alter table warnings.captures enable row level security;
create policy read_captures on warnings.captures for select using (
  exists (select from access.parts p where p.item_id = captures.item_id and p.owners && (select access.own_principals()))
);
create policy write_captures on warnings.captures for insert with check (
  exists (select from access.parts p where p.item_id = captures.item_id and p.owners && (select access.own_principals()))
);
grant select, insert on warnings.captures to renkei_app;
