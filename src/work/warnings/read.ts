import type { Act } from '#base/db/index.ts'
import { decide, type Reason } from '#core/policy/index.ts'
import {
  factsOf,
  findSource,
  labelsOf,
  looksAt,
  type OpenItem,
  type Opening,
  openItem,
  ownParts,
  ownTasks,
  type PartRow,
  partsApart,
  readCounts,
  reviewsOn,
  revisionOf,
  tasksOn,
} from '#people/access/index.ts'
import { teamNames } from '#people/directory/index.ts'
import { verdictsOn } from '#work/approval/index.ts'
import { answerCounts, namedAnswers, ownAnswers, unnamedDetails, usefulnessCounts } from './answer-store.ts'
import { sayBeside } from './answering.ts'
import { reviewOf } from './review.ts'
import { ACTS_IN_STATE, stateOf, type WarningAct, type WarningState } from './warning.ts'

type Action = { readonly allowed: boolean; readonly because: string[] }

/**
 * A warning as its reader or its source opens it: the parts, why they may be read, what may be done with them, and
 * for the source how it was received. Opening leaves a receipt.
 *
 * @throws Refusal `not_found`
 */
export async function readWarning(act: Act, number: string, opening: Opening) {
  const item = await openItem(act, number, opening)
  const state = stateOf(item.versions, act.at)
  const rows = item.mine ? await ownParts(act, number) : []
  const [own] = item.mine ? [] : await ownAnswers(act.sql, [item.id]).execute()
  const [task] = item.mine ? [] : await ownTasks(act.sql, act.at).where('p.number', '=', number).execute()
  const labels = await labelsOf(act.sql, principalsIn(item))
  const say = (reason: Reason) => sayReason(reason, labels)
  return {
    number: item.number,
    state,
    exercise: item.exercise,
    attribution: item.attribution,
    originator: await findSource(act, item),
    urgency: item.urgency,
    mine: item.mine,
    locked: item.locked,
    facts: item.facts,
    apart: item.mine ? await partsApart(act.sql, item.id) : 0,
    revision: item.mine ? revisionOf(rows) : null,
    review: item.mine ? reviewOf(rows, await reviewsOn(act.sql, item.id)) : null,
    verdicts: item.mine ? (await verdictsOn(act.sql, item.id)).length : 0,
    task: task ? { purpose: task.purpose, reason: task.reason, until: task.until } : null,
    parts: item.parts.map((part) => ({
      ...part,
      because: part.because.map(say),
      passingOn: part.passingOn?.map(say) ?? null,
    })),
    answer: own ? { answer: own.answer, comment: own.comment, named: own.named, at: own.at } : null,
    actions: item.mine ? ownerActions(act, rows, state) : readerActions(act, state),
    ledger: item.mine ? await ledgerOf(act, item) : null,
  }
}

const principalsIn = (item: OpenItem): string[] => [
  ...new Set(
    item.parts.flatMap((part) =>
      part.because.flatMap((reason) => (reason.code === 'audience' ? [reason.principal] : [])),
    ),
  ),
]

/** A reason with the name of what let the viewer in; the principal itself stays inside. */
function sayReason(reason: Reason, labels: ReadonlyMap<string, { ja: string; en: string }>) {
  if (reason.code === 'audience') {
    const label = labels.get(reason.principal)
    const principal = reason.principal.split(':')[0] ?? ''
    return label ? { code: reason.code, principal, label } : { code: reason.code, principal }
  }
  if (reason.code === 'label') return { code: reason.code, tlp: reason.tlp }
  if (reason.code === 'embargo') return { code: reason.code, until: new Date(reason.until) }
  return { code: reason.code }
}

/** What the originator may do: the table of states, and the decision for the rows that each act is about. */
function ownerActions(act: Act, rows: readonly PartRow[], state: WarningState): Record<string, Action> {
  const verdict = (
    name: WarningAct,
    about: (row: PartRow) => boolean,
    decided: DecidedAct = name as DecidedAct,
  ): Action => {
    if (!ACTS_IN_STATE[state].includes(name)) return { allowed: false, because: [`state-${state}`] }
    const row = rows.filter(about).at(-1)
    if (!row) return { allowed: false, because: ['wrong-state'] }
    const decision = decide(act.viewer, factsOf(row), decided, act.at.getTime())
    return {
      allowed: decision.allowed,
      because: decision.allowed ? [] : decision.because.map((reason) => reason.code),
    }
  }
  const draft = (row: PartRow) => row.state === 'draft'
  const released = (row: PartRow) => row.state === 'released'
  const held = (row: PartRow) => released(row) && row.released_at !== null && row.released_at > act.at
  return {
    edit: verdict('edit', (row) => draft(row) || released(row)),
    review: verdict('review', draft, 'edit'),
    release: verdict('release', draft),
    'take-back': verdict('take-back', held),
    withdraw: verdict('withdraw', released),
    discard: verdict('discard', draft, 'edit'),
  }
}

type DecidedAct = Exclude<WarningAct, 'review' | 'discard'>

function readerActions(act: Act, state: WarningState): Record<string, Action> {
  if (!ACTS_IN_STATE[state].includes('answer'))
    return { answer: { allowed: false, because: [`state-${state}`] } }
  const may = act.viewer.team !== undefined || act.viewer.appointment !== undefined
  return { answer: { allowed: may, because: may ? [] : ['no-viewer'] } }
}

/** How it was received: counts, and names only of teams that allowed it (R15); looks at a withheld source (R5). */
async function ledgerOf(act: Act, item: OpenItem) {
  const reads = []
  for (const part of item.parts) {
    if (part.releasedAt === null) continue
    const { rows } = await readCounts(act.sql, part.id, part.version)
    const [count] = rows
    reads.push({
      part: part.id,
      version: part.version,
      readers: count?.readers ?? 0,
      teams: count?.teams ?? 0,
    })
  }
  const named = await namedAnswers(act.sql, item.id)
  const names = new Map(
    (
      await teamNames(
        act.sql,
        named.map((row) => row.team_id),
      )
    ).map((team) => [team.id, team]),
  )
  return {
    reads,
    answers: await answerCounts(act.sql, item.id),
    named: named.flatMap((row) => {
      const team = names.get(row.team_id)
      return team
        ? [{ team, answer: row.answer, at: row.at, byTelephone: row.by_telephone, ...sayBeside(row) }]
        : []
    }),
    unnamed: (await unnamedDetails(act.sql, item.id)).map(sayBeside),
    useful: await usefulnessCounts(act.sql, item.id),
    tasks: await tasksOn(act.sql, item.id),
    sourceLooks: item.attribution === 'withheld' ? await looksAt(act.sql, item.id).execute() : [],
  }
}
