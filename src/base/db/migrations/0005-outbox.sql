-- Letters waiting to be mailed: written in the transaction of the act that causes them, so exactly the letters of
-- acts that committed go out. No policy lets anyone at the table; the functions below are the whole of it.
create schema outbox;

create table outbox.letters (
  id uuid primary key,
  kind text not null,
  letter keys.sealed,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  trouble text
);
comment on column outbox.letters.id is 'Also the Message-ID, so that the one window SMTP leaves open repeats a letter under the same name.';
comment on column outbox.letters.letter is 'Address, language and data, sealed (one-time links are in it); null once sent or given up.';
comment on column outbox.letters.trouble is 'Code of the last failure; never the server''s words, which may quote the letter.';
create index letters_waiting on outbox.letters (created_at) where sent_at is null and letter is not null;
alter table outbox.letters enable row level security;

create function outbox.put(id uuid, kind text, letter text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  insert into outbox.letters (id, kind, letter, created_at) values ($1, $2, $3, $4) on conflict do nothing;
  return found;
end
$$;
comment on function outbox.put is 'False where the letter is there already.';

create function outbox.take(id uuid) returns table (kind text, letter text, attempts int)
language sql volatile security definer set search_path = pg_catalog
as $$
  update outbox.letters l set attempts = l.attempts + 1
  where l.id = $1 and l.sent_at is null and l.letter is not null
  returning l.kind, l.letter::text, l.attempts
$$;

create function outbox.done(id uuid, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
as $$ update outbox.letters l set sent_at = $2, letter = null, trouble = null where l.id = $1 and l.sent_at is null $$;

create function outbox.failed(id uuid, trouble text, for_good boolean) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  update outbox.letters l set trouble = $2, letter = case when $3 then null else l.letter end
  where l.id = $1 and l.sent_at is null
$$;

create function outbox.waiting() returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$ select id from outbox.letters where sent_at is null and letter is not null order by created_at limit 10000 $$;

create function outbox.state(out waiting bigint, out oldest timestamptz, out given_up bigint)
language sql stable security definer set search_path = pg_catalog
as $$
  select count(*) filter (where letter is not null), min(created_at) filter (where letter is not null),
         count(*) filter (where letter is null)
  from outbox.letters where sent_at is null
$$;
comment on function outbox.state is 'Numbers for the doctor and the secretariat''s deliverability page.';

revoke execute on all functions in schema outbox from public;
grant usage on schema outbox to renkei_app;
grant execute on all functions in schema outbox to renkei_app;
