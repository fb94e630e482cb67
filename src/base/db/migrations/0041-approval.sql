-- Who of a team may release what, when a reviewer must approve first, and what he said of exactly this text (R8).
create schema approval;
grant usage on schema approval to renkei_app;

-- ── the authority matrix of a team ────────────────────────────────────────────────────────────────────

create table approval.matrices (
  team_id uuid primary key references directory.teams,
  body jsonb not null,
  revision int not null default 1,
  changed_at timestamptz not null
);
comment on table approval.matrices is 'Authority matrix (R8). It narrows who may release among the roles that directory.teams names; a team without a row has no rules.';
comment on column approval.matrices.body is 'AuthorityMatrix of core/policy: rules in their order, and what holds where none fits.';

alter table approval.matrices enable row level security;
create policy read_matrix on approval.matrices for select using (
  team_id = (select access.team()) and (select access.in_good_standing())
);
create policy write_matrix on approval.matrices for insert with check (
  team_id = (select access.team()) and (select access.in_good_standing()) and (select access.viewer() ->> 'role') = 'team_admin'
);
create policy change_matrix on approval.matrices for update using (
  team_id = (select access.team()) and (select access.in_good_standing()) and (select access.viewer() ->> 'role') = 'team_admin'
);

-- ── what the author says is in the text, and who was asked ────────────────────────────────────────────

create function approval.in_task(task uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select exists (select from access.tasks t where t.id = task and t.appointment_id = access.appointment()) $$;

create table approval.requests (
  task_id uuid primary key references access.tasks,
  contains text[] not null default '{}' check (contains <@ '{personal-data,third-party-secrets,nda-bound}'::text[])
);
comment on table approval.requests is 'What the author said is in the text when he asked for its review.';

alter table approval.requests enable row level security;
create policy read_requests on approval.requests for select using (approval.in_task(task_id));

create function approval.declare(item uuid, part_versions jsonb, contained text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  insert into approval.requests (task_id, contains)
  select t.id, contained
  from jsonb_to_recordset(part_versions) as v (id uuid, version int)
    join access.parts p on p.id = v.id and p.version = v.version and p.item_id = item
    join access.tasks t on t.part_id = p.id and t.version = p.version and t.purpose = 'review' and t.given_at = access.at()
  where access.owns(p.id, p.version)
  on conflict do nothing;
end $$;
comment on function approval.declare is 'Beside the reviews that were asked for in this very act.';

-- ── verdicts ──────────────────────────────────────────────────────────────────────────────────────────

create table approval.verdicts (
  id uuid primary key,
  task_id uuid not null references access.tasks,
  part_id uuid not null,
  version int not null,
  verdict text not null check (verdict in ('approved', 'changed', 'asked', 'refused')),
  words text not null,
  changes jsonb,
  role text not null,
  given_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  taken_as int,
  check ((verdict = 'changed') = (changes is not null))
);
create index verdicts_of_part on approval.verdicts (part_id, version);
create index verdicts_of_task on approval.verdicts (task_id);
comment on table approval.verdicts is 'What a reviewer said of one exact version of a part. For the originator and the reviewer alone.';
comment on column approval.verdicts.changes is 'changed: the fields of the text as the reviewer would have them.';
comment on column approval.verdicts.role is 'Of the reviewer at that moment: only a reviewer''s approval counts (R8).';
comment on column approval.verdicts.answer is 'asked: what the author answered.';
comment on column approval.verdicts.taken_as is 'changed: the version that says exactly this.';

alter table approval.verdicts enable row level security;
create policy read_own_verdicts on approval.verdicts for select using (approval.in_task(task_id));

create function approval.give(item_number text, said text, why text, changed jsonb)
returns table (item_id uuid, part_id uuid, version int)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare own_role text := access.viewer() ->> 'role';
begin
  if not access.in_good_standing() then
    return;
  end if;
  return query
  with open as (
    select t.id, t.part_id, t.version, p.item_id
    from access.tasks t join access.parts p on p.id = t.part_id and p.version = t.version
    where t.appointment_id = access.appointment() and t.purpose = 'review' and t.done_at is null
      and t.given_at <= access.at() and t.until > access.at() and p.number = item_number and p.state in ('draft', 'overtaken')
  ), written as (
    insert into approval.verdicts (id, task_id, part_id, version, verdict, words, changes, role, given_at)
    select gen_random_uuid(), o.id, o.part_id, o.version,
           case when said = 'changed' and not changed ? o.part_id::text then 'approved' else said end, why,
           case when said = 'changed' then changed -> o.part_id::text end, own_role, access.at()
    from open o
    returning verdicts.part_id, verdicts.version
  ), ended as (
    -- One of the team's reviewers is enough: whoever else was asked as a reviewer is asked no longer.
    update access.tasks t set done_at = access.at()
    from open o, directory.appointments a
    where said <> 'asked' and t.part_id = o.part_id and t.version = o.version and t.purpose = 'review' and t.done_at is null
      and a.id = t.appointment_id and (t.id = o.id or own_role = 'reviewer' and a.role = 'reviewer')
  )
  select o.item_id, o.part_id, o.version from open o;
end $$;
comment on function approval.give is 'The viewer''s verdict on all of an item that he was asked to review. A question leaves the review open; everything else ends it.';

create function approval.verdicts_on(item uuid)
returns table (id uuid, part_id uuid, version int, verdict text, words text, changes jsonb, name_ja text, name_en text, role text,
               given_at timestamptz, answer text, answered_at timestamptz, taken_as int, counts boolean)
language sql stable security definer set search_path = pg_catalog
as $$
  select v.id, v.part_id, v.version, v.verdict, v.words, v.changes, n.name_ja, n.name_en, v.role, v.given_at, v.answer, v.answered_at, v.taken_as,
         v.verdict = 'approved' and v.role = 'reviewer' and a.team_id is not null and a.team_id = access.team()
           and a.person_id is distinct from access.person()
  from access.parts p
    join approval.verdicts v on v.part_id = p.id and v.version = p.version
    join access.tasks t on t.id = v.task_id
    join directory.appointments a on a.id = t.appointment_id
    join directory.persons n on n.id = a.person_id
  where p.item_id = item and access.owns(p.id, p.version)
  order by v.given_at, v.part_id
$$;
comment on function approval.verdicts_on is 'For the originator: what reviewers said. counts: an approval by a reviewer of the viewer''s own team, and of another person than the viewer.';

create function approval.declared_on(item uuid)
returns table (part_id uuid, version int, contains text[])
language sql stable security definer set search_path = pg_catalog
as $$
  select p.id, p.version, r.contains
  from access.parts p
    join access.tasks t on t.part_id = p.id and t.version = p.version
    join approval.requests r on r.task_id = t.id
  where p.item_id = item and access.owns(p.id, p.version)
  order by t.given_at
$$;
comment on function approval.declared_on is 'For the originator: what was said to be in the text when its review was asked for.';

create function approval.answer(question uuid, said text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare item uuid;
begin
  update approval.verdicts v set answer = said, answered_at = access.at()
  from access.parts p
  where v.id = question and v.verdict = 'asked' and p.id = v.part_id and p.version = v.version and access.owns(p.id, p.version)
  returning p.item_id into item;
  return item;
end $$;
comment on function approval.answer is 'The originator answers what a reviewer asked.';

create function approval.take(proposal uuid, next_version int) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  v approval.verdicts;
  task uuid := gen_random_uuid();
begin
  -- Exactly what the reviewer wrote, and nothing else than the text: then it is what he approved.
  select d.* into v
  from approval.verdicts d
    join access.parts o on o.id = d.part_id and o.version = d.version
    join access.parts n on n.id = d.part_id and n.version = next_version
  where d.id = proposal and d.verdict = 'changed' and d.taken_as is null and n.state = 'draft'
    and access.owns(o.id, o.version) and access.owns(n.id, n.version)
    and n.body = o.body || d.changes and n.envelope = o.envelope and n.kind = o.kind and n.urgency = o.urgency and n.exercise = o.exercise;
  if not found then
    return false;
  end if;
  insert into access.tasks (id, appointment_id, part_id, version, purpose, reason, given_at, until, done_at)
  select task, t.appointment_id, v.part_id, next_version, 'review', t.reason, access.at(), access.at(), access.at()
  from access.tasks t where t.id = v.task_id;
  insert into approval.requests (task_id, contains) select task, r.contains from approval.requests r where r.task_id = v.task_id;
  insert into approval.verdicts (id, task_id, part_id, version, verdict, words, role, given_at)
  values (gen_random_uuid(), task, v.part_id, next_version, 'approved', v.words, v.role, v.given_at);
  update approval.verdicts set taken_as = next_version where id = proposal;
  return true;
end $$;
comment on function approval.take is 'The author took the reviewer''s text: the version that says exactly this is approved by him.';

-- ── standing approvals (包括承諾) ──────────────────────────────────────────────────────────────────────

create table approval.standing (
  id uuid primary key,
  team_id uuid not null references directory.teams,
  kinds text[] not null check (kinds <> '{}' and kinds <@ '{summary,technical,attachment}'::text[]),
  audience jsonb not null,
  widest text not null check (widest in ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED')),
  words text not null,
  given_by uuid not null references directory.appointments,
  given_at timestamptz not null,
  until timestamptz not null check (until > given_at and until <= given_at + interval '12 months'),
  ended_at timestamptz
);
create index standing_of_team on approval.standing (team_id);
comment on table approval.standing is 'What a reviewer approved beforehand, for at most twelve months. Never for victim parts.';
comment on column approval.standing.audience is 'Terms of the audience: a part may name these, and no other.';
comment on column approval.standing.widest is 'The widest label that a part may bear.';

alter table approval.standing enable row level security;
create policy read_standing on approval.standing for select using (
  team_id = (select access.team()) and (select access.in_good_standing())
);
create policy give_standing on approval.standing for insert with check (
  team_id = (select access.team()) and (select access.in_good_standing()) and (select access.viewer() ->> 'role') = 'reviewer'
  and given_by = (select access.appointment())
);
create policy end_standing on approval.standing for update using (
  team_id = (select access.team()) and (select access.in_good_standing()) and (select access.viewer() ->> 'role') in ('reviewer', 'team_admin')
);

revoke all on all functions in schema approval from public;
grant execute on function approval.in_task, approval.declare, approval.give, approval.verdicts_on, approval.declared_on, approval.answer,
  approval.take to renkei_app;
grant select, insert on approval.matrices to renkei_app;
grant update (body, revision, changed_at) on approval.matrices to renkei_app;
grant select on approval.requests, approval.verdicts to renkei_app;
grant select, insert on approval.standing to renkei_app;
grant update (ended_at) on approval.standing to renkei_app;
