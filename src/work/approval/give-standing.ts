import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import type { PartKind, Term, Tlp } from '#core/envelope/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { actsForTeam } from '#core/policy/index.ts'
import { endStanding, insertStanding } from './store.ts'

/** What a reviewer approves beforehand (包括承諾). */
export type StandingTerms = {
  readonly kinds: readonly Exclude<PartKind, 'victim'>[]
  readonly include: readonly Term[]
  readonly widest: Tlp
  readonly months: number
  readonly words: string
}

/** Approves beforehand, for some months. @returns its id. @throws Refusal `not_your_role` but for the team's reviewers */
export async function giveStanding(act: Act, terms: StandingTerms): Promise<string> {
  const { team, appointment } = act.viewer
  if (!team || !appointment || !actsForTeam(act.viewer, team, 'reviewer'))
    throw new Refusal('not_your_role', { params: { who: 'reviewer' } })
  const id = randomUUID()
  const until = new Date(act.at)
  until.setUTCMonth(until.getUTCMonth() + terms.months)
  await insertStanding(act.sql, {
    id,
    team_id: team,
    kinds: [...terms.kinds],
    audience: JSON.stringify(terms.include),
    widest: terms.widest,
    words: terms.words,
    given_by: appointment,
    given_at: act.at,
    until,
  })
  act.record({ act: 'standing-approval.give', subject: { kind: 'standing-approval', id } })
  return id
}

/** Ends a standing approval at once: its team's reviewers and administrator. @throws Refusal `not_your_role`, `not_found` */
export async function takeBackStanding(act: Act, id: string): Promise<void> {
  const { team } = act.viewer
  if (!team || !actsForTeam(act.viewer, team, 'reviewer', 'team_admin'))
    throw new Refusal('not_your_role', { params: { who: 'reviewer' } })
  if ((await endStanding(act.sql, id, act.at)) === 0) throw notFound()
  act.record({ act: 'standing-approval.end', subject: { kind: 'standing-approval', id } })
}
