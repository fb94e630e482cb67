import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { openItem } from '#people/access/index.ts'
import { cancelReminders } from '#work/deliveries/index.ts'
import { insertAnswer } from './answer-store.ts'
import { BARE, type GivenAnswer } from './answering.ts'
import { stoppedBy } from './stop-exercise.ts'
import { requireInState } from './warning.ts'

/**
 * Answers a warning for the viewer's team (or, in a body, for the person). The latest answer counts. Only who may
 * read may answer; the source does not answer itself.
 *
 * @throws Refusal `answer_period_backwards`
 */
export async function answerWarning(act: Act, number: string, given: GivenAnswer): Promise<void> {
  const item = await openItem(act, number, {
    fresh: false,
    channel: act.viewer.kind === 'key' ? 'machine' : 'portal',
  })
  if (item.mine) throw new Refusal('own_item_not_answered')
  requireInState('answer', item.versions, act.at)
  const real = item.exercise ? await stoppedBy(act) : null
  if (real !== null) throw new Refusal('exercise_stopped', { params: { number: real } })
  const by = act.viewer.appointment ?? act.viewer.key
  if (!by) throw notFound()
  const details = given.details ?? BARE
  if (details.lookedFrom && details.lookedTo && details.lookedFrom > details.lookedTo)
    throw new Refusal('answer_period_backwards')
  await insertAnswer(act.sql, {
    id: randomUUID(),
    item: item.id,
    team: act.viewer.team ?? null,
    appointment: act.viewer.team ? null : by,
    answer: given.answer,
    comment: given.comment,
    named: given.named,
    details,
    by,
    at: act.at,
  })
  await cancelReminders(act, item.id)
  act.record({
    act: 'warning.answer',
    subject: { kind: 'item', id: item.id },
    detail: { answer: given.answer },
  })
  await act.announce({ name: 'warning.answered', item: item.id })
}
