import type { Act } from '#base/db/index.ts'
import { afterWorkingDays, type Charter } from '#core/charter/index.ts'
import { answerObjection, type Objection, objectTo, openItem } from '#people/access/index.ts'

type Reply = Parameters<typeof answerObjection>[2]

const HOUR = 3_600_000

/**
 * Objects to a part of a warning (R32): it stops for new readers until the source has answered, which is due within
 * the charter's time.
 *
 * @throws Refusal `not_found`, `objection_not_yours`, `objected_already`
 */
export async function objectToWarning(
  act: Act,
  number: string,
  objection: Objection,
  charter: Charter,
): Promise<void> {
  const { urgency } = await openItem(act, number, { fresh: false, channel: 'portal' })
  const { immediateHours, otherWorkingDays } = charter.objectionWithin
  const due =
    urgency === 'immediate'
      ? new Date(act.at.getTime() + immediateHours * HOUR)
      : afterWorkingDays(charter, act.at, otherWorkingDays)
  const item = await objectTo(act, number, objection, due)
  act.record({
    act: 'warning.object',
    subject: { kind: 'item', id: item },
    detail: { cause: objection.cause },
  })
  await act.announce({ name: 'warning.changed', item })
}

/**
 * Answers an objection as source. Both statements stand side by side; where no other objection waits, whoever was to
 * read the part reads it from now on and is told.
 *
 * @throws Refusal `not_found`
 */
export async function replyToObjection(
  act: Act,
  number: string,
  objection: string,
  reply: Reply,
): Promise<void> {
  const opened = await openItem(act, number, { fresh: false, channel: 'portal' })
  const item = await answerObjection(act, objection, reply)
  act.record({
    act: 'warning.answer-objection',
    subject: { kind: 'item', id: item },
    detail: { outcome: reply.outcome },
    sealedActor: opened.attribution === 'withheld',
  })
  await act.announce({ name: 'warning.changed', item })
  await act.enqueue('warnings.notify', { item }, { key: `notify:${item}` })
}
