import type { Act } from '#base/db/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import {
  type Contradiction,
  contradictions,
  type PartFacts,
  type Rounded,
  rounded,
  type Standing,
} from '#core/policy/index.ts'
import { compile } from './part.ts'
import {
  type CandidatePerson,
  type CandidateTeam,
  decidePerson,
  type Name,
  namedBy,
  type PersonVerdict,
} from './recipients.ts'
import { candidatePeople, candidates, type GroupLine, groupLines, peopleBound } from './store.ts'

type PersonName = { readonly ja: string; readonly en: string }

export type PreviewPerson = {
  readonly appointment: string
  readonly person: string
  readonly name: PersonName
  readonly role: string
  readonly tie: string
  readonly firm: string | null
}

/** A team that will receive the part, who in it will read, and by which terms of the audience. */
export type PreviewTeam = {
  readonly id: string
  readonly name: Name
  readonly via: readonly string[]
  readonly people: readonly PreviewPerson[]
}

/** Who will read one part, and why; who would and cannot now; what contradicts itself. */
export type PartPreview = {
  readonly teams: readonly PreviewTeam[]
  /** People addressed by name or through a body (committee, secretariat, chair of a group). */
  readonly persons: ReadonlyArray<PreviewPerson & { readonly via: readonly string[] }>
  /** Groups whose members the sender may not see: one line each, a count that nothing else in the audience changes. */
  readonly hiddenGroups: ReadonlyArray<{
    readonly id: string
    readonly name: PersonName
    readonly count: Rounded
  }>
  /** Named by the audience, but not let in at this moment. The cause is for that team and the secretariat alone. */
  readonly notEligible: ReadonlyArray<{ readonly id: string; readonly name: Name }>
  readonly excluded: ReadonlyArray<{ readonly id: string; readonly name: Name }>
  readonly counts: { readonly teams: number; readonly people: number }
  /** Live reach: who joins later and fits will read too. */
  readonly joinersWillRead: boolean
  /** R26: people who read for several of the recipient teams, and contractors by firm. */
  readonly severalTeams: ReadonlyArray<{
    readonly person: string
    readonly name: PersonName
    readonly teams: readonly string[]
  }>
  readonly contractors: ReadonlyArray<{ readonly firm: string; readonly people: number }>
  readonly contradictions: readonly Contradiction[]
}

/**
 * Who will read each part if it were released now, decided person by person by the same `decide` that guards the
 * reading. What the sender may not know (members of a hidden group, causes of not being eligible) is left out here.
 */
export async function previewParts(
  act: Act,
  envelopes: readonly Envelope[],
  k: number,
): Promise<PartPreview[]> {
  const previews: PartPreview[] = []
  for (const envelope of envelopes) previews.push(await previewPart(act, envelope, k))
  return previews
}

async function previewPart(act: Act, envelope: Envelope, k: number): Promise<PartPreview> {
  const at = act.at
  const facts = previewFacts(envelope)
  const named = namedBy(facts)
  const excludedGroups = envelope.audience.exclude.flatMap((t) => (t.kind === 'group' ? [t.id] : []))
  const groups = await groupLines(act.sql, [...named.bodies, ...excludedGroups], at)
  // Excluding a group whose members are hidden would show them by difference: refused, and not even tried here.
  const secret = new Set(groups.filter((group) => !group.may_see).map((group) => `group:${group.id}`))
  const hiddenExcluded = excludedGroups.filter((id) => secret.has(`group:${id}`)).length
  const barred = (compile(envelope).excluded ?? []).filter((principal) => !secret.has(principal))
  const teams = await candidates(act.sql, named, barred, at)
  const people = await candidatePeople(
    act.sql,
    {
      teams: facts.tlp === 'RED' ? [] : teams.map((t) => t.team),
      appointments: named.appointments,
      bodies: named.bodies,
    },
    at,
  )
  const sides = await sidesOf(act, people, teams, named, barred)
  const bound = await peopleBound(
    act.sql,
    people.map((p) => p.person),
    barred,
    at,
  )
  const verdicts = people.map((person) =>
    decidePerson(facts, person, sides.get(person.team ?? ''), bound.get(person.person) ?? [], at.getTime()),
  )
  const standings: Record<string, Standing> = Object.fromEntries(teams.map((t) => [t.team, t.standing]))
  const contradicting = contradictions(envelope, standings, at.getTime())
  if (hiddenExcluded > 0)
    contradicting.push({ code: 'hidden-group-excluded', severity: 'block', place: 'audience' })
  const included = groups.filter((group) => named.bodies.includes(group.id))
  return assemble(envelope, facts, { groups: included, teams, verdicts }, contradicting, k)
}

/** Teams of people who are named by appointment, besides those that the audience names as teams. */
async function sidesOf(
  act: Act,
  people: readonly CandidatePerson[],
  teams: readonly CandidateTeam[],
  named: ReturnType<typeof namedBy>,
  barred: readonly string[],
) {
  const sides = new Map(teams.map((t) => [t.team, t]))
  const missing = [
    ...new Set(people.flatMap((p) => (p.team && !sides.has(p.team) ? [`team:${p.team}`] : []))),
  ]
  if (missing.length > 0)
    for (const t of await candidates(act.sql, { ...named, principals: missing }, barred, act.at))
      sides.set(t.team, t)
  return sides
}

type Found = {
  groups: readonly GroupLine[]
  teams: readonly CandidateTeam[]
  verdicts: readonly PersonVerdict[]
}

function assemble(
  envelope: Envelope,
  facts: PartFacts,
  found: Found,
  contradicting: Contradiction[],
  k: number,
): PartPreview {
  const hidden = found.groups.filter((group) => !group.may_see)
  const veiled = new Set(hidden.flatMap((group) => [`group:${group.id}`, `guests:${group.id}`]))
  const readers = found.verdicts.filter((verdict) => verdict.allowed && openVia(verdict, veiled).length > 0)
  // A team that only a hidden group names must not show, neither as a recipient nor as one who is not eligible.
  const shown = found.teams.filter((team) => team.nominal.some((principal) => !veiled.has(principal)))
  const teams = shown.flatMap((team) => {
    const mine = readers.filter((verdict) => verdict.candidate.team === team.team)
    if (mine.length === 0) return []
    const via = [...new Set(mine.flatMap((verdict) => openVia(verdict, veiled)))]
    return [{ id: team.team, name: team.name, via, people: mine.map(personOf) }]
  })
  const reading = new Set(teams.map((team) => team.id))
  const byName = readers.filter(
    (verdict) => verdict.candidate.team === null || !shown.some((t) => t.team === verdict.candidate.team),
  )
  const left = facts.tlp === 'RED' ? [] : shown.filter((team) => !reading.has(team.team))
  const excludedTeams = left.filter((team) => team.barredBy.length > 0)
  // RED reaches nobody through a group, hidden or not
  const reached = facts.tlp === 'RED' ? [] : hidden
  const nobody = readers.length === 0 && reached.length === 0 && envelope.audience.include.length > 0
  return {
    teams,
    persons: byName.map((verdict) => ({ ...personOf(verdict), via: openVia(verdict, veiled) })),
    hiddenGroups: reached.map((group) => ({
      id: group.id,
      name: { ja: group.name_ja, en: group.name_en },
      count: rounded(group.size, k),
    })),
    notEligible: left
      .filter((team) => team.barredBy.length === 0)
      .map((team) => ({ id: team.team, name: team.name })),
    excluded: excludedTeams.map((team) => ({ id: team.team, name: team.name })),
    counts: { teams: teams.length, people: new Set(readers.map((verdict) => verdict.candidate.person)).size },
    joinersWillRead: facts.reach === 'live',
    severalTeams: severalTeams(readers),
    contractors: contractors(readers),
    contradictions: nobody
      ? [...contradicting, { code: 'nobody-reached', severity: 'block', place: 'audience' }]
      : contradicting,
  }
}

/** The principals that let a person in, without those of hidden groups. */
const openVia = (verdict: PersonVerdict, veiled: ReadonlySet<string>): string[] =>
  verdict.because.flatMap((reason) =>
    reason.code === 'audience' && !veiled.has(reason.principal) ? [reason.principal] : [],
  )

const personOf = ({ candidate }: PersonVerdict): PreviewPerson => ({
  appointment: candidate.appointment,
  person: candidate.person,
  name: candidate.name,
  role: candidate.role,
  tie: candidate.tie,
  firm: candidate.firm,
})

function severalTeams(readers: readonly PersonVerdict[]) {
  const teams = new Map<string, { name: PersonName; teams: Set<string> }>()
  for (const { candidate } of readers) {
    if (!candidate.team) continue
    const known = teams.get(candidate.person) ?? { name: candidate.name, teams: new Set<string>() }
    known.teams.add(candidate.team)
    teams.set(candidate.person, known)
  }
  return [...teams].flatMap(([person, known]) =>
    known.teams.size > 1 ? [{ person, name: known.name, teams: [...known.teams] }] : [],
  )
}

function contractors(readers: readonly PersonVerdict[]) {
  const firms = new Map<string, Set<string>>()
  for (const { candidate } of readers)
    if (candidate.tie === 'contractor' && candidate.firm)
      firms.set(candidate.firm, (firms.get(candidate.firm) ?? new Set()).add(candidate.person))
  return [...firms].map(([firm, people]) => ({ firm, people: people.size }))
}

const previewFacts = (envelope: Envelope): PartFacts => ({
  id: '',
  version: 0,
  state: 'released',
  tlp: envelope.tlp,
  reach: envelope.reach,
  owners: [],
  include: envelope.audience.include,
  exclude: envelope.audience.exclude,
  agreements: envelope.agreements,
  employeesOnly: envelope.employeesOnly,
  machines: envelope.machines,
  pressedAt: null,
  stopped: false,
  releasedAt: null,
  supersededAt: null,
  notBefore: null,
  readableUntil: null,
  embargoUntil: null,
})
