import { type Loose, textAt, unmarkedText } from '#core/capture/index.ts'
import { isDeleted } from './attribute.ts'
import type { Context } from './context.ts'
import { stableUuid } from './uuid.ts'

/** The parts of our own files, each an event report with an id made of its event's and its kind. */
export const REPORT_KINDS = ['summary', 'technical', 'victim'] as const
export const reportId = (event: string, kind: (typeof REPORT_KINDS)[number]): string =>
  stableUuid(event, 'report', kind)

/**
 * Takes an event report: Markdown about the attack, unless it is one of ours and says which part it is.
 * Its pointers (`@[attribute](uuid)`) become the values that they point to.
 */
export function takeReport(report: Loose, place: string, event: string, context: Context): void {
  const { gathering } = context
  if (isDeleted(report)) {
    gathering.note('revoked', place, { what: 'event report' })
    return
  }
  const own =
    event === '' ? undefined : REPORT_KINDS.find((kind) => reportId(event, kind) === textAt(report, 'uuid'))
  const text = pointed(textAt(report, 'content'), context)
  if (own) gathering.text(own, '', unmarkedText(text))
  else {
    gathering.text('summary', '', SUMMARY.exec(text)?.[1] ?? '')
    gathering.text('technical', '', text)
  }
}

/** The first paragraphs under a heading that means "summary". */
const SUMMARY =
  /^#{1,3}[ \t]*(?:executive summary|summary|tl;?dr|overview|概要|要約|要旨)[ \t]*\n+((?:(?!#)[^\n]*\n?){1,60})/im
const POINTER = /@!?\[(\w{1,40})\]\(([^()\n]{1,400})\)/g

const pointed = (content: string, { names }: Context): string =>
  content.replace(POINTER, (_, kind: string, to: string) =>
    kind === 'tag' ? (/="(.*)"$/.exec(to)?.[1] ?? to) : `\`${names.get(to) ?? to}\``,
  )
