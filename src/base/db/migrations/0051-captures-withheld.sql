-- What a file says of its maker, and what it is called, may name a source that is withheld (R5).
alter table warnings.captures add column told keys.sealed;
comment on column warnings.captures.told is 'Where the source is withheld: source, reference, notes and name of the file, sealed; their own columns are then empty, and taken_at tells the hour alone.';
