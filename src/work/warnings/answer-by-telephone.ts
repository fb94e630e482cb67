import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { openItem } from '#people/access/index.ts'
import { insertTelephoneAnswer } from './answer-store.ts'
import { type Answer, requireInState } from './warning.ts'

/** What a team said on the telephone. `named`: it agreed that the source may see its name (R15). */
export type TelephoneAnswer = {
  readonly team: string
  readonly answer: Answer
  readonly comment: string
  readonly named: boolean
}

/**
 * Enters an answer on a team's behalf, marked as taken by telephone: by the source, or by the secretariat where it
 * reads the warning itself. What the team answers itself outweighs it, before or after.
 *
 * @throws Refusal `not_found`, `telephone_not_yours`, `team_not_addressed`
 */
export async function answerByTelephone(act: Act, number: string, given: TelephoneAnswer): Promise<void> {
  const item = await openItem(act, number, { fresh: false, channel: 'portal' })
  const { viewer } = act
  if (viewer.kind !== 'person') throw notFound()
  requireInState('answer', item.versions, act.at)
  const outcome = await insertTelephoneAnswer(act.sql, { item: item.id, ...given })
  if (outcome === 'not-yours') throw new Refusal('telephone_not_yours')
  if (outcome === 'not-addressed') throw new Refusal('team_not_addressed')
  act.record({
    act: 'warning.answer-by-telephone',
    subject: { kind: 'item', id: item.id },
    detail: { answer: given.answer, team: given.team },
    sealedActor: item.mine && item.attribution === 'withheld',
  })
  await act.announce({ name: 'warning.answered', item: item.id })
}
