-- Who has not answered is reminded at the charter's fractions of the time.

update association.charters set body = body || '{"remindAtPercent": {"first": 50, "last": 90}}' where not body ? 'remindAtPercent';
update association.charters set body = body || '{"objectionWithin": {"immediateHours": 4, "otherWorkingDays": 2}}' where not body ? 'objectionWithin';

create function deliveries.plan_reminder(item uuid, percents int[], out lines uuid[], out again timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  began timestamptz;
  due timestamptz;
  latest timestamptz;
begin
  perform deliveries.need_system();
  select min(i.at), min(i.respond_by) into began, due
  from access.inbox i where i.item_id = item and i.state = 'open' and i.until > access.at() and i.respond_by is not null;
  if due is null or due <= access.at() then return; end if;
  select max(m.moment) filter (where m.moment <= access.at()), min(m.moment) filter (where m.moment > access.at()) into latest, again
  from (select began + (due - began) * p / 100 as moment from unnest(percents) p) m;
  if latest is null then return; end if;
  with silent as (
    select distinct i.holder from access.inbox i
    where i.item_id = item and i.state = 'open' and i.at <= access.at() and i.until > access.at()
      -- "checking" is an answer here: somebody is at it.
      and not exists (select from warnings.answers a where a.item_id = item and (a.team_id = i.holder or a.appointment_id = i.holder))
  ), readers as (
    select distinct on (a.person_id) a.person_id as person, a.id as appointment
    from silent s join directory.appointments a on a.team_id = s.holder or a.id = s.holder
    where a.since <= access.at() and (a.until is null or a.until > access.at())
      and (a.id = s.holder or a.role in ('poc', 'deputy', 'analyst'))
    order by a.person_id, (a.id = s.holder) desc, a.role = 'poc' desc
  ), added as (
    insert into deliveries.lines (item_id, person_id, appointment_id, channel, cause, moment, planned_at)
    select item, person, appointment, 'mail', 'reminder', latest, access.at() from readers
    on conflict do nothing returning id
  ) select array_agg(id) into lines from added;
end $$;
comment on function deliveries.plan_reminder is 'People of addressed teams that have not answered at all. One line a person and fraction, so twice is once; after the answer-by none. again: the next fraction.';

create function deliveries.drop_reminders(item uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update deliveries.lines l set state = 'dropped' from directory.appointments a
   where l.item_id = item and l.cause = 'reminder' and l.state = 'waiting' and a.id = l.appointment_id
     and (a.team_id = access.team() or a.id = access.appointment());
end $$;
comment on function deliveries.drop_reminders is 'The viewer''s own side has answered: what has not left stays.';

revoke all on function deliveries.plan_reminder, deliveries.drop_reminders from public;
grant execute on function deliveries.plan_reminder, deliveries.drop_reminders to renkei_app;
