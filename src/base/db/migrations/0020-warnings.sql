-- Warnings: what is theirs alone. Headline, text and times belong to the parts (access); here are the answers.
create schema warnings;

create table warnings.answers (
  id uuid primary key,
  item_id uuid not null references access.items,
  team_id uuid references directory.teams,
  appointment_id uuid references directory.appointments,
  answer text not null check (answer in
    ('checking', 'no-trace', 'trace', 'affected', 'handled', 'not-applicable', 'cannot-check')),
  comment text not null default '',
  named boolean not null default true,
  by_holder uuid not null,
  at timestamptz not null,
  check ((team_id is null) <> (appointment_id is null))
);
comment on table warnings.answers is 'One row per answer given; the latest of a team counts. checking counts for reminders, not for the result.';
comment on column warnings.answers.team_id is 'The answering team; a person in a body answers under the appointment.';
comment on column warnings.answers.named is 'Whether the source may see who answered (R15).';
comment on column warnings.answers.by_holder is 'Appointment or key that gave the answer.';
create index answers_of_item on warnings.answers (item_id, at desc);
create index answers_of_team on warnings.answers (team_id, item_id);

alter table warnings.answers enable row level security;
create policy own_answers on warnings.answers for select using (
  (select access.in_good_standing())
  and (team_id = (select access.team()) or appointment_id = (select access.appointment()))
);
create policy give_answers on warnings.answers for insert with check (
  (team_id = (select access.team()) or appointment_id = (select access.appointment()))
  and exists (select from access.parts p where p.item_id = answers.item_id)
);

create function warnings.answer_counts(item uuid)
returns table (answer text, teams bigint)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.answer, count(*) from (
    select distinct on (coalesce(team_id, appointment_id)) answer from warnings.answers
    where item_id = item order by coalesce(team_id, appointment_id), at desc
  ) a
  where exists (select from access.parts p where p.item_id = item and access.owns(p.id, p.version))
  group by a.answer
$$;
comment on function warnings.answer_counts is 'R15: the source sees answers as counts.';

create function warnings.named_answers(item uuid)
returns table (team_id uuid, answer text, comment text, at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.team_id, a.answer, a.comment, a.at from (
    select distinct on (coalesce(team_id, appointment_id)) * from warnings.answers
    where item_id = item order by coalesce(team_id, appointment_id), at desc
  ) a
  where a.named and a.team_id is not null
    and exists (select from access.parts p where p.item_id = item and access.owns(p.id, p.version))
$$;
comment on function warnings.named_answers is 'R15: by name only where the reader''s team allows it (and the charter, which is asked in work/warnings).';

revoke all on all functions in schema warnings from public;
grant usage on schema warnings to renkei_app;
grant select, insert on warnings.answers to renkei_app;
grant execute on function warnings.answer_counts, warnings.named_answers to renkei_app;

create function warnings.to_notify(item uuid)
returns table (appointment_id uuid, person_id uuid, email text, language text, word text)
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct on (p.id) a.id, p.id, p.email, p.language, w.word
  from access.inbox i
    join directory.appointments a on a.team_id = i.holder or a.id = i.holder
    join directory.persons p on p.id = a.person_id
    left join directory.recognition_words w on w.person_id = p.id
  where i.item_id = item and i.state = 'open' and access.is_system()
    and a.since <= access.at() and (a.until is null or a.until > access.at())
    and (a.id = i.holder or a.role in ('poc', 'deputy', 'analyst'))
  order by p.id, (a.id = i.holder) desc, a.role = 'poc' desc
$$;
comment on function warnings.to_notify is 'People who might be told of a warning, one line a person; each is told only after the job has entered as that person and could read it.';
revoke all on function warnings.to_notify from public;
grant execute on function warnings.to_notify to renkei_app;
