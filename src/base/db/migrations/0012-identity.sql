-- Who is at the door: factors, sessions, one-time links, keys of teams. No secret stands here that opens anything:
-- passwords, tokens and codes are hashes, second factors are sealed under a key outside the database.
create schema identity;

-- ── factors ───────────────────────────────────────────────────────────────────────────────────────────

create table identity.passwords (
  person_id uuid primary key references directory.persons,
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null
);
comment on table identity.passwords is 'At most one password a person; never enough alone (a code of totps or recovery_codes goes with it).';
comment on column identity.passwords.hash is 'PHC string of argon2id: its own parameters and salt, so that the parameters may be raised.';

create table identity.totps (
  id uuid primary key,
  person_id uuid not null references directory.persons,
  name text not null,
  secret keys.sealed not null,
  last_step bigint not null default 0,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  used_at timestamptz
);
comment on table identity.totps is 'Generators of one-time codes (RFC 6238). Counts as a factor once a first code has been shown.';
comment on column identity.totps.last_step is 'Time step of the last code taken; the same or an older one is refused (RFC 6238 §5.2).';
create index totps_of_person on identity.totps (person_id);

create table identity.recovery_codes (
  person_id uuid not null references directory.persons,
  tag text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, tag)
);
comment on table identity.recovery_codes is 'Codes on paper that stand in for a one-time code, each once.';
comment on column identity.recovery_codes.tag is 'Keyed hash; the key lies outside the database.';

create table identity.passkeys (
  id uuid primary key,
  person_id uuid not null references directory.persons,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  backed_up boolean not null,
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz
);
comment on table identity.passkeys is 'Discoverable WebAuthn credentials, bound to the host of the association''s address. Enough alone: the person is verified by the device.';
comment on column identity.passkeys.credential_id is 'Base64url, drawn at random by the authenticator.';
comment on column identity.passkeys.backed_up is 'Kept in a cloud of the platform (WebAuthn §6.1.3); shown to the person.';
create unique index passkeys_by_credential on identity.passkeys (credential_id);
create index passkeys_of_person on identity.passkeys (person_id);

create table identity.spent_challenges (
  hash bytea primary key,
  until timestamptz not null
);
comment on table identity.spent_challenges is 'WebAuthn challenges that were answered; they carry their own end and are signed, so only the answered ones are kept.';

-- ── sessions ──────────────────────────────────────────────────────────────────────────────────────────

create table identity.sessions (
  id uuid primary key,
  person_id uuid not null references directory.persons,
  token_hash bytea not null,
  former_hash bytea,
  former_until timestamptz,
  factor text not null check (factor in ('passkey', 'password-totp', 'password-recovery', 'enrolment', 'demo')),
  agent text not null default '',
  begun_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'revoked', 'idle', 'factor-changed', 'recovered', 'guessed'))
);
comment on column identity.sessions.token_hash is 'SHA-256 of the 256-bit token in the cookie. Replaced at step-up.';
comment on column identity.sessions.former_hash is 'The token before the last step-up: lets requests that were under way pass for seconds, and carries no proof.';
comment on column identity.sessions.factor is 'What proved the person when the session began.';
comment on column identity.sessions.agent is 'Browser and system in two words, so that the person knows the session again.';
comment on column identity.sessions.seen_at is 'Last request, to the minute: the idle limit counts from here.';
comment on column identity.sessions.ends_at is 'The absolute limit of the charter that ruled when it began.';
create unique index sessions_by_token on identity.sessions (token_hash);
create index sessions_by_former on identity.sessions (former_hash) where former_hash is not null;
create index sessions_of_person on identity.sessions (person_id);
create index sessions_by_end on identity.sessions (ends_at);

create table identity.proofs (
  id uuid primary key,
  session_id uuid not null references identity.sessions on delete cascade,
  act text not null,
  subject text not null,
  proven_at timestamptz not null,
  until timestamptz not null,
  used_at timestamptz
);
comment on column identity.proofs.subject is 'Keyed hash of what it is for: in clear it would tie a withheld source to its item (R5).';
comment on table identity.proofs is 'Fresh sign-ins: a factor shown a moment ago for one act on one thing, good for one use.';
create index proofs_of_session on identity.proofs (session_id);

-- ── one-time links ────────────────────────────────────────────────────────────────────────────────────

create table identity.tokens (
  id uuid primary key,
  hash bytea not null,
  purpose text not null check (purpose in ('set-up', 'invitation', 'recovery')),
  person_id uuid references directory.persons,
  address_tag text,
  secret keys.sealed,
  made_at timestamptz not null,
  made_by uuid,
  until timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'set-up') = (person_id is null)),
  check ((person_id is null) = (address_tag is null))
);
comment on table identity.tokens is 'One-time links: 256 bits in the fragment of an address, one purpose, one person at one mail address, single use.';
comment on column identity.tokens.address_tag is 'Keyed hash of the mail address it was made for: a person whose address changed needs a new link.';
comment on column identity.tokens.secret is 'Secret of the code generator that is being set up.';
comment on column identity.tokens.made_by is 'The appointment that invited; null for the command line and for founding.';
create unique index tokens_by_hash on identity.tokens (hash);
create index tokens_of_person on identity.tokens (person_id);

-- ── attempts ──────────────────────────────────────────────────────────────────────────────────────────

create table identity.attempts (
  name text primary key,
  count int not null,
  next_at timestamptz not null,
  forget_at timestamptz not null
);
comment on table identity.attempts is 'How often something tried a secret. Slows down a pair of account and source network, never an account for everybody.';
comment on column identity.attempts.name is 'Keyed hash of what is counted; no address and no account can be read from it.';
create index attempts_by_end on identity.attempts (forget_at);

create function identity.take_attempt(name text, free int, first_wait interval, longest_wait interval, remembered interval, at timestamptz,
                                      out wait_seconds int, out count int)
language plpgsql volatile set search_path = pg_catalog
as $$
declare
  found_next timestamptz;
begin
  insert into identity.attempts as a (name, count, next_at, forget_at)
  values (take_attempt.name, 1, at + case when free <= 1 then first_wait else interval '0' end, at + remembered)
  on conflict on constraint attempts_pkey do update set
    count = case when a.forget_at <= at then 1 else a.count + 1 end,
    next_at = case when a.forget_at <= at or a.count + 1 < free then at
                   else at + least(longest_wait, first_wait * (2 ^ least(a.count + 1 - free, 20))) end,
    forget_at = at + remembered
  where a.next_at <= at or a.forget_at <= at
  returning a.count into take_attempt.count;
  if found then
    wait_seconds := 0;
    return;
  end if;
  select a.next_at, a.count into found_next, take_attempt.count from identity.attempts a where a.name = take_attempt.name;
  wait_seconds := greatest(1, ceil(extract(epoch from found_next - at)))::int;
end $$;
comment on function identity.take_attempt is 'Counts an attempt before it is judged, so that a hundred at once are a hundred. wait_seconds 0: go on.';

-- ── keys of teams ─────────────────────────────────────────────────────────────────────────────────────

create table identity.api_keys (
  id uuid primary key,
  team_id uuid not null references directory.teams,
  roles text[] not null check (roles <@ '{poc,deputy,analyst,reviewer,team_admin}' and cardinality(roles) > 0),
  scopes text[] not null,
  name text not null,
  token_hash bytea not null,
  ending text not null,
  created_at timestamptz not null,
  created_by uuid references directory.appointments,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references directory.appointments
);
comment on table identity.api_keys is 'Keys of teams for programs. access.enter reads them; a key never has an appointment, so it never reads RED.';
comment on column identity.api_keys.token_hash is 'SHA-256 of the 256-bit key, which was shown once.';
comment on column identity.api_keys.ending is 'Last four characters, so that people know the key again.';
comment on column identity.api_keys.created_by is 'Null for the command line and for the demo.';
create unique index api_keys_by_token on identity.api_keys (token_hash);
create index api_keys_of_team on identity.api_keys (team_id);

-- ── what is said of a person ──────────────────────────────────────────────────────────────────────────
-- Bodies in plpgsql are read at the first call: access.*, groups.* and membership.* are created by later migrations.

create function identity.me() returns uuid
language plpgsql stable set search_path = pg_catalog
as $$ begin return access.person(); end $$;

create function identity.by_system() returns boolean
language plpgsql stable set search_path = pg_catalog
as $$ begin return access.is_system(); end $$;

create function identity.keeps_keys_of() returns uuid
language plpgsql stable set search_path = pg_catalog
as $$
begin
  return case when access.kind() = 'person' and access.in_good_standing()
              and access.viewer() ->> 'role' in ('poc', 'team_admin') then access.team() end;
end $$;
comment on function identity.keeps_keys_of is 'The team whose keys the viewer looks after: point of contact and team administrator.';

create function identity.session_limits(out idle interval, out absolute interval, out fresh interval)
language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  s jsonb := association.charter() -> 'sessions';
begin
  -- before founding there is no charter yet: the numbers of the one that is offered
  idle := make_interval(mins => coalesce((s ->> 'idleMinutes')::int, 60));
  absolute := make_interval(hours => coalesce((s ->> 'absoluteHours')::int, 12));
  fresh := make_interval(mins => coalesce((s ->> 'freshMinutes')::int, 5));
end $$;
comment on function identity.session_limits is 'Idle, absolute and fresh limits of the charter in force.';

create function identity.house() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  return (select jsonb_build_object('demo', mode = 'demo', 'nameJa', name_ja, 'nameEn', name_en, 'shortJa', short_ja, 'shortEn', short_en)
          from association.association);
end $$;
comment on function identity.house is 'What the door says of the house to everybody: names, and whether it is a demo. Null before founding.';

create function identity.is_demo() returns boolean
language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return coalesce((select mode = 'demo' from association.association), false); end $$;

create function identity.live_appointments(of_person uuid, at timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'role', a.role, 'tie', a.tie, 'firm', a.firm, 'until', a.until,
        'body', jsonb_build_object(
          'kind', case when a.team_id is null then g.kind else 'team' end,
          'id', coalesce(a.team_id, a.group_id), 'handle', coalesce(t.handle, g.handle),
          'nameJa', coalesce(t.name_ja, g.name_ja), 'nameEn', coalesce(t.name_en, g.name_en),
          'status', s.status))
      order by a.team_id is null,
               array_position('{poc,deputy,team_admin,analyst,reviewer,officer,duty_officer,chair,vice_chair,member,auditor,cooperator,guest}', a.role),
               a.since, a.id), '[]')
    from directory.appointments a
    left join directory.teams t on t.id = a.team_id
    left join groups.groups g on g.id = a.group_id
    left join membership.standings s on s.team_id = a.team_id
    where a.person_id = of_person and a.since <= at and (a.until is null or a.until > at)
      and (g.id is null or g.closed_at is null or g.closed_at > at));
end $$;
comment on function identity.live_appointments is 'Appointments of a person in the order in which one is chosen where none is asked for: teams first, then by role, then the oldest.';

create function identity.describe(of_person uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not (access.is_system() or coalesce(access.person() = of_person, false) or identity.may_invite(of_person)) then
    return null;
  end if;
  return (
    select jsonb_build_object('id', p.id, 'nameJa', p.name_ja, 'nameEn', p.name_en, 'email', p.email, 'language', p.language,
                              'word', case when access.is_system() or access.person() = p.id then w.word end,
                              'appointments', identity.live_appointments(p.id, access.at()))
    from directory.persons p left join directory.recognition_words w on w.person_id = p.id
    where p.id = of_person and p.erased_at is null);
end $$;
comment on function identity.describe is 'A person, to himself, to sign-in and to whoever may invite him: names, address, language, live appointments.';

create function identity.waits_in(of_person uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not (access.is_system() or identity.may_invite(of_person)) then
    return null;
  end if;
  return (
    select jsonb_build_object('ja', coalesce(t.name_ja, g.name_ja), 'en', coalesce(t.name_en, g.name_en))
    from directory.appointments a
    left join directory.teams t on t.id = a.team_id
    left join groups.groups g on g.id = a.group_id
    where a.person_id = of_person and (a.until is null or a.until > access.at())
    order by a.since, a.id limit 1);
end $$;
comment on function identity.waits_in is 'The body in which an invited person has, or will have, an appointment; null for none.';

create function identity.is_enrolled(of_person uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not (access.is_system() or coalesce(access.person() = of_person, false) or identity.may_invite(of_person)) then
    return null;
  end if;
  return exists (select from identity.passkeys where person_id = of_person)
      or exists (select from identity.passwords where person_id = of_person);
end $$;
comment on function identity.is_enrolled is 'Whether a person can sign in, to himself and to whoever may invite him.';

create function identity.persons_at(address text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not access.is_system() then
    return;
  end if;
  return query select p.id from directory.persons p
    where lower(p.email) = lower(address) and p.erased_at is null order by p.created_at, p.id;
end $$;
comment on function identity.persons_at is 'Persons with a mail address, for sign-in alone.';

create function identity.may_invite(of_person uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  return coalesce(access.is_system() or access.acts_as('secretariat', 'officer', 'duty_officer')
    or (access.kind() = 'person' and access.in_good_standing() and access.viewer() ->> 'role' in ('team_admin', 'poc', 'deputy')
        and exists (select from directory.appointments a
                    where a.person_id = of_person and a.team_id = access.team() and (a.until is null or a.until > access.at())))
    or (access.kind() = 'person' and access.in_good_standing() and access.viewer() ->> 'role' in ('chair', 'vice_chair')
        and exists (select from directory.appointments a
                    where a.person_id = of_person and a.group_id = (access.viewer() ->> 'group')::uuid
                      and (a.until is null or a.until > access.at()))), false);
end $$;
comment on function identity.may_invite is 'The secretariat invites anybody; point of contact, deputy and administrator of a team its people; a chair the people of the group.';

create function identity.watchers() returns table (person_id uuid, email text, language text, word text)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not access.is_system() then
    return;
  end if;
  return query
    select distinct p.id, p.email, p.language, w.word
    from directory.appointments a
    join groups.groups g on g.id = a.group_id
    join directory.persons p on p.id = a.person_id and p.erased_at is null
    left join directory.recognition_words w on w.person_id = p.id
    where a.since <= access.at() and (a.until is null or a.until > access.at())
      and (g.kind = 'secretariat' or a.role = 'auditor');
end $$;
comment on function identity.watchers is 'Who is told when somebody is let in from the server''s shell: the secretariat and the auditors.';

create function identity.speak(chosen text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update directory.persons set language = chosen where id = access.person();
  return found;
end $$;
comment on function identity.speak is 'The viewer chooses the language of screens and mail.';

create function identity.team_at(called text) returns uuid
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  return (select t.id from directory.teams t where t.handle = called and access.is_system());
end $$;
comment on function identity.team_at is 'A team by its handle, for the command line.';

create function identity.demo_cast() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not identity.is_demo() then
    return null;
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'nameJa', p.name_ja, 'nameEn', p.name_en,
             'appointments', identity.live_appointments(p.id, access.at())) order by p.created_at, p.name_en, p.id), '[]')
    from directory.persons p
    where p.erased_at is null and exists (
      select from directory.appointments a where a.person_id = p.id and a.since <= access.at() and (a.until is null or a.until > access.at())));
end $$;
comment on function identity.demo_cast is 'Everybody one may be in a demo; null elsewhere.';

-- ── reading a session ─────────────────────────────────────────────────────────────────────────────────

create function identity.read_session(hash bytea) returns jsonb
language plpgsql volatile set search_path = pg_catalog
as $$
declare
  s identity.sessions;
  now_at timestamptz := access.at();
  idle interval;
begin
  select * into s from identity.sessions x
  where (x.token_hash = hash or (x.former_hash = hash and x.former_until > now_at)) and x.ended_at is null and x.ends_at > now_at;
  if not found then
    return null;
  end if;
  select l.idle into idle from identity.session_limits() l;
  if s.seen_at + idle <= now_at then
    update identity.sessions set ended_at = now_at, ended_because = 'idle' where id = s.id;
    return null;
  end if;
  if s.seen_at + interval '1 minute' <= now_at then
    update identity.sessions set seen_at = now_at where id = s.id;
  end if;
  return jsonb_build_object('id', s.id, 'factor', s.factor, 'current', s.token_hash = hash, 'endsAt', s.ends_at,
                            'person', identity.describe(s.person_id));
end $$;
comment on function identity.read_session is 'Whom a cookie belongs to; null for what is dead. Notes that the session is in use.';

create function identity.read_key(hash bytea) returns jsonb
language plpgsql stable set search_path = pg_catalog
as $$
begin
  return (select jsonb_build_object('id', k.id, 'scopes', to_jsonb(k.scopes)) from identity.api_keys k
          where k.token_hash = hash and k.revoked_at is null and k.expires_at > access.at());
end $$;

-- ── who may touch what ────────────────────────────────────────────────────────────────────────────────

do $$
declare
  own text;
begin
  foreach own in array array['passwords', 'totps', 'recovery_codes', 'passkeys', 'sessions', 'tokens'] loop
    execute format('alter table identity.%I enable row level security', own);
    execute format($p$create policy mine on identity.%I for all
      using (person_id = (select identity.me()) or (select identity.by_system()))
      with check (person_id = (select identity.me()) or (select identity.by_system()))$p$, own);
  end loop;
end $$;

create policy invite on identity.tokens for insert with check (purpose = 'invitation' and identity.may_invite(person_id));

alter table identity.proofs enable row level security;
create policy mine on identity.proofs for all
  using ((select identity.by_system()) or exists (select from identity.sessions s where s.id = session_id and s.person_id = (select identity.me())))
  with check ((select identity.by_system()) or exists (select from identity.sessions s where s.id = session_id and s.person_id = (select identity.me())));

alter table identity.spent_challenges enable row level security;
create policy by_system on identity.spent_challenges for all
  using ((select identity.by_system()) or (select identity.me()) is not null)
  with check ((select identity.by_system()) or (select identity.me()) is not null);

alter table identity.attempts enable row level security;
create policy by_system on identity.attempts for all
  using ((select identity.by_system())) with check ((select identity.by_system()));

alter table identity.api_keys enable row level security;
create policy of_my_team on identity.api_keys for all
  using ((select identity.by_system()) or team_id = (select identity.keeps_keys_of()))
  with check ((select identity.by_system()) or team_id = (select identity.keeps_keys_of()));

revoke execute on all functions in schema identity from public;
grant usage on schema identity to renkei_app;
grant execute on all functions in schema identity to renkei_app;
revoke execute on function identity.live_appointments from renkei_app;
grant select, insert, update, delete on identity.passwords, identity.totps, identity.recovery_codes, identity.passkeys,
  identity.spent_challenges, identity.sessions, identity.proofs, identity.tokens, identity.attempts to renkei_app;
grant select, insert, update on identity.api_keys to renkei_app;
