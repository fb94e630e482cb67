import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { type Finding, fieldsOf, suggest } from '#core/sanitise/index.ts'
import { type Opening, type PartRow, revisionOf } from '#people/access/index.ts'
import { checkParts } from './check.ts'
import { checkSmallWorld } from './check-small-world.ts'
import { openDrafts, toCheckOpen } from './open-drafts.ts'
import { requireSecondPerson } from './override.ts'
import { readRemovals } from './read-removals.ts'
import { overridesOf } from './store.ts'

/**
 * How the check of an item stands, for its originator and for whoever was asked to review it: the findings in what is
 * not released yet, what to write instead, which parts a second person let through, what was taken out.
 *
 * @throws Refusal `not_found`
 */
export async function readChecks(act: Act, number: string, opening: Opening, keys: Keys) {
  const { item, parts, rows } = await openDrafts(act, number, opening)
  const checked = await checkParts(act, item, parts.map(toCheckOpen))
  const findings = checked.flatMap((one) => one.findings)
  const removed = item.mine ? await readRemovals(act, item.id, keys) : []
  const overrides = await overridesOf(act.sql, item.id).execute()
  const before = removed.flatMap(({ what }) => what)
  return {
    mine: item.mine,
    second: await isSecondPerson(act, rows),
    revision: item.mine ? revisionOf(rows) : null,
    locked: item.locked,
    parts: parts.map(({ id, kind, language, content, envelope }, index) => ({
      id,
      kind,
      language,
      digest: checked[index]?.digest ?? '',
      texts: fieldsOf({ content, envelope }),
      override: overrideOf(overrides, id, checked[index]?.digest),
    })),
    findings: findings.map(asTold),
    smallWorlds: await checkSmallWorld(act, item.attribution, parts),
    suggestions: suggest(
      findings,
      parts.map(({ language }) => language),
      before,
      parts.flatMap((part) => fieldsOf(part).map(({ text }) => text)),
    ),
    removed: removed.map(({ at, what }) => ({
      at,
      what: what.map(({ kind, said, to, places }) => ({ kind, said: [...said], to, places })),
    })),
  }
}

/** A finding as its reader gets it: whom it names, not how the dictionary knows. */
export const asTold = ({ subject, ...finding }: Finding) => ({
  ...finding,
  subject: subject && { kind: subject.kind, own: subject.own, name: subject.name },
})

/** Whether the viewer may let it through: anybody who sees it but its authors. */
async function isSecondPerson(act: Act, rows: readonly PartRow[]): Promise<boolean> {
  try {
    await requireSecondPerson(
      act,
      rows.flatMap(({ owners }) => owners),
    )
    return true
  } catch {
    return false
  }
}

type Override = { part_id: string; digest: string; reason: string; given_at: Date }

function overrideOf(overrides: readonly Override[], part: string, digest: string | undefined) {
  const found = overrides.find((one) => one.part_id === part && one.digest === digest)
  return found ? { reason: found.reason, at: found.given_at } : null
}
