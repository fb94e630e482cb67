import { type Loose, textAt } from '#core/capture/index.ts'
import { isDeleted } from './attribute.ts'
import type { Context } from './context.ts'
import { stableUuid } from './uuid.ts'

/** The parts of our own files, each an event report with an id made of its event's and its kind. */
export const REPORT_KINDS = ['summary', 'technical', 'victim'] as const
export const reportId = (event: string, kind: (typeof REPORT_KINDS)[number]): string =>
  stableUuid(event, 'report', kind)

/** First line of a report of ours: the marking. It is read as tags, so the text need not carry it twice. */
const MARKING = /^\*\*TLP:[A-Z+]+\*\*[^\n]*\n+/

/**
 * Takes an event report: Markdown about the attack, unless it is one of ours and says which part it is.
 * Its pointers (`@[attribute](uuid)`) become the values that they point to.
 */
export function takeReport(report: Loose, place: string, event: string, context: Context): void {
  const { gathering } = context
  if (isDeleted(report)) return gathering.note('revoked', place, { what: 'event report' })
  const uuid = textAt(report, 'uuid')
  const own = event === '' ? undefined : REPORT_KINDS.find((kind) => reportId(event, kind) === uuid)
  const content = textAt(report, 'content').replace(own ? MARKING : /^$/, '')
  const text = content.replace(
    /@!?\[(\w{1,40})\]\(([^()\n]{1,400}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?)\)/g,
    (_, kind: string, to: string) => (kind === 'tag' ? `(${to})` : `\`${context.names.get(to) ?? to}\``),
  )
  if (own) return gathering.text(own, '', text)
  const summary =
    /^#{1,3}[ \t]*(?:executive summary|summary|tl;?dr|overview|概要|要約|要旨)[ \t]*\n+((?:(?!#)[^\n]*\n?){1,60})/im.exec(
      text,
    )?.[1]
  if (summary !== undefined) gathering.text('summary', '', summary)
  gathering.text('technical', '', text)
}
