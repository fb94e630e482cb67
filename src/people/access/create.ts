import { randomBytes, randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { itemNumber } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { compile, type DraftPart, type ItemTraits, ownersOf } from './part.ts'
import { holdPen, insertItem, insertPart, insertSource, keepOwn, newOwner, numberTaken } from './store.ts'

/** Seals who the source is, for one item, under a key outside the database (R5). */
export type SealSource = (
  item: string,
  source: { team: string | null; appointment: string; person: string },
) => string

/** A new item with its drafts. The number is random and says nothing (R24). */
export async function createItem(
  act: Act,
  traits: ItemTraits,
  parts: readonly DraftPart[],
  seal: SealSource,
): Promise<{ id: string; number: string }> {
  const writer = await requirePen(act, traits, parts)
  const id = randomUUID()
  const number = await freshNumber(act)
  const withheld = traits.attribution === 'withheld' ? writer : null
  const hidden = withheld && `owner:${randomBytes(16).toString('hex')}`
  if (withheld && hidden) await newOwner(act.sql, withheld.tag, hidden)
  await insertItem(act.sql, {
    id,
    number,
    kind: traits.kind,
    exercise: traits.exercise,
    at: writtenAt(act.at, hidden),
  })
  for (const [position, part] of parts.entries())
    await addPart(act, { id, number, ...traits }, part, position, hidden)
  if (withheld) {
    const { appointment, person } = withheld
    await insertSource(act.sql, id, seal(id, { team: act.viewer.team ?? null, appointment, person }))
  }
  return { id, number }
}

/**
 * Who writes: a person under an appointment, or, for what its whole team may hold, a team's key (null).
 * @throws Refusal `acting_as_required`, `acting_as_refused`, `person_needed`
 */
async function requirePen(act: Act, { attribution }: ItemTraits, parts: readonly DraftPart[]) {
  const { asker } = act
  if (asker.kind === 'person' && act.viewer.appointment) return asker
  if (asker.kind !== 'key') throw new Refusal('acting_as_required')
  if (attribution === 'withheld' || parts.some(({ envelope }) => envelope.tlp === 'RED'))
    throw new Refusal('person_needed')
  if (!(await holdPen(act.sql))) throw new Refusal('acting_as_refused')
  return null
}

/** Adds a part, as version 1 in draft, to an item that is being written. */
export async function addPart(
  act: Act,
  item: ItemTraits & { id: string; number: string },
  part: DraftPart,
  position: number,
  hiddenOwner: string | null,
  next?: { id: string; version: number; owners: readonly string[] },
): Promise<{ id: string; version: number }> {
  const id = next?.id ?? randomUUID()
  const version = next?.version ?? 1
  const isNew = await insertPart(act.sql, {
    id,
    version,
    item_id: item.id,
    number: item.number,
    item_kind: item.kind,
    kind: part.envelope.kind,
    position,
    state: 'draft',
    owners: ownersOf(act.viewer, part.envelope.tlp, hiddenOwner, next?.owners),
    originator: hiddenOwner ? null : (act.viewer.team ?? null),
    attribution: item.attribution,
    urgency: item.urgency,
    exercise: item.exercise,
    language: part.envelope.language,
    headline: part.content.headline,
    body: JSON.stringify(part.content),
    envelope: JSON.stringify(part.envelope),
    written_at: writtenAt(act.at, hiddenOwner),
    ...compile(part.envelope),
  })
  // The next version is there, but of a narrower circle: somebody wrote it since.
  if (!isNew) throw new Refusal('changed_meanwhile')
  await keepOwn(act.sql, id, version)
  return { id, version }
}

const HOUR_MS = 3_600_000

/** Coarse where the source is withheld: the minute would point at who was signed in (R5). */
const writtenAt = (at: Date, hiddenOwner: string | null): Date =>
  hiddenOwner ? new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS) : at

async function freshNumber(act: Act): Promise<string> {
  for (;;) {
    const number = itemNumber(randomBytes(6))
    if (!(await numberTaken(act.sql, number))) return number
  }
}
