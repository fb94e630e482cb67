-- What went to people it should not have reached: they delete it and say so, and the source sees how far that is (R14).

create table deliveries.erasures (
  item_id uuid not null references access.items,
  person_id uuid not null references directory.persons,
  appointment_id uuid not null references directory.appointments,
  at timestamptz not null,
  primary key (item_id, person_id)
);
comment on table deliveries.erasures is 'A person says that nothing of a wrongly shared item is left: mails, files, prints, notes.';
alter table deliveries.erasures enable row level security;

create function deliveries.to_erase()
returns table (number text, exercise boolean, withdrawn_at timestamptz, channels text[], erased_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select i.number, i.exercise, max(l.moment),
         coalesce((select array_agg(distinct r.channel order by r.channel)
           from access.parts p join access.receipts r on r.part_id = p.id and r.version = p.version
             join directory.appointments a on a.id = r.holder
           where p.item_id = i.id and a.person_id = access.person()), '{}'),
         (select e.at from deliveries.erasures e where e.item_id = i.id and e.person_id = access.person())
  from deliveries.lines l join access.items i on i.id = l.item_id
  where l.person_id = access.person() and l.cause = 'withdrawn-shared' and l.moment > access.at() - interval '90 days'
  group by i.id, i.number, i.exercise order by max(l.moment) desc limit 100
$$;
comment on function deliveries.to_erase is 'What the viewer was told of, or had, and should delete: the number alone, and by which channels it was had.';

create function deliveries.erase(item_number text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  insert into deliveries.erasures (item_id, person_id, appointment_id, at)
  select l.item_id, l.person_id, l.appointment_id, access.at()
  from deliveries.lines l join access.items i on i.id = l.item_id
  where i.number = item_number and l.person_id = access.person() and l.cause = 'withdrawn-shared'
  order by l.moment desc limit 1
  on conflict do nothing;
  return exists (select from deliveries.erasures e join access.items i on i.id = e.item_id
    where i.number = item_number and e.person_id = access.person());
end $$;
comment on function deliveries.erase is 'False where the viewer had nothing of it.';

create function deliveries.told(item_number text)
returns table (cause text, told bigint, waiting bigint, failed bigint, erased bigint)
language sql stable security definer set search_path = pg_catalog
as $$
  select l.cause, count(*) filter (where l.state = 'sent'), count(*) filter (where l.state in ('waiting', 'sending')),
         count(*) filter (where l.state = 'failed'), count(e.at)
  from access.items i join deliveries.lines l on l.item_id = i.id
    left join deliveries.erasures e on e.item_id = l.item_id and e.person_id = l.person_id and l.cause = 'withdrawn-shared'
  where i.number = item_number
    and exists (select from access.parts p where p.item_id = i.id and access.owns(p.id, p.version))
  group by l.cause
$$;
comment on function deliveries.told is 'R15: the source sees how many were told of its item, of its end, and have deleted it; as counts of persons.';

revoke all on function deliveries.to_erase, deliveries.erase, deliveries.told from public;
grant execute on function deliveries.to_erase, deliveries.erase, deliveries.told to renkei_app;
