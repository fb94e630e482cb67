import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Indicator } from '#core/observables/index.ts'
import { type Finding, type Replacement, replaced, withReplacements } from '#core/sanitise/index.ts'
import { type DraftPart, ownParts, type PartRow, revisionOf, saveParts } from '#people/access/index.ts'
import {
  carryIndicators,
  changeIndicators,
  indicatorPage,
  keepingIndicators,
} from '#work/indicators/index.ts'
import { checkParts } from './check.ts'
import { toCheck } from './check-drafts.ts'
import { placeOf } from './read-removals.ts'
import { type Removal, wordsIn } from './removal.ts'
import { insertRemoval } from './store.ts'

/** More indicators than an item holds. */
const MOST = 20_000
const HOUR = 3_600_000

/**
 * Replaces what was found by the chosen words, everywhere in the drafts of an item, and keeps a record of it for the
 * originator. An indicator that gives somebody away is taken out whole: another value in its place would be untrue.
 *
 * @param seen the revision whose findings were on the screen
 * @returns the revision now
 * @throws Refusal `not_found`, `changed_meanwhile`
 */
export async function replaceFindings(
  act: Act,
  number: string,
  seen: number,
  chosen: readonly Replacement[],
  keys: Keys,
): Promise<number> {
  const rows = await ownParts(act, number)
  if (revisionOf(rows) !== seen) throw new Refusal('changed_meanwhile')
  const drafts = rows.filter((row) => row.state === 'draft')
  const [first] = drafts
  if (!first) throw new Refusal('nothing_to_release')
  const checked = await checkParts(act, first, drafts.map(toCheck))
  const findings = checked.flatMap((one) => one.findings)
  const parts = drafts.map((row, index): DraftPart => {
    const here = findings.filter((one) => one.part === index && !one.indicator)
    const part = {
      content: row.body as DraftPart['content'],
      envelope: row.envelope as DraftPart['envelope'],
    }
    return { id: row.id, ...withReplacements(part, here, wordsIn(row.language, chosen)) }
  })
  let revision = await saveParts(act, rows, keepingIndicators(rows, parts), seen, { urgency: first.urgency })
  await carryIndicators(act, rows, await ownParts(act, number))
  for (const [index, row] of drafts.entries()) {
    const here = findings.filter((one) => one.part === index && one.indicator)
    revision = await replaceInIndicators(act, number, row, revision, here, chosen)
  }
  await keepRecord(act, first, drafts, findings, chosen, keys)
  return revision
}

async function replaceInIndicators(
  act: Act,
  number: string,
  row: PartRow,
  revision: number,
  findings: readonly Finding[],
  chosen: readonly Replacement[],
): Promise<number> {
  const words = wordsIn(row.language, chosen)
  const touched = findings.filter(({ key }) => words.has(key))
  if (touched.length === 0) return revision
  const newest = (await ownParts(act, number)).filter((one) => one.id === row.id).at(-1) ?? row
  const stored = await indicatorPage(act.sql, newest, -1, MOST).execute()
  const nameOf = ({ type, value }: { type: string; value: string }): string => `${type} ${value}`
  const byIndicator = Map.groupBy(touched, ({ indicator }) => (indicator ? nameOf(indicator) : ''))
  const remove: Pick<Indicator, 'type' | 'value'>[] = []
  const add: Indicator[] = []
  for (const one of stored) {
    const here = byIndicator.get(nameOf(one))
    if (!here) continue
    remove.push({ type: one.type, value: one.value })
    if (here.some(({ path }) => path === 'indicators')) continue
    const within = (path: string, text: string) =>
      replaced(
        text,
        here.filter((hit) => hit.path === path && text.slice(hit.from, hit.to) === hit.said),
        words,
      )
    add.push({
      type: one.type,
      value: one.value,
      names: one.names.map((name) => within('indicators.names', name)),
      size: one.size === null ? null : Number(one.size),
      objective: one.objective,
      confidence: one.confidence,
      firstSeen: one.firstSeen?.toISOString() ?? null,
      lastSeen: one.lastSeen?.toISOString() ?? null,
      comment: within('indicators.comment', one.comment),
    })
  }
  return changeIndicators(act, number, row.id, revision, { add, remove })
}

/** What was taken out, sealed: it names what nobody may be told. */
async function keepRecord(
  act: Act,
  first: PartRow,
  drafts: readonly PartRow[],
  findings: readonly Finding[],
  chosen: readonly Replacement[],
  keys: Keys,
): Promise<void> {
  const what = chosen.flatMap(({ key, language, to }): Removal[] => {
    const here = findings.filter((one) => one.key === key && drafts[one.part]?.language === language)
    const [one] = here
    if (!one) return []
    const said = [...new Set(here.map((hit) => hit.said))]
    return [{ key, language, to, kind: one.kind, said, places: here.length }]
  })
  if (what.length === 0) return
  const id = randomUUID()
  const withheld = first.attribution === 'withheld'
  await insertRemoval(act.sql, {
    id,
    item_id: first.item_id,
    what: keys.seal(JSON.stringify(what), placeOf(id)),
    taken_at: withheld ? new Date(Math.floor(act.at.getTime() / HOUR) * HOUR) : act.at,
  })
  act.record({
    act: 'sanitisation.replace',
    subject: { kind: 'item', id: first.item_id },
    detail: { things: what.length },
    sealedActor: withheld,
  })
}
