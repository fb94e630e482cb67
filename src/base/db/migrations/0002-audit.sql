-- The audit chain: what was done, in one order, each entry bound to the one before it by a keyed hash whose key is
-- not in this database (base/keys). Whoever can write here can destroy it, but not change it unseen.
create schema audit;

create table audit.entries (
  seq bigint primary key check (seq > 0),
  at timestamptz not null check (at = date_trunc('milliseconds', at)),
  act text not null check (act ~ '^[a-z][a-z-]*(\.[a-z][a-z-]*)+$'),
  actor jsonb,
  actor_sealed text,
  subject jsonb,
  detail jsonb not null default '{}',
  key_id text not null,
  prev bytea not null check (length(prev) = 32),
  mac bytea not null check (length(mac) = 32),
  check (actor is null or actor_sealed is null)
);
comment on table audit.entries is 'Append-only; one row per recorded act, inserted by audit.append alone.';
comment on column audit.entries.seq is 'Place in the chain, from 1 without gaps.';
comment on column audit.entries.at is 'The transaction''s time; of an act with a sealed actor only its hour.';
comment on column audit.entries.act is 'Module and verb, e.g. warning.release.';
comment on column audit.entries.actor is 'Who acted, as identifiers only: never a name, never an address.';
comment on column audit.entries.actor_sealed is 'The actor encrypted, where the source is withheld (R5); opened by break-glass alone. Keeps its first key for ever: entries are never rewritten.';
comment on column audit.entries.subject is '{kind, id} of what was acted on.';
comment on column audit.entries.detail is 'Codes, counts and identifiers; no content, no personal data but as a keyed hash.';
comment on column audit.entries.key_id is 'Which key of the key file made the mac.';
comment on column audit.entries.prev is 'mac of the entry before; 32 zero bytes for the first.';
comment on column audit.entries.mac is 'HMAC-SHA256 over the canonical form of all other columns.';
create index entries_by_act on audit.entries (act, seq desc);
create index entries_by_time on audit.entries (at, seq);

create table audit.head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null,
  mac bytea not null
) with (fillfactor = 10);
comment on table audit.head is 'The end of the chain; its row lock puts concurrent acts into one order.';
insert into audit.head (seq, mac) values (0, decode(repeat('00', 32), 'hex'));

create table audit.anchors (
  seq bigint primary key,
  at timestamptz not null,
  mac bytea not null,
  signature text not null
);
comment on table audit.anchors is 'Anchors that were given to outside witnesses. Here only to be shown: the witnesses'' copies are what proves.';

create function audit.lock_head(out seq bigint, out mac bytea)
language sql volatile security definer set search_path = pg_catalog
as $$ select h.seq, h.mac from audit.head h for update $$;
comment on function audit.lock_head is 'The end of the chain, held until commit: call it after everything else the transaction does.';

create function audit.append(added jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  last audit.head;
  e record;
begin
  select * into strict last from audit.head for update;
  for e in
    select * from jsonb_to_recordset(added) as x(
      seq bigint, at timestamptz, act text, actor jsonb, actor_sealed text, subject jsonb, detail jsonb,
      key_id text, prev text, mac text)
  loop
    if e.seq <> last.seq + 1 or decode(e.prev, 'hex') <> last.mac then
      raise exception 'audit entry % does not continue the chain at %', e.seq, last.seq;
    end if;
    insert into audit.entries (seq, at, act, actor, actor_sealed, subject, detail, key_id, prev, mac)
    values (e.seq, e.at, e.act, e.actor, e.actor_sealed, e.subject, coalesce(e.detail, '{}'), e.key_id,
            last.mac, decode(e.mac, 'hex'));
    last.seq := e.seq;
    last.mac := decode(e.mac, 'hex');
  end loop;
  update audit.head set seq = last.seq, mac = last.mac;
end
$$;
comment on function audit.append is 'The only way in. Refuses what does not continue the chain.';

create function audit.note_anchor(seq bigint, at timestamptz, mac bytea, signature text) returns void
language sql volatile security definer set search_path = pg_catalog
as $$ insert into audit.anchors values ($1, $2, $3, $4) on conflict do nothing $$;

create function audit.last_anchor() returns bigint
language sql stable security definer set search_path = pg_catalog
as $$ select coalesce(max(seq), 0) from audit.anchors $$;

create function audit.witnesses() returns table (person_id uuid, email text, language text, word text)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if access.is_system() is not true then
    return;
  end if;
  return query
    select distinct p.id, p.email, p.language, w.word
    from directory.appointments a
    join groups.groups g on g.id = a.group_id and g.kind = 'association'
    join directory.persons p on p.id = a.person_id and p.erased_at is null
    left join directory.recognition_words w on w.person_id = p.id
    where a.role = 'auditor' and a.since <= access.at() and (a.until is null or a.until > access.at());
end
$$;
comment on function audit.witnesses is 'The auditors, to whom anchors are mailed. For the house''s own jobs alone.';

-- Bodies in plpgsql are read at the first call: access.* is created by a later migration.
create function audit.may_read() returns boolean
language plpgsql stable set search_path = pg_catalog
as $$ begin return access.in_good_standing() and access.acts_as('association', 'auditor'); end $$;
comment on function audit.may_read is 'Auditors of the association read the chain.';

create function audit.may_see_outline() returns boolean
language plpgsql stable set search_path = pg_catalog
as $$
begin
  return audit.may_read()
      or (access.in_good_standing() and access.acts_as('secretariat', 'officer', 'duty_officer'));
end
$$;
comment on function audit.may_see_outline is 'The secretariat sees that acts happened, not on what nor by whom (R16).';

create function audit.outline(before bigint, act_is text, since timestamptz, until timestamptz, at_most int)
returns table (seq bigint, at timestamptz, act text)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if audit.may_see_outline() is not true then -- null, where the viewer has no body, is a no
    return;
  end if;
  return query
    select e.seq, e.at, e.act from audit.entries e
    where (outline.before is null or e.seq < outline.before)
      and (act_is is null or e.act = act_is)
      and (since is null or e.at >= since)
      and (until is null or e.at < until)
    order by e.seq desc limit least(at_most, 200);
end
$$;

create function audit.state(out seq bigint, out mac bytea, out anchored_seq bigint, out anchored_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if audit.may_see_outline() is not true then -- null, where the viewer has no body, is a no
    return;
  end if;
  select h.seq, h.mac into state.seq, state.mac from audit.head h;
  select a.seq, a.at into anchored_seq, anchored_at from audit.anchors a order by a.seq desc limit 1;
end
$$;

alter table audit.entries enable row level security;
alter table audit.head enable row level security;
alter table audit.anchors enable row level security;
create policy read_by_auditors on audit.entries for select to renkei_app using ((select audit.may_read()));
create policy read_by_auditors on audit.anchors for select to renkei_app using ((select audit.may_read()));

revoke execute on all functions in schema audit from public;
grant usage on schema audit to renkei_app;
grant select on audit.entries, audit.anchors to renkei_app;
grant execute on all functions in schema audit to renkei_app;
