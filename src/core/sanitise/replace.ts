import type { Language } from '#core/envelope/index.ts'
import { parseBlock } from '#core/observables/index.ts'
import { type Field, fieldsOf, type Written, withFields } from './fields.ts'
import type { Finding } from './finding.ts'

/** What stands in a text instead, for one thing in one language. */
export interface Replacement {
  readonly key: string
  readonly language: Language
  readonly to: string
}

const letter = (index: number): string => {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

const WORDS: Readonly<
  Record<Language, Readonly<Record<'organisation' | 'person' | 'product', (name: string) => string>>>
> = {
  ja: {
    organisation: (name) => `${name}社`,
    person: (name) => `担当者${name}`,
    product: (name) => `製品${name}`,
  },
  en: {
    organisation: (name) => `Company ${name}`,
    person: (name) => `Person ${name}`,
    product: (name) => `Product ${name}`,
  },
}

/** Gives each thing a name of its own that nothing else has, in the order in which they come. */
class Namer {
  private readonly letters = new Map<string, string>()
  private readonly numbers = new Map<string, number>()
  private readonly isUsed: (name: string) => boolean
  constructor(isUsed: (name: string) => boolean) {
    this.isUsed = isUsed
  }
  letterOf(kind: 'organisation' | 'person' | 'product', id: string): string {
    const known = this.letters.get(`${kind} ${id}`)
    if (known !== undefined) return known
    const others = new Set(
      [...this.letters].flatMap(([key, name]) => (key.startsWith(`${kind} `) ? [name] : [])),
    )
    let index = 0
    while (
      others.has(letter(index)) ||
      this.isUsed(WORDS.ja[kind](letter(index))) ||
      this.isUsed(WORDS.en[kind](letter(index)))
    )
      index++
    this.letters.set(`${kind} ${id}`, letter(index))
    return letter(index)
  }
  /** As it was named before. */
  keep(kind: 'organisation' | 'person' | 'product', id: string, name: string): void {
    this.letters.set(`${kind} ${id}`, name)
  }
  next(make: (number: number) => string): string {
    const series = make(0)
    let number = (this.numbers.get(series) ?? 0) + 1
    while (this.isUsed(make(number))) number++
    this.numbers.set(series, number)
    return make(number)
  }
}

const kindOf = (finding: Finding): 'organisation' | 'person' | 'product' | null =>
  finding.kind === 'team' || finding.kind === 'customer'
    ? 'organisation'
    : finding.kind === 'person' || finding.kind === 'product'
      ? finding.kind
      : null

/**
 * Words to stand instead, consistent over the item: A社, B社; host-1; addresses and names for documentation (RFC 5737,
 * 3849, 2606). What was replaced before under the same key is replaced by the same words again.
 *
 * @param languages of the parts, by their place
 * @param before what was chosen earlier in this item
 * @param texts of the item: a name that stands there already is not given to somebody else
 */
export function suggest(
  findings: readonly Finding[],
  languages: readonly Language[],
  before: readonly Replacement[],
  texts: readonly string[],
): Replacement[] {
  const known = new Map(before.map((one) => [`${one.key} ${one.language}`, one]))
  const used = new Set(before.map(({ to }) => to))
  const namer = new Namer((name) => used.has(name) || texts.some((text) => text.includes(name)))
  for (const { key, language, to } of before) remember(namer, key, language, to)
  const chosen = new Map<string, Replacement>()
  for (const finding of findings) {
    const language = languages[finding.part] ?? 'ja'
    const name = `${finding.key} ${language}`
    if (chosen.has(name)) continue
    const other = [...chosen.values()].find(({ key }) => key === finding.key)
    const to =
      known.get(name)?.to ??
      (kindOf(finding) === null && other ? other.to : wordsFor(finding, language, namer))
    chosen.set(name, { key: finding.key, language, to })
  }
  return [...chosen.values()]
}

function remember(namer: Namer, key: string, language: Language, to: string): void {
  const [kind = '', id = ''] = key.split(':')
  const named = kind === 'team' || kind === 'customer' ? 'organisation' : kind
  if (named !== 'organisation' && named !== 'person' && named !== 'product') return
  const [before = '', after = ''] = WORDS[language][named]('\0').split('\0')
  const name = to.slice(before.length, to.length - after.length)
  if (to === WORDS[language][named](name)) namer.keep(named, id, name)
}

function wordsFor(finding: Finding, language: Language, namer: Namer): string {
  const { kind, key, subject } = finding
  const named = kindOf(finding)
  if (named) return WORDS[language][named](namer.letterOf(named, subject?.id ?? key))
  const value = key.slice(key.indexOf(':') + 1)
  const domain = subject
    ? `${namer.letterOf('organisation', subject.team ?? subject.id).toLowerCase()}.example`
    : null
  switch (kind) {
    case 'mail':
      return namer.next((n) => `user-${n}@${domain ?? 'example.jp'}`)
    case 'domain':
    case 'internal-url':
      if (key.startsWith('url:')) return namer.next((n) => `https://host-${n}.${domain ?? 'example'}/`)
      return value.split('.').length > 3 ? namer.next((n) => `host-${n}.${domain}`) : (domain ?? 'a.example')
    case 'network':
    case 'private-address': {
      const block = parseBlock(value)
      if (block?.bytes.length === 16) return namer.next((n) => `2001:db8::${n.toString(16)}`)
      if (block && block.bits < 32) return '192.0.2.0/24'
      return namer.next((n) => (n < 255 ? `192.0.2.${n}` : `198.51.100.${n - 254}`))
    }
    case 'user':
      return namer.next((n) => `user-${n}`)
    default:
      return namer.next((n) => `host-${n}`)
  }
}

/** One text with its findings replaced; what has no replacement stays. */
export function replaced(
  text: string,
  findings: readonly Pick<Finding, 'from' | 'to' | 'key'>[],
  words: ReadonlyMap<string, string>,
): string {
  let last = 0
  const pieces: string[] = []
  for (const { from, to, key } of [...findings].sort((a, b) => a.from - b.from)) {
    const word = words.get(key)
    if (word === undefined || from < last) continue
    pieces.push(text.slice(last, from), word)
    last = to
  }
  return pieces.join('') + text.slice(last)
}

/** A part with its texts replaced; indicators are not touched. */
export function withReplacements<P extends Written>(
  part: P,
  findings: readonly Finding[],
  words: ReadonlyMap<string, string>,
): P {
  const texts = new Map(
    fieldsOf(part).flatMap(({ path, text }: Field) => {
      const here = findings.filter((one) => one.path === path && words.has(one.key))
      return here.length > 0 ? [[path, replaced(text, here, words)] as const] : []
    }),
  )
  return withFields(part, texts)
}
