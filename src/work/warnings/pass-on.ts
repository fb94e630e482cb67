import type { Act } from '#base/db/index.ts'
import type { Language } from '#core/envelope/index.ts'
import { notFound } from '#core/errors/index.ts'
import { type Onward, type OnwardStop, stopsOnward } from '#core/policy/index.ts'
import { type OpenPart, openItem } from '#people/access/index.ts'
import { charterOf, faceOf } from '#people/association/index.ts'
import { indicatorsOf } from '#work/indicators/index.ts'
import { ownAnswers } from './answer-store.ts'
import type { Answer } from './warning.ts'
import { writeOnward } from './write-onward.ts'

/** A part that is not in the text, and why. */
type LeftOut = Pick<OpenPart, 'kind'> & { readonly tlp: string; readonly why: OnwardStop | 'withdrawn' }

/**
 * Makes the text with which a reader hands a warning on (横展開), of what its marking lets pass to these people. Renkei
 * sends nothing; that it was made is on record. Of what was withdrawn as wrong it makes the withdrawal.
 *
 * @returns subject and text, null where nothing may pass; what was left out, and why
 * @throws Refusal `not_found`
 */
export async function passOn(act: Act, number: string, to: Onward, language: Language) {
  if (act.viewer.kind !== 'person') throw notFound()
  const item = await openItem(act, number, { fresh: false, channel: 'portal' })
  const passing: OpenPart[] = []
  const leftOut: LeftOut[] = []
  for (const part of latest(item.parts)) {
    const { kind, envelope } = part
    const stop =
      part.state === 'released' || part.state === 'withdrawn-wrong'
        ? stopOf(part, to)
        : ('withdrawn' as const)
    if (stop) leftOut.push({ kind, tlp: envelope.tlp, why: stop })
    else passing.push(part)
  }
  if (passing.length === 0) return { made: null, leftOut }
  const holding = passing.filter(
    ({ content, stale, state }) => content.indicators && !stale && state === 'released',
  )
  const [answer] = await ownAnswers(act.sql, [item.id]).execute()
  const charter = await charterOf(act)
  const made = writeOnward(
    {
      number: item.number,
      exercise: item.exercise,
      urgency: item.urgency,
      parts: passing,
      indicators: holding.length > 0 ? await indicatorsOf(act.sql, holding).execute() : [],
      answer: item.mine ? null : ((answer?.answer as Answer | undefined) ?? null),
      association: (await faceOf(act)).name,
      community: charter.greenCommunity,
      zone: charter.timeZone,
    },
    to,
    language,
  )
  act.record({
    act: 'warning.pass-on',
    subject: { kind: 'item', id: item.id },
    detail: { to, parts: passing.length },
    sealedActor: item.mine && item.attribution === 'withheld',
  })
  return { made, leftOut }
}

/** Of each part the newest version that is out. */
const latest = (parts: readonly OpenPart[]): OpenPart[] => {
  const newest = new Map<string, OpenPart>()
  for (const part of parts) {
    if (part.superseded || part.releasedAt === null) continue
    const known = newest.get(part.id)
    if (!known || known.version < part.version) newest.set(part.id, part)
  }
  return [...newest.values()]
}

const stopOf = ({ kind, envelope, passingOn }: OpenPart, to: Onward): OnwardStop | null =>
  stopsOnward(
    {
      kind,
      tlp: envelope.tlp,
      employeesOnly: envelope.employeesOnly,
      agreements: envelope.agreements,
      outside: envelope.outside ? (envelope.outside.label ?? 'AMBER') : null,
      embargoed: passingOn !== null,
    },
    to,
  )
