-- The association's OpenPGP key, which signs what goes out, and the proofs that a person can read what is encrypted to a
-- key: a word that came in such a mail was typed after sign-in (docs/decisions/0009-mail.md).

create table association.mail_keys (
  id uuid primary key,
  fingerprint text not null,
  public_key text not null,
  private_key keys.sealed not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
comment on table association.mail_keys is 'OpenPGP keys of the association, one of them in use. Made when it is first needed.';
comment on column association.mail_keys.private_key is 'Sealed under a key outside the database.';
comment on column association.mail_keys.retired_at is 'It signs nothing any more; its signatures are still verified with it.';
alter table association.mail_keys enable row level security;
create policy read_mail_keys on association.mail_keys for select using (true);
grant select (id, fingerprint, public_key, created_at, retired_at) on association.mail_keys to renkei_app;

create function association.signing_key(out id uuid, out fingerprint text, out private_key text)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not access.is_system() then
    raise exception 'the worker alone' using errcode = '42501';
  end if;
  select k.id, k.fingerprint, k.private_key::text into id, fingerprint, private_key
  from association.mail_keys k where k.retired_at is null order by k.created_at desc limit 1;
end $$;
comment on function association.signing_key is 'The sealed key in use, for who sends mail.';

create function association.keep_mail_key(new_id uuid, instead_of uuid, new_fingerprint text, armored text, sealed text) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.is_system() then
    raise exception 'the worker alone' using errcode = '42501';
  end if;
  lock table association.mail_keys in share row exclusive mode;
  update association.mail_keys k set retired_at = access.at() where k.id = instead_of and k.retired_at is null;
  if not exists (select from association.mail_keys k where k.retired_at is null) then
    insert into association.mail_keys values (new_id, new_fingerprint, armored, sealed, access.at(), null);
  end if;
end $$;
comment on function association.keep_mail_key is 'Keeps a new key, unless another process was quicker; instead_of: the one that cannot be opened any more.';

revoke all on function association.signing_key, association.keep_mail_key from public;
grant execute on function association.signing_key, association.keep_mail_key to renkei_app;

create table deliveries.proofs (
  id uuid primary key,
  person_id uuid not null references directory.persons,
  key_id uuid references directory.keys,
  address text not null,
  word_tag text not null,
  sent_at timestamptz not null,
  tries int not null default 0,
  proven_at timestamptz
);
comment on table deliveries.proofs is 'Channel tests: a mail with a word went to this address, encrypted to this key; the person typed the word after sign-in.';
comment on column deliveries.proofs.key_id is 'null: the mail went in clear, and proves the address alone.';
comment on column deliveries.proofs.address is 'As it was then: another address proves nothing.';
comment on column deliveries.proofs.word_tag is 'Keyed hash of the word.';
create index proofs_of_person on deliveries.proofs (person_id, sent_at desc);
alter table deliveries.proofs enable row level security;
create policy read_own_proofs on deliveries.proofs for select using (person_id = (select access.person()));
create policy begin_proof on deliveries.proofs for insert with check (
  person_id = (select access.person()) and proven_at is null and tries = 0
  and address = (select p.email from directory.persons p where p.id = proofs.person_id)
  and (key_id is null or exists (select from directory.keys k where k.id = key_id and k.revoked_at is null
    and (k.person_id = proofs.person_id or k.team_id = (select access.team())))));
grant select (id, person_id, key_id, address, sent_at, tries, proven_at), insert on deliveries.proofs to renkei_app;

create function deliveries.prove(proof uuid, typed_tag text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare found_right boolean;
begin
  update deliveries.proofs p set tries = p.tries + 1,
         proven_at = case when p.word_tag = typed_tag then access.at() end
   where p.id = proof and p.person_id = access.person() and p.proven_at is null and p.tries < 5
     and p.sent_at > access.at() - interval '7 days'
  returning p.proven_at is not null into found_right;
  return found_right;
end $$;
comment on function deliveries.prove is 'Was it the word? Five tries within seven days; null where there is nothing to prove (any more).';
revoke all on function deliveries.prove from public;
grant execute on function deliveries.prove to renkei_app;

create or replace function deliveries.take(ids uuid[], taker text)
returns table (id uuid, item uuid, number text, exercise boolean, cause text, moment timestamptz, planned timestamptz, attempts int, person uuid, appointment uuid,
               email text, language text, word text, again boolean, known boolean, key text)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform deliveries.need_system();
  return query
    with taken as (
      update deliveries.lines l set state = 'sending', attempts = l.attempts + 1, tried_at = access.at(), taken_by = taker
      where l.id = any (ids) and deliveries.may_take(l.state, l.taken_by, l.tried_at, taker) returning l.*)
    select t.id, t.item_id, i.number, i.exercise, t.cause, t.moment, t.planned_at, t.attempts, t.person_id, t.appointment_id,
           p.email, p.language, w.word,
           exists (select from deliveries.lines e where e.item_id = t.item_id and e.person_id = t.person_id
             and e.cause = 'release' and e.moment < t.moment and e.state = 'sent'),
           p.erased_at is null,
           (select k.armored from deliveries.proofs f join directory.keys k on k.id = f.key_id
            where f.person_id = p.id and f.address = p.email and f.proven_at is not null
              and k.revoked_at is null and (k.expires_at is null or k.expires_at > access.at())
              and (k.person_id = p.id or k.team_id = (select a.team_id from directory.appointments a where a.id = t.appointment_id))
            order by k.person_id is not null desc, f.proven_at desc limit 1)
    from taken t join access.items i on i.id = t.item_id join directory.persons p on p.id = t.person_id
      left join directory.recognition_words w on w.person_id = p.id;
end $$;
