import { asLine, CAPTURE_LIMITS, cvssOf, type Gathering } from '#core/capture/index.ts'
import {
  type Confidence,
  type Found,
  findCves,
  findObservables,
  findTechniques,
  isRule,
  type ObservableType,
} from '#core/observables/index.ts'
import { judge, type Surroundings } from './judge.ts'
import { type Line, linesOf, placeOf, type Section, sectionsOf } from './lines.ts'

export interface Manner {
  readonly list: boolean
  readonly lure: boolean
  readonly confidence: Confidence | null
  /** Told before the place: `forwarded`; empty: the file itself. */
  readonly where: string
}

const FILE_HASHES: ReadonlySet<ObservableType> = new Set([
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
])

/** One thing with all that the lines around its places say of it. */
interface Gathered {
  readonly found: Found
  readonly place: string
  readonly names: Set<string>
  size: number | null
  comment: string
}

interface LineOf {
  readonly line: Line
  readonly section: Section
}

/** Lines with their section, to be asked in rising order of position. */
function walk(sections: readonly Section[]): (at: number) => LineOf | undefined {
  const all = sections.flatMap((section) => section.lines.map((line) => ({ line, section })))
  let index = 0
  return (at) => {
    while (index + 1 < all.length && (all[index + 1]?.line.start ?? 0) <= at) index++
    return all[index]
  }
}

/** Letters of a line outside of what was found in it: what it says of the values. */
function remark(line: Line, found: readonly Found[]): string {
  let rest = ''
  let last = line.start
  for (const { at, end } of found) {
    rest += `${line.text.slice(Math.max(0, last - line.start), Math.max(0, at - line.start))} `
    last = Math.max(last, end)
  }
  rest += line.text.slice(Math.max(0, last - line.start))
  return rest
    .replace(/[|,;、\t]+/g, ' ')
    .replace(/[:：](?=\s*:)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s*・:："'`>()[\]#.-]+|[\s:："'`<()[\]#-]+$/g, '')
}

function sizeIn(text: string): number | null {
  const said = /(?<![\d,])(\d{1,3}(?:,\d{3}){1,4}|\d{1,12}) ?(?:bytes?|バイト)(?![a-z])/i.exec(text)?.[1]
  return said === undefined ? null : Number(said.replaceAll(',', ''))
}

function knownOf(gathered: Map<string, Gathered>, found: Found, place: string): Gathered {
  const key = `${found.type} ${found.value}`
  const known = gathered.get(key) ?? { found, place, names: new Set(), size: null, comment: '' }
  gathered.set(key, known)
  return known
}

/**
 * Values of one line together: a single file name beside a digest is the name of that file.
 * @returns whether the line says nothing that is not taken now, so that the text can do without it
 */
function takeLine(
  gathering: Gathering,
  gathered: Map<string, Gathered>,
  { line, section }: LineOf,
  found: readonly Found[],
  manner: Manner,
): boolean {
  const around: Surroundings = { ...manner, kind: section.kind, line: line.text.slice(0, 2000) }
  const files = found.filter(({ type }) => type === 'filename')
  const digests = found.filter(({ type }) => FILE_HASHES.has(type))
  const name = files.length === 1 && digests.length > 0 ? files[0]?.value : undefined
  const speaking = manner.list || section.kind === 'indicators'
  const said = speaking ? asLine(remark(line, found), 200) : ''
  const place = placeOf(line, manner.where)
  let mentioned = false
  for (const one of found) {
    if (name !== undefined && one.type === 'filename') continue
    const verdict = judge(one, around)
    mentioned ||= verdict === 'mention'
    if (verdict === 'reference') gathering.reference(one.value, place)
    if (verdict === 'harmless')
      gathering.note('left-out', place, { what: `${one.type} ${asLine(one.value, 200)}` })
    if (verdict !== 'indicator') continue
    const known = knownOf(gathered, one, place)
    if (FILE_HASHES.has(one.type)) {
      if (name !== undefined) known.names.add(name)
      known.size ??= sizeIn(around.line)
    }
    if (known.comment === '' && /\p{L}{2}/u.test(said)) known.comment = said
  }
  return speaking && !mentioned && (manner.list || !/\p{L}{2}/u.test(said))
}

/**
 * Takes every indicator and reference of a text, each thing once.
 * @returns numbers of the lines that the text can do without
 */
function takeObservables(
  gathering: Gathering,
  found: readonly Found[],
  sections: readonly Section[],
  manner: Manner,
): Set<number> {
  const spent = new Set<number>()
  const gathered = new Map<string, Gathered>()
  const lineAt = walk(sections)
  let current: LineOf | undefined
  let together: Found[] = []
  const flush = () => {
    if (current !== undefined && together.length > 0) {
      if (takeLine(gathering, gathered, current, together, manner)) spent.add(current.line.number)
    }
    together = []
  }
  for (const one of found) {
    const here = lineAt(one.at)
    if (here !== current) flush()
    current = here
    together.push(one)
  }
  flush()
  for (const { found: one, place, names, size, comment } of gathered.values()) {
    gathering.indicator(
      {
        types: [one.type],
        value: one.value,
        names: [...names],
        size,
        confidence: manner.confidence,
        comment,
      },
      place,
    )
  }
  return spent
}

/** A rule is kept whole as an indicator; its lines need not stand in the text too. */
function linesOfRules(sections: readonly Section[], found: readonly Found[]): number[] {
  const rules = found.filter(({ type }) => isRule(type))
  if (rules.length === 0) return []
  const all = sections.flatMap((section) => section.lines)
  let index = 0
  return all
    .filter(({ start }) => {
      while (index < rules.length && (rules[index]?.end ?? 0) <= start) index++
      return start >= (rules[index]?.at ?? Number.POSITIVE_INFINITY)
    })
    .map(({ number }) => number)
}

const VECTOR = /CVSS:[234]\.\d\/[A-Z:/]{10,300}/

/** CVE ids; a vector on the same line belongs to the one id of that line. */
function takeVulnerabilities(gathering: Gathering, text: string): void {
  const all = findCves(text)
  const vectors = new Map<string, string>()
  for (const line of text.split('\n')) {
    const vector = line.length <= 5000 ? VECTOR.exec(line)?.[0] : undefined
    if (vector === undefined) continue
    const here = findCves(line)
    const id = here.length === 1 ? here[0] : all.length === 1 ? all[0] : undefined
    if (id !== undefined && !vectors.has(id)) vectors.set(id, vector)
  }
  for (const id of all) {
    const vector = vectors.get(id)
    gathering.vulnerability({ id, cvss: vector === undefined ? null : cvssOf(vector, null), exploited: null })
  }
}

export interface Taken {
  readonly lines: readonly Line[]
  readonly sections: readonly Section[]
  readonly found: readonly Found[]
  /** Numbers of lines that hold nothing but what was taken. */
  readonly spent: ReadonlySet<number>
}

/**
 * Takes from a text what can be told apart: indicators, references, vulnerabilities, techniques, products.
 * @param searched the text with what divides a table as blanks, each letter in its place
 */
export function takeFrom(gathering: Gathering, text: string, manner: Manner, searched = text): Taken {
  const lines = linesOf(text)
  const sections = sectionsOf(lines)
  const found = findObservables(searched)
  const spent = takeObservables(gathering, found, sections, manner)
  for (const number of linesOfRules(sections, found)) spent.add(number)
  takeVulnerabilities(gathering, text)
  for (const id of findTechniques(text)) gathering.technique(id, '')
  for (const section of sections.filter(({ kind }) => kind === 'products')) {
    for (const line of section.lines.slice(0, CAPTURE_LIMITS.list)) {
      const product = /^\s*[-*・•]\s*(.{2,200})$/.exec(line.text)?.[1]
      if (product !== undefined && !/[.。]$/.test(product)) gathering.product('', product, '')
    }
  }
  return { lines, sections, found, spent }
}
