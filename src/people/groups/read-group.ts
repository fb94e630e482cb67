import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import { chairs, keepsDirectory, type Rounded, rounded } from '#core/policy/index.ts'
import { type AgreementState, listAgreements } from '#people/agreements/index.ts'
import { charterOf } from '#people/association/index.ts'
import {
  type BodyRole,
  peopleOfGroup,
  rolesOfBody,
  type Serving,
  teamNames,
  teamPage,
} from '#people/directory/index.ts'
import { bars, mayAppoint } from './group.ts'
import { type GroupRow, groupRow, listGroups, membersOf, openRequests, type RequestLine } from './store.ts'

/** How many teams: exact where everybody sees them, else rounded. */
export type Size = { readonly exact: number } | Rounded

/** A group as a viewer may know it. */
export interface GroupLine extends Omit<GroupRow, 'count'> {
  readonly size: Size
  /** R20: the own team's kind is kept outside by rule. */
  readonly barred: boolean
  /** What the own side has still to accept before the group opens. */
  readonly missing: readonly {
    readonly id: string
    readonly title: { ja: string; en: string }
    readonly state: AgreementState
  }[]
  /** What waits between the own team and the group. */
  readonly waiting: RequestLine | null
}

type TeamName = Awaited<ReturnType<typeof teamNames>>[number]

export interface GroupPage extends GroupLine {
  readonly teams: readonly { readonly team: TeamName; readonly standing: string; readonly since: Date }[]
  readonly people: readonly Serving[]
  /** For the chair and the secretariat: who asks, who is invited. */
  readonly requests: readonly (RequestLine & { readonly name: TeamName['name'] | null })[]
  /** The viewer leads it. */
  readonly leads: boolean
  /** Roles in which the viewer may appoint somebody here. */
  readonly appoints: readonly BodyRole[]
}

/** The groups that a viewer may know. */
export async function readGroups(act: Act, closed: boolean): Promise<GroupLine[]> {
  const rows = (await listGroups(closed).execute(act.sql)).rows
  const about = await ownSide(act)
  return rows.map(about)
}

/** One group with those of its teams and people whom the viewer may see. @throws {Refusal} not_found */
export async function readGroup(act: Act, id: string): Promise<GroupPage> {
  const [row] = (await groupRow(id).execute(act.sql)).rows
  if (!row) throw notFound()
  const leads = chairs(act.viewer, id) || keepsDirectory(act.viewer)
  const [about, members, people, requests] = await Promise.all([
    ownSide(act),
    membersOf(id).execute(act.sql),
    peopleOfGroup(id).execute(act.sql),
    openRequests({ group: id }).execute(act.sql),
  ])
  const asked = leads ? requests.rows : []
  const names = new Map(
    (
      await teamNames(
        act.sql,
        [...members.rows, ...asked].map(({ team }) => team),
      )
    ).map((team) => [team.id, team]),
  )
  return {
    ...about(row),
    teams: members.rows.flatMap(({ team, ...more }) => {
      const named = names.get(team)
      return named ? [{ team: named, ...more }] : []
    }),
    people: people.rows,
    requests: asked.map((one) => ({ ...one, name: names.get(one.team)?.name ?? null })),
    leads,
    appoints: rolesOfBody(row.kind).filter(
      (role) => row.closedAt === null && mayAppoint(act.viewer, { id, kind: row.kind }, role),
    ),
  }
}

/** Requests and invitations that wait, of all groups, as far as the viewer may see them, with their names. */
export async function readRequests(
  act: Act,
): Promise<
  (RequestLine & { readonly groupName: GroupRow['name']; readonly teamName: TeamName['name'] | null })[]
> {
  const [{ rows: requests }, { rows: groups }] = await Promise.all([
    openRequests({}).execute(act.sql),
    listGroups(false).execute(act.sql),
  ])
  const teams = await teamNames(
    act.sql,
    requests.map(({ team }) => team),
  )
  return requests.flatMap((one) => {
    const group = groups.find(({ id }) => id === one.group)
    return group
      ? [{ ...one, groupName: group.name, teamName: teams.find(({ id }) => id === one.team)?.name ?? null }]
      : []
  })
}

/** What a group is to the viewer's own side. */
async function ownSide(act: Act): Promise<(row: GroupRow) => GroupLine> {
  const own = act.viewer.team
  const [{ k }, agreements, waiting, page] = await Promise.all([
    charterOf(act),
    listAgreements(act),
    own ? openRequests({ team: own }).execute(act.sql) : { rows: [] },
    own ? teamPage(own).execute(act.sql) : { rows: [] },
  ])
  const kind = page.rows[0]?.kind ?? null
  return ({ count, ...row }) => ({
    ...row,
    size:
      row.hiddenMembers && !keepsDirectory(act.viewer) && !chairs(act.viewer, row.id)
        ? rounded(count, k)
        : { exact: count },
    barred: bars(row, kind),
    missing: agreements
      .filter(({ id, held }) => row.agreements.includes(id) && !held)
      .map(({ id, title, state }) => ({ id, title, state })),
    waiting: waiting.rows.find((one) => one.group === row.id) ?? null,
  })
}
