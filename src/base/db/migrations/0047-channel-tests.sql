-- The channel test, what the office sees of mail that does not arrive, and who is told again when a team sleeps.

drop policy begin_proof on deliveries.proofs;
revoke insert on deliveries.proofs from renkei_app;

create function deliveries.begin_test(test uuid, wanted_key uuid, tag text,
  out allowed boolean, out address text, out language text, out word text, out armored text, out expires timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare me uuid := access.person();
begin
  allowed := me is not null and access.kind() = 'person'
    and (select count(*) < 10 from deliveries.proofs p where p.person_id = me and p.sent_at > access.at() - interval '1 day');
  if not allowed then return; end if;
  select p.email, p.language, w.word into address, language, word
  from directory.persons p left join directory.recognition_words w on w.person_id = p.id where p.id = me;
  if wanted_key is not null then
    select k.armored, k.expires_at into armored, expires from directory.keys k
    where k.id = wanted_key and k.revoked_at is null and (k.expires_at is null or k.expires_at > access.at())
      and (k.person_id = me or (k.team_id = access.team() and access.in_good_standing()));
    if armored is null then return; end if;
  end if;
  insert into deliveries.proofs (id, person_id, key_id, address, word_tag, sent_at) values (test, me, wanted_key, address, tag, access.at());
end $$;
comment on function deliveries.begin_test is 'Notes a test of the viewer''s own address and key, at most ten a day. A key that is not the viewer''s or the team''s: armored is null, nothing noted.';

create function deliveries.channels()
returns table (key_id uuid, fingerprint text, algorithm text, own boolean, test uuid, sent_at timestamptz, open boolean, proven_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  with me as (select p.id, p.email from directory.persons p where p.id = access.person()),
  forms as (
    select null::uuid as id, null::text as fingerprint, null::text as algorithm, true as own from me
    union all
    select k.id, k.fingerprint, k.algorithm, k.person_id is not null from directory.keys k, me
    where k.revoked_at is null and (k.expires_at is null or k.expires_at > access.at())
      and (k.person_id = me.id or (k.team_id = access.team() and access.in_good_standing())))
  select f.id, f.fingerprint, f.algorithm, f.own, l.id, l.sent_at,
         l.proven_at is null and l.tries < 5 and l.sent_at > access.at() - interval '7 days',
         (select max(d.proven_at) from deliveries.proofs d, me where d.person_id = me.id and d.address = me.email and d.key_id is not distinct from f.id)
  from forms f cross join me left join lateral (
    select * from deliveries.proofs p where p.person_id = me.id and p.address = me.email and p.key_id is not distinct from f.id
    order by p.sent_at desc limit 1) l on true
$$;
comment on function deliveries.channels is 'The viewer''s own ways to be written to, the plain one first, with the last test of each.';

create function deliveries.trouble()
returns table (person_id uuid, name_ja text, name_en text, team_id uuid, short_name text, state text, trouble text, mails bigint, last_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not coalesce(access.acts_as('secretariat', 'officer', 'duty_officer'), false) then return; end if;
  return query
    select p.id, p.name_ja, p.name_en, t.id, t.short_name, l.state, l.trouble, count(*), max(l.tried_at)
    from deliveries.lines l join directory.persons p on p.id = l.person_id
      join directory.appointments a on a.id = l.appointment_id left join directory.teams t on t.id = a.team_id
    where (l.state = 'failed' and l.tried_at > access.at() - interval '30 days') or (l.state = 'waiting' and l.trouble is not null)
    group by p.id, t.id, l.state, l.trouble
    order by l.state, max(l.tried_at) desc limit 500;
end $$;
comment on function deliveries.trouble is 'For the secretariat: whose mail does not arrive, and why. Nothing of what it was about, not even which item.';

create function deliveries.counts(out waiting bigint, out oldest timestamptz, out failed bigint)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not coalesce(access.is_system() or access.acts_as('secretariat', 'officer', 'duty_officer'), false) then return; end if;
  select count(*), min(l.planned_at) into waiting, oldest from deliveries.lines l where l.state in ('waiting', 'sending');
  select count(*) into failed from deliveries.lines l where l.state = 'failed' and l.tried_at > access.at() - interval '30 days';
end $$;

create function deliveries.plan_deputies(item uuid, opened timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare added uuid[];
begin
  perform deliveries.need_system();
  with asleep as (
    select distinct i.holder from access.inbox i
    where i.item_id = item and i.state = 'open' and i.urgency = 'immediate' and i.at <= access.at() and i.until > access.at()
      and not exists (select from warnings.answers a where a.item_id = item and (a.team_id = i.holder or a.appointment_id = i.holder))
      and not exists (select from access.parts p join access.receipts r on r.part_id = p.id and r.version = p.version
        where p.item_id = item and r.channel <> 'mail' and (r.team_id = i.holder or r.holder = i.holder))
  ), people as (
    select distinct on (a.person_id) a.person_id as person, a.id as appointment
    from asleep s join directory.appointments a on a.team_id = s.holder
    where a.since <= access.at() and (a.until is null or a.until > access.at()) and a.role in ('deputy', 'poc', 'analyst')
    order by a.person_id, a.role = 'deputy' desc, a.role = 'poc' desc
  ), new as (
    insert into deliveries.lines (item_id, person_id, appointment_id, channel, cause, moment, planned_at)
    select item, person, appointment, 'mail', 'reminder', opened, access.at() from people
    on conflict do nothing returning id
  ) select array_agg(id) into added from new;
  return added;
end $$;
comment on function deliveries.plan_deputies is 'Of what is immediate: everybody of a team in which nobody has opened it or answered. A mail that arrived is nobody who has seen it.';

revoke all on function deliveries.begin_test, deliveries.channels, deliveries.trouble, deliveries.counts, deliveries.plan_deputies from public;
grant execute on function deliveries.begin_test, deliveries.channels, deliveries.trouble, deliveries.counts, deliveries.plan_deputies to renkei_app;
