import type { Act } from '#base/db/index.ts'
import { compareTlp, compileAudience, type Envelope } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { decide } from '#core/policy/index.ts'
import { compile, factsOf, type PartRow } from './part.ts'
import { decidePerson, decideTeam, namedBy } from './recipients.ts'
import {
  address,
  candidatePeople,
  candidates,
  insertConsent,
  peopleBound,
  supersedeBefore,
  updatePart,
  versionBefore,
} from './store.ts'

/** How a release is made: how long it is held, and whether the source consents to a wider audience than before (R4). */
export type ReleaseTerms = { readonly holdSeconds: number; readonly widen: boolean }

/**
 * Releases draft versions of parts: remembers whom each was released to, writes the ledger lines, records the
 * source's consent, and closes the versions before. Runs under the shared lock, so nobody is being removed meanwhile.
 *
 * @param rows the item's rows, locked
 * @returns the moment from which readers may see it
 * @throws Refusal `not_releaser` where the viewer owns the text and may not release, `not_found` where he does not own it,
 *   `widening_needs_consent` (R4)
 */
export async function releaseParts(act: Act, rows: readonly PartRow[], terms: ReleaseTerms): Promise<Date> {
  const drafts = rows.filter((row) => row.state === 'draft')
  const releasedAt = new Date(act.at.getTime() + terms.holdSeconds * 1000)
  for (const draft of drafts) {
    const decision = decide(act.viewer, factsOf(draft), 'release', act.at.getTime())
    if (!decision.allowed)
      throw new Refusal(
        decision.because.some((r) => r.code === 'not-releaser') ? 'not_releaser' : 'not_found',
      )
    const before = await versionBefore(act.sql, draft.id, draft.version)
    // Withdrawn or not: whoever was not let in before is let in by consent alone.
    const widens = before !== undefined && isWider(draft.envelope as Envelope, before.envelope)
    if (widens && !terms.widen) throw new Refusal('widening_needs_consent')
    await releaseOne(act, draft, releasedAt)
    await insertConsent(act.sql, draft, {
      purpose: widens ? 'widen' : 'release',
      givenBy: draft.owners[0] ?? '',
      at: act.at,
    })
    if (before) await supersedeBefore(act.sql, draft.id, draft.version, releasedAt)
  }
  return releasedAt
}

async function releaseOne(act: Act, draft: PartRow, releasedAt: Date): Promise<void> {
  const envelope = draft.envelope as Envelope
  const compiled = compile(envelope)
  await updatePart(act.sql, draft.id, draft.version, {
    state: 'released',
    released_at: releasedAt,
    ...compiled,
    // "as previewed": what is held by the moment of pressing counts, nothing that comes later.
    ...(envelope.reach === 'as-previewed' ? { member_by: act.at } : {}),
  })
  await address(act.sql, draft.id, draft.version, await ledgerLines(act, draft), compiled.audience)
}

/** One line per team that is let in but the source's own, and per person who is addressed by name or through a body. */
async function ledgerLines(act: Act, draft: PartRow): Promise<Array<{ holder: string; via: string }>> {
  const facts = factsOf(draft)
  const at = act.at.getTime()
  const barred = compile(draft.envelope as Envelope).excluded ?? []
  const named = namedBy(facts)
  const teams = facts.tlp === 'RED' ? [] : await candidates(act.sql, named, barred, act.at)
  const lines = teams.flatMap((team) => {
    const { via } = decideTeam(facts, team, at)
    // The source's own team finds it among what it may read, not in its inbox: nobody is warned of his own warning.
    return via && team.team !== draft.originator ? [{ holder: team.team, via }] : []
  })
  if (named.appointments.length > 0 || named.bodies.length > 0) {
    const people = await candidatePeople(
      act.sql,
      { teams: [], appointments: named.appointments, bodies: named.bodies },
      act.at,
    )
    const principals = [...new Set(people.flatMap((p) => (p.team ? [`team:${p.team}`] : [])))]
    const sides = await candidates(act.sql, { ...named, principals }, barred, act.at)
    const bound = await peopleBound(
      act.sql,
      people.map((p) => p.person),
      barred,
      act.at,
    )
    for (const person of people) {
      const side = sides.find((team) => team.team === person.team)
      const verdict = decidePerson(facts, person, side, bound.get(person.person) ?? [], at)
      const own = `appointment:${person.appointment}`
      const holds = verdict.because.flatMap((reason) =>
        reason.code === 'audience' ? [reason.principal] : [],
      )
      // By name before by body: an exclude binds whoever is let in by anything but his name.
      const via = holds.includes(own) ? own : person.group === null ? undefined : holds[0]
      if (verdict.allowed && via) lines.push({ holder: person.appointment, via })
    }
  }
  return lines
}

/** R4: a principal that the version before did not let in, or a wider label, or a wider reach. */
function isWider(now: Envelope, before: Envelope): boolean {
  const known = new Set(compileAudience(before.audience.include, before.tlp))
  return (
    compareTlp(now.tlp, before.tlp) < 0 ||
    (now.reach === 'live' && before.reach === 'as-previewed') ||
    compileAudience(now.audience.include, now.tlp).some((principal) => !known.has(principal)) ||
    before.audience.exclude.some(
      (was) => !now.audience.exclude.some((is) => JSON.stringify(is) === JSON.stringify(was)),
    ) ||
    (before.employeesOnly && !now.employeesOnly) ||
    before.agreements.some((agreement) => !now.agreements.includes(agreement)) ||
    (!before.machines && now.machines)
  )
}
