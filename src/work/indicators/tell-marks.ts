import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import type { ObservableType } from '#core/observables/index.ts'
import { openItem } from '#people/access/index.ts'
import { fingerprintFor, insertFlag, insertSeen, marksOn, putVerdict } from './mark-store.ts'
import { isFitToBlock, type Verdict } from './verdict.ts'

type Named = { readonly type: ObservableType; readonly value: string }

const opening = { fresh: false, channel: 'portal' } as const

async function partOf(act: Act, number: string, part: string) {
  const item = await openItem(act, number, opening)
  const newest = item.parts.filter(({ id }) => id === part).sort((a, b) => b.version - a.version)[0]
  if (!newest) throw notFound()
  return { item, newest }
}

/** Flags an indicator as a false positive for the viewer's team (R18). Twice is once. @throws Refusal `not_found` */
export async function tellFalsePositive(
  act: Act,
  number: string,
  part: string,
  given: Named & { readonly reason: string },
): Promise<void> {
  const { item } = await partOf(act, number, part)
  const mark = await fingerprintFor(act.sql, part, given)
  if (!mark || !(await insertFlag(act.sql, part, mark, given.reason))) throw notFound()
  act.record({ act: 'indicator.flag', subject: { kind: 'item', id: item.id } })
  await act.announce({ name: 'warning.answered', item: item.id })
}

/** Says that the viewer's team has seen an indicator itself (R19). Twice is once. @throws Refusal `not_found` */
export async function confirmIndicator(act: Act, number: string, part: string, given: Named): Promise<void> {
  const { item } = await partOf(act, number, part)
  const mark = await fingerprintFor(act.sql, part, given)
  if (!mark || !(await insertSeen(act.sql, part, mark))) throw notFound()
  act.record({ act: 'indicator.confirm', subject: { kind: 'item', id: item.id } })
}

/** Decides a flag as originator; the flag stays visible either way. @throws Refusal `not_found` */
export async function decideFlag(
  act: Act,
  number: string,
  flag: string,
  given: { readonly verdict: Verdict; readonly answer: string },
): Promise<void> {
  const item = await openItem(act, number, opening)
  if (!(await putVerdict(act.sql, flag, given.verdict, given.answer))) throw notFound()
  act.record({
    act: 'indicator.decide-flag',
    subject: { kind: 'item', id: item.id },
    detail: { verdict: given.verdict },
    sealedActor: item.mine && item.attribution === 'withheld',
  })
}

/** What teams say of the indicators of a part: flags with the originator's verdict, confirmations, fitness to block. */
export async function readMarks(act: Act, number: string, part: string) {
  const { newest } = await partOf(act, number, part)
  const rows = await marksOn(act.sql, part, newest.version)
  const indicators = [...new Map(rows.map((row) => [`${row.type} ${row.value}`, row])).values()]
  return indicators.map(({ type, value, objective, confirmed, confirmed_by_us }) => {
    const flags = rows.filter((row) => row.type === type && row.value === value && row.id !== null)
    return {
      type,
      value,
      confirmed,
      confirmedByUs: confirmed_by_us,
      fitToBlock: isFitToBlock(
        objective,
        confirmed,
        flags.map((row) => row.verdict),
      ),
      flags: flags.map(({ id, reason, at, mine, verdict, answer }) => ({
        id: id ?? '',
        reason: reason ?? '',
        at: at ?? new Date(0),
        mine,
        verdict,
        answer,
      })),
    }
  })
}
