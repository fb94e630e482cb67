import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { defaultCharter } from '../../src/core/charter/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'

/** Viewers that are measured: who belongs to much, to one group, and who is only ever addressed directly. */
export type Viewers = Record<
  'typical' | 'oneGroup' | 'direct',
  { readonly asker: Asker; readonly team: string }
>

export const TEAMS = 3_000
const GROUPS = 60

/** uuid of a kind and a number, so that the seed can be written in SQL alone. */
const id = (kind: string, n: string) =>
  `(lpad('${kind}', 8, '0') || '-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`
const uuid = (kind: string, n: number) =>
  `${kind.padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`

const PEOPLE = `
  insert into directory.teams (id, handle, name_ja, name_en, short_name, organisation_since, created_at)
    select ${id('a', 'n')}, 'team' || n, 'team' || n, 'team' || n, 'team' || n, '2020-01-01', '2020-01-01' from generate_series(1, ${TEAMS}) n;
  insert into membership.standings (team_id, status, since, member_since, active_since)
    select id, 'active', '2020-01-01', '2020-01-01', '2020-01-01' from directory.teams;
  insert into directory.facts (id, team_id, field, value, since)
    select gen_random_uuid(), ${id('a', 'n')}, f, f || n % 8, '2020-01-01' from generate_series(1, ${TEAMS}) n, unnest(array['sector', 'district', 'kind']) f where n <> 3;
  insert into groups.groups (id, kind, handle, name_ja, name_en, created_at)
    select ${id('b', 'n')}, 'working-group', 'group' || n, 'group' || n, 'group' || n, '2020-01-01' from generate_series(1, ${GROUPS}) n;
  insert into groups.memberships (id, group_id, team_id, since)
    select gen_random_uuid(), ${id('b', '(n * 7 + k * 11) % 60 + 1')}, ${id('a', 'n')}, '2020-01-01' from generate_series(1, ${TEAMS}) n, generate_series(1, 6) k where n not in (2, 3);
  insert into groups.memberships (id, group_id, team_id, since) values (gen_random_uuid(), ${id('b', '1')}, ${id('a', '2')}, '2020-01-01');
  insert into agreements.agreements (id, kind, title_ja, title_en, created_at) select ${id('c', 'n')}, 'nda', 'a', 'a', '2020-01-01' from generate_series(1, 2) n;
  insert into agreements.versions select ${id('c', 'n')}, 1, '', '', '2020-01-01' from generate_series(1, 2) n;
  insert into directory.persons (id, name_ja, name_en, email, created_at) select ${id('d', 'n')}, 'p', 'p', 'p' || n || '@example.jp', '2020-01-01' from generate_series(1, ${2 * TEAMS}) n;
  insert into agreements.acceptances (id, agreement_id, version, team_id, signed_by, since, unbroken_since)
    select gen_random_uuid(), ${id('c', 'k')}, 1, ${id('a', 'n')}, ${id('d', 'n')}, '2020-01-01', '2020-01-01' from generate_series(1, ${TEAMS}) n, generate_series(1, 2) k;
  insert into directory.appointments (id, person_id, team_id, role, tie, since)
    select ${id('e', 'n')}, ${id('d', 'n')}, ${id('a', `(n - 1) % ${TEAMS} + 1`)}, case when n <= ${TEAMS} then 'poc' else 'analyst' end, 'employee', '2020-01-01'
    from generate_series(1, ${2 * TEAMS}) n;`

/** Principals of the measured teams, by which their lines come: round and round. */
const VIA = {
  typical: [
    'members',
    'sector:sector1',
    'district:district1',
    `group:${uuid('b', 19)}`,
    `group:${uuid('b', 30)}`,
    `team:${uuid('a', 1)}`,
  ],
  oneGroup: [`group:${uuid('b', 1)}`],
  direct: [`team:${uuid('a', 3)}`],
}

/** What each measured team gets of all parts: one in … At 10,000 parts each still has the 50 lines that are asked for. */
const SHARE = { typical: 10, oneGroup: 50, direct: 150 } as const

/** One statement per step of parts, so that memory stays flat. */
const parts = (from: number, to: number) => `
  insert into access.items (id, number, kind, exercise, created_at)
    select ${id('f', 'n')}, 'N' || n, 'warning', false, '2024-01-01'::timestamptz + n * interval '1 minute' from generate_series(${from}, ${to}) n;
  insert into access.parts (id, version, item_id, number, item_kind, kind, state, owners, attribution, tlp, reach, audience, released_at,
                            exercise, language, headline, body, envelope, written_at)
    select ${id('f', 'n')}, 1, ${id('f', 'n')}, 'N' || n, 'warning', 'technical', 'released', array['appointment:' || ${id('e', `n % ${TEAMS} + 1`)}], 'off', 'AMBER', 'live',
           array['members'], '2024-01-01'::timestamptz + n * interval '1 minute', false, 'ja', 'A headline of the usual length for a warning ' || n, '{}', '{}',
           '2024-01-01'::timestamptz + n * interval '1 minute'
    from generate_series(${from}, ${to}) n;
  insert into access.inbox (holder, at, part_id, version, item_id, number, item_kind, via, floor, member_by, machines, tlp, urgency, exercise, headline, language, position)
    select x.holder, p.released_at, p.id, 1, p.item_id, p.number, 'warning', x.via, 'AMBER', 'infinity', true, 'AMBER', 'normal', false, p.headline, p.language, 0
    from access.parts p, lateral (
      select ${id('a', `10 + right(p.id::text, 12)::bigint % ${TEAMS - 10}`)} as holder, 'members' as via
      ${(Object.keys(VIA) as (keyof typeof VIA)[])
        .map(
          (
            who,
            place,
          ) => `union all select ${id('a', String(place + 1))}, (array['${VIA[who].join("','")}'])[(right(p.id::text, 12)::bigint / ${SHARE[who]} % ${VIA[who].length})::int + 1]
          where right(p.id::text, 12)::bigint % ${SHARE[who]} = ${place}`,
        )
        .join(' ')}) x
    where p.id between ${id('f', String(from))} and ${id('f', String(to))};
  insert into access.entries (principal, at, part_id, version, item_id, item_kind, floor, member_by)
    select e, p.released_at, p.id, 1, p.item_id, 'warning', 'AMBER', 'infinity'
    from access.parts p, lateral (values
      ('members', right(p.id::text, 12)::bigint % 5 = 0),
      ('sector:sector' || right(p.id::text, 12)::bigint % 8, true),
      ('group:' || ${id('b', `right(p.id::text, 12)::bigint % ${GROUPS} + 1`)}, true),
      ('team:' || ${id('a', `right(p.id::text, 12)::bigint % ${TEAMS} + 1`)}, right(p.id::text, 12)::bigint % 3 = 0)) v (e, yes)
    where yes and p.id between ${id('f', String(from))} and ${id('f', String(to))};`

/** 3,000 teams in 60 groups, 6,000 people. */
export async function seedPeople(owner: pg.Pool): Promise<Viewers> {
  await owner.query(
    `insert into association.charters (version, body, adopted_at) values (1, $1, '2020-01-01')`,
    [JSON.stringify(defaultCharter)],
  )
  await owner.query(PEOPLE)
  await owner.query('analyze')
  const viewer = (n: number) => ({
    asker: {
      kind: 'person',
      person: uuid('d', n),
      appointment: uuid('e', n),
      tag: randomBytes(16).toString('hex'),
    } as const,
    team: uuid('a', n),
  })
  return { typical: viewer(1), oneGroup: viewer(2), direct: viewer(3) }
}

/** Adds parts with their lines and entries until there are so many. */
export async function seedParts(owner: pg.Pool, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += 50_000)
    await owner.query(parts(start + 1, Math.min(start + 50_000, to)))
  await owner.query('vacuum analyze access.parts, access.inbox, access.entries, access.items')
}
