import {
  type Capture,
  CaptureFault,
  type CaptureFormat,
  Gathering,
  type Reading,
  reading,
} from '#core/capture/index.ts'
import type { Found } from '#core/observables/index.ts'
import { compose } from './compose.ts'
import { type FrontMatter, frontMatter } from './front-matter.ts'
import type { Line } from './lines.ts'
import { listIn } from './list.ts'
import { labelOfField, takeLabels, takeLabelsOf, withoutLabel } from './markings.ts'
import { takeFrom } from './take.ts'

/** Longest text that is read, in UTF-16 units. What is longer is a log or a dump, not a warning. */
const TEXT_MAX = 5_000_000

/**
 * Reads a plain text (also a list, a table with commas): title, labels where labels stand, indicators with their
 * defanging undone, vulnerabilities, techniques, references, and the words under their headings.
 */
export const readText = (text: string): Reading => reading(() => [textCapture(plain(text), 'text')])

/** Reads a Markdown text; as `readText`, and title, label, products and summary of its front matter. */
export const readMarkdown = (text: string): Reading => reading(() => [textCapture(plain(text), 'markdown')])

/** Without the byte order mark, its line ends `\n`. @throws CaptureFault for what is too long or no text at all */
function plain(text: string): string {
  if (text.length > TEXT_MAX)
    throw new CaptureFault('capture_too_large', '', `a text of more than ${TEXT_MAX} characters`)
  const nothing = text.indexOf('\0')
  if (nothing >= 0) throw new CaptureFault('capture_broken', `character ${nothing + 1}`, 'not a text')
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
}

function textCapture(text: string, format: CaptureFormat): Capture {
  const gathering = new Gathering()
  const matter = format === 'markdown' ? frontMatter(text) : null
  const body = matter?.body ?? text
  const list = listIn(body)
  const manner = { list: list !== null, lure: false, confidence: null, where: '' }
  const taken = takeFrom(gathering, body, manner, list?.searched)
  const markers = takeLabels(gathering, taken.lines)
  const field = (name: string) => matter?.fields.get(name)?.values[0]
  const title = withoutLabel(field('title') ?? (list !== null ? '' : titleOf(taken.lines, taken.found)))
  takeLabelsOf(gathering, field('title') ?? '', 'title')
  if (matter !== null) takeMatter(gathering, matter)
  const spent = new Set([...taken.spent, ...markers, list?.header ?? titleLine(taken.lines, title)])
  compose(gathering, { ...taken, spent }, title)
  return gathering.finish(format, {
    reference: field('id') ?? '',
    source: field('publisher') ?? field('source') ?? '',
    title,
    language: null,
    observedAt: null,
  })
}

const SUBJECT = /^(?:件名|題名|タイトル|Subject|Title)\s*[:：]\s*(.{2,300})$/i

/** The first heading of Markdown, a line that says so itself, else the first line with words of its own. */
function titleOf(lines: readonly Line[], found: readonly Found[]): string {
  const head = lines.filter(({ text }) => text.trim() !== '').slice(0, 40)
  const marked = head.find(({ text }) => /^#{1,3}\s+\S/.test(text))
  if (marked !== undefined) return marked.text.replace(/^#+\s+|\s+#+\s*$/g, '')
  const told = head.slice(0, 10).map(({ text }) => SUBJECT.exec(text.trim())?.[1])
  const said = told.find((one) => one !== undefined)
  if (said !== undefined) return said
  const first = head.find(({ text, start }) => {
    const value = found.some(({ at }) => at >= start && at < start + text.length)
    return !value && withoutLabel(text).length >= 4 && /\p{L}{2}/u.test(withoutLabel(text)) && !isBare(text)
  })
  return (first?.text ?? '')
    .trim()
    .replace(/^[■◆●▼□◇★◎]\s*/, '')
    .replace(/^【([^】]+)】$/, '$1')
    .slice(0, 200)
}

/** A line that is the label and no title. */
const isBare = (text: string): boolean =>
  /^[^\p{L}]*(?:TLP|PAP)[^\p{L}]*[A-Z+ ]{3,14}[^\p{L}]*$/iu.test(text.normalize('NFKC'))

/** The line that is the title and nothing else, unless it is a heading; 0: there is none. */
function titleLine(lines: readonly Line[], title: string): number {
  const said = (text: string) => withoutLabel(SUBJECT.exec(text.trim())?.[1] ?? text)
  return (
    lines.slice(0, 40).find(({ text, heading }) => !heading && text !== '' && said(text) === title)?.number ??
    0
  )
}

const READ = new Set([
  'title',
  'tlp',
  'pap',
  'product',
  'products',
  'versions',
  'version',
  'excerpt',
  'summary',
  'description',
  'cves',
  'cve',
  'layout',
])

function takeMatter(gathering: Gathering, { fields }: FrontMatter): void {
  const all = (...names: string[]) => names.flatMap((name) => fields.get(name)?.values ?? [])
  for (const scheme of ['tlp', 'pap']) {
    for (const word of all(scheme)) {
      const label = labelOfField(scheme, word)
      if (label !== null) gathering.label(label, scheme)
    }
  }
  for (const id of all('cves', 'cve')) gathering.vulnerability({ id, cvss: null, exploited: null })
  const versions = all('versions', 'version')
  for (const [index, name] of all('product', 'products').entries()) {
    gathering.product('', name, versions[index] ?? '')
  }
  gathering.text('summary', '', all('excerpt', 'summary', 'description').join('\n\n'))
  const unread = [...fields].filter(([name, { values }]) => !READ.has(name) && values.length > 0)
  if (unread.length === 0) return
  gathering.text('technical', '', unread.flatMap(([, { lines }]) => lines).join('\n'))
  gathering.note('kept-as-text', 'line 1', { what: unread.map(([name]) => name).join(', ') })
}
