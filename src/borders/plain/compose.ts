import type { Gathering } from '#core/capture/index.ts'
import type { Line, Section } from './lines.ts'
import type { Taken } from './take.ts'

/** A text without headings up to this length is one piece, in UTF-16 units. */
const SHORT = 1500

const bodyOf = (lines: readonly Line[], spent: ReadonlySet<number>): string =>
  lines
    .filter(({ number }) => !spent.has(number))
    .map(({ text }) => text)
    .join('\n')
    .replace(/```[a-z]*\n+```/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const GREETING =
  /^(?:各位|皆様|皆さま|みなさま|.{0,30}(?:様|御中|さん)$|いつも|お世話に|お疲れ|平素|dear|hi\b|hello|all,)/i

/** The first paragraph that says something, and all the others in their order. */
function lead(text: string): [string, string] {
  const paragraphs = text.split(/\n{2,}/)
  const first = paragraphs.findIndex(
    (one) => one.trim().length >= 20 && !one.split('\n').every((line) => GREETING.test(line.trim())),
  )
  if (first < 0) return [text, '']
  return [paragraphs[first] ?? '', paragraphs.filter((_, index) => index !== first).join('\n\n')]
}

function unheaded(gathering: Gathering, text: string): void {
  const [first, rest] = text.length <= SHORT ? [text, ''] : lead(text)
  gathering.text('summary', '', first)
  gathering.text('technical', '', rest)
}

/** Which part a section goes to: only what is headed as the victim's goes there, nothing is guessed into it. */
function partOf(section: Section, index: number, hasSummary: boolean): 'summary' | 'technical' | 'victim' {
  if (section.kind === 'victim') return 'victim'
  if (section.kind === 'summary') return 'summary'
  return index === 0 && !hasSummary && section.kind === 'other' ? 'summary' : 'technical'
}

/** Puts the words of a text into the parts, by its headings; lines that hold nothing but taken values are left out. */
export function compose(gathering: Gathering, { sections, spent }: Taken, title: string): void {
  const said = sections
    .map((section) => ({ section, body: bodyOf(section.lines, spent) }))
    .filter(({ section, body }) => body !== '' || section.heading !== '')
  if (said.every(({ section }) => section.heading === '')) {
    unheaded(gathering, said.map(({ body }) => body).join('\n\n'))
    return
  }
  // a heading that is the title needs no second place
  const real = said.filter(({ body }) => body !== '')
  const hasSummary = real.some(({ section }) => section.kind === 'summary')
  for (const [index, { section, body }] of real.entries()) {
    const part = partOf(section, index, hasSummary)
    const heading = section.heading === title || part === 'summary' ? '' : section.heading
    gathering.text(part, heading, body)
  }
}
