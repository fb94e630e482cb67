-- A letter may wait for hours. What it tells must still be so when it goes: else it is dropped, and recorded as such.
alter table outbox.letters add column dropped_at timestamptz;
comment on column outbox.letters.dropped_at is 'It was no longer wanted when it was to go: its recipient may not read any more what it tells of.';
comment on column outbox.letters.letter is 'Address, language and data, sealed (one-time links are in it); null once sent, dropped or given up.';

create function outbox.drop(id uuid, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  update outbox.letters l set dropped_at = $2, letter = null, trouble = null
  where l.id = $1 and l.sent_at is null and l.letter is not null
$$;

drop function outbox.state();
create function outbox.state(out waiting bigint, out oldest timestamptz, out given_up bigint, out dropped bigint)
language sql stable security definer set search_path = pg_catalog
as $$
  select count(*) filter (where letter is not null), min(created_at) filter (where letter is not null),
         count(*) filter (where letter is null and dropped_at is null), count(*) filter (where dropped_at is not null)
  from outbox.letters where sent_at is null
$$;
comment on function outbox.state is 'Numbers for the doctor and the secretariat''s deliverability page.';

revoke execute on function outbox.drop, outbox.state from public;
grant execute on function outbox.drop, outbox.state to renkei_app;
