import type { Act } from '#base/db/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { notFound } from '#core/errors/index.ts'
import { type Allowed, type Disclosed, decide, disclose, type Reason } from '#core/policy/index.ts'
import { factsOf, type PartContent, type PartRow, waitsForAcknowledgement } from './part.ts'
import { noteReceipt, readableParts } from './store.ts'

/** One version of a part as its reader sees it: content, handling, and why it may be read. */
export type OpenPart = {
  readonly id: string
  readonly version: number
  readonly state: PartRow['state']
  readonly superseded: boolean
  readonly mine: boolean
  /** Past its validity: readable, marked stale, left out of feeds and lookups (R18). */
  readonly stale: boolean
  readonly kind: PartRow['kind']
  readonly content: Omit<PartContent, 'indicators'> & { readonly indicators?: { readonly count: number } }
  readonly language: PartRow['language']
  /** The audience expression is for the originator, and for who reviews a draft: it names who else reads. */
  readonly envelope: Omit<Envelope, 'audience'> & { readonly audience?: Envelope['audience'] }
  readonly releasedAt: Date | null
  readonly revision: number
  readonly because: readonly Reason[]
  /** Why it may not be passed on now (embargo), if so. */
  readonly passingOn: readonly Reason[] | null
}

export type OpenItem = {
  readonly id: string
  readonly number: string
  readonly exercise: boolean
  readonly attribution: PartRow['attribution']
  readonly originator: string | null
  readonly urgency: PartRow['urgency']
  readonly mine: boolean
  readonly parts: readonly Disclosed<OpenPart>[]
  /** What the viewer may read, also what is not opened yet: how the item stands for him. */
  readonly versions: ReadonlyArray<{ readonly state: PartRow['state']; readonly releasedAt: Date | null }>
  /** Parts that wait for a fresh sign-in (RED). */
  readonly locked: number
  /** Parts that wait for the reader to acknowledge an undisclosed fact (R30). */
  readonly facts: number
}

/** What the caller proved and asks: RED is opened only after a fresh sign-in (SHARING, "Sign-in"). */
export type Opening = {
  readonly fresh: boolean
  readonly channel: 'portal' | 'machine'
  /** One version of one part, and nothing of the others. */
  readonly only?: { readonly part: string; readonly version: number }
}

/**
 * Opens an item: every version of its parts that the viewer may read, with receipts written in the same
 * transaction, and the read of RED recorded before it is sent.
 *
 * @throws Refusal `not_found`, exactly as for a number that never existed (R24)
 */
export async function openItem(act: Act, number: string, opening: Opening): Promise<OpenItem> {
  const { only } = opening
  const all = (await readableParts(act.sql, number).execute()) as unknown as Array<
    PartRow & { mine: boolean; had: boolean; acknowledged: boolean }
  >
  const rows = only ? all.filter((row) => row.id === only.part && row.version === only.version) : all
  const first = rows[0]
  if (!first) throw notFound()
  const parts: Disclosed<OpenPart>[] = []
  const versions: OpenItem['versions'][number][] = []
  let locked = 0
  let facts = 0
  for (const row of rows) {
    const decision = decide(act.viewer, factsOf(row), 'read', act.at.getTime(), row.had)
    // The database let the row through; both locks must open (R16).
    if (!decision.allowed || row.state === 'discarded') continue
    versions.push({ state: row.state, releasedAt: row.released_at })
    const red = (row.envelope as Envelope).tlp === 'RED'
    if (red && !row.mine && !opening.fresh) {
      locked += 1
      continue
    }
    if (waitsForAcknowledgement(row, decision)) {
      facts += 1
      continue
    }
    if (!row.mine) await leaveReceipt(act, row, opening.channel)
    if (red)
      act.record({
        act: 'part.read-red',
        subject: { kind: 'part', id: row.id },
        detail: { version: row.version },
        sealedActor: row.mine && row.attribution === 'withheld',
      })
    parts.push(disclose(openPart(row, decision, act), decision))
  }
  if (parts.length === 0 && locked === 0 && facts === 0) throw notFound()
  return {
    id: first.item_id,
    number: first.number,
    exercise: first.exercise,
    attribution: first.attribution,
    originator: first.attribution === 'named' || first.mine ? first.originator : null,
    urgency: first.urgency,
    mine: rows.some((row) => row.mine),
    parts,
    versions,
    locked,
    facts,
  }
}

/** A part that may be read, as its reader gets it. */
export function openPart(
  row: PartRow & { mine: boolean },
  decision: Allowed,
  act: Pick<Act, 'viewer' | 'at'>,
): OpenPart {
  const { audience, outside, ...shared } = row.envelope as Envelope
  // Readers learn where it came from (R27); who gave permission, and how, stays with the originator.
  const rest = outside ? { ...shared, outside: row.mine ? outside : { ...outside, permission: '' } } : shared
  // a reviewer is asked about a draft: text and readers together (SHARING, "Task")
  const isDraft = row.state === 'draft' || row.state === 'overtaken'
  const reviews = isDraft && decision.because.some(({ code }) => code === 'task')
  const envelope = row.mine || reviews ? { ...rest, audience } : rest
  const facts = factsOf(row)
  const passOn = decide(act.viewer, facts, 'pass-on', act.at.getTime(), true)
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    superseded: facts.supersededAt !== null && facts.supersededAt <= act.at.getTime(),
    mine: row.mine,
    stale: envelope.validUntil !== null && Date.parse(envelope.validUntil) <= act.at.getTime(),
    kind: row.kind,
    content: contentOf(row),
    language: row.language,
    envelope,
    releasedAt: row.released_at,
    revision: row.revision,
    because: decision.because,
    passingOn: passOn.allowed ? null : passOn.because,
  }
}

/** As readers get it: how many indicators there are, not the hash that tells versions apart. */
function contentOf(row: PartRow): OpenPart['content'] {
  const { indicators, ...content } = row.body as PartContent
  return indicators ? { ...content, indicators: { count: indicators.count } } : content
}

/** Proof that the viewer has this version, by this channel. */
export async function leaveReceipt(act: Act, row: PartRow, channel: string): Promise<void> {
  const holder = act.viewer.appointment ?? act.viewer.key
  if (!holder) return
  await noteReceipt(act.sql, {
    part: row.id,
    version: row.version,
    item: row.item_id,
    holder,
    team: act.viewer.team ?? null,
    channel,
    at: act.at,
  })
}
