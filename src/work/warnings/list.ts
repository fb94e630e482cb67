import type { Act } from '#base/db/index.ts'
import { type Language, strictestFirst, type Tlp, type Urgency } from '#core/envelope/index.ts'
import { inboxLines, keptParts, ownLines } from '#people/access/index.ts'
import { ownAnswers } from './answer-store.ts'
import { receiptsOf } from './store.ts'
import type { Answer } from './warning.ts'

/** The boxes of the warnings screen. `kept`: everything I may read, addressed or not. */
export const BOXES = ['inbox', 'unread', 'needs-answer', 'mine', 'kept'] as const
export type Box = (typeof BOXES)[number]

export type WarningLine = {
  readonly number: string
  readonly at: Date
  /** Null for RED: not even its headline is told before a fresh sign-in. */
  readonly headline: string | null
  readonly language: Language
  readonly tlp: Tlp[]
  readonly urgency: Urgency
  readonly exercise: boolean
  readonly respondBy: Date | null
  readonly state: string
  readonly unread: boolean
  readonly answer: Answer | null
}

type PartLine = {
  part_id: string
  version: number
  item_id: string
  number: string
  at: Date
  tlp: string
  urgency: string
  exercise: boolean
  respond_by: Date | null
  position: number
  language: string
  headline: string
  state: string
  /** Told of one's own alone; in the future while it is held. */
  released_at?: Date | null
}

const PAGE = 100

/**
 * One page of a box, newest first, one line per warning. `after` is the place that the page before ended at, its
 * last part (keyset, never an offset).
 */
export async function listWarnings(
  act: Act,
  box: Box,
  after: { readonly key: Date; readonly id: string } | null,
): Promise<{ lines: WarningLine[]; next: { key: Date; id: string } | null }> {
  const place = after && { at: after.key, part: after.id }
  const parts = await partLines(act, box, place)
  const items = [...new Set(parts.map((part) => part.item_id))]
  const holder = act.viewer.appointment ?? act.viewer.key ?? null
  const [answers, receipts] = await Promise.all([
    ownAnswers(act.sql, items).execute(),
    holder ? receiptsOf(act.sql, holder, items).execute() : [],
  ])
  const answered = new Map(answers.map((row) => [row.item_id, row.answer]))
  const read = new Set(receipts.map((row) => `${row.part_id}:${row.version}`))
  const lines = items.map((item) =>
    line(
      parts.filter((part) => part.item_id === item),
      answered.get(item) ?? null,
      read,
      box,
      act.at,
    ),
  )
  const last = parts.length >= PAGE ? parts.at(-1) : undefined
  return {
    lines: lines.filter((found) => belongs(found, box)),
    next: last ? { key: last.at, id: last.part_id } : null,
  }
}

async function partLines(act: Act, box: Box, place: { at: Date; part: string } | null): Promise<PartLine[]> {
  if (box === 'mine') return ownLines(act.sql, place, PAGE).execute()
  if (box === 'kept') return keptParts(act.sql, place, PAGE).execute()
  const holders = [act.viewer.team, act.viewer.appointment].filter((holder) => holder !== undefined)
  const pages = await Promise.all(holders.map((holder) => inboxLines(act.sql, holder, place, PAGE).execute()))
  return pages
    .flat()
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.part_id.localeCompare(a.part_id))
    .slice(0, PAGE)
}

function line(
  parts: readonly PartLine[],
  answer: Answer | null,
  read: ReadonlySet<string>,
  box: Box,
  now: Date,
): WarningLine {
  // The first part that the viewer may read names the warning.
  const first = parts.toSorted((a, b) => a.position - b.position)[0] as PartLine
  const due = parts.flatMap((part) => (part.respond_by ? [part.respond_by.getTime()] : []))
  return {
    number: first.number,
    at: first.at,
    headline: first.tlp === 'RED' && box !== 'mine' ? null : first.headline,
    language: first.language as Language,
    tlp: strictestFirst(parts.map((part) => part.tlp as Tlp)),
    urgency: first.urgency as Urgency,
    exercise: first.exercise,
    respondBy: due.length > 0 ? new Date(Math.min(...due)) : null,
    state: parts.some((part) => isHeld(part, now)) ? 'held' : first.state,
    unread: box !== 'mine' && parts.some((part) => !read.has(`${part.part_id}:${part.version}`)),
    answer,
  }
}

const isHeld = ({ state, released_at }: PartLine, now: Date): boolean =>
  state === 'released' && released_at != null && released_at > now

/** `unread` and `needs-answer` are views of the inbox: what was read or answered leaves them. */
function belongs(found: WarningLine, box: Box): boolean {
  if (box === 'unread') return found.unread
  if (box === 'needs-answer')
    return (
      found.respondBy !== null &&
      (found.answer === null || found.answer === 'checking') &&
      found.state === 'open'
    )
  return true
}
