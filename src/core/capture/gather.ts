import type { Language, Pap, Tlp } from '#core/envelope/index.ts'
import type {
  Capture,
  CaptureFormat,
  CaptureNoteCode,
  Circumstances,
  Place,
  Vulnerability,
} from './capture.ts'
import { exerciseMark } from './exercise.ts'
import { Harvest, type Sighted } from './harvest.ts'
import { labelOfTag, type SaidLabel, stricterPap, stricterTlp, tlpOfWord } from './label.ts'
import { languageOf } from './language.ts'
import { CAPTURE_LIMITS as LIMITS } from './limits.ts'
import { asLine, clean, cut } from './loose.ts'
import { Notes } from './notes.ts'

/** What a reader knows only when it is through. */
export interface Heading {
  readonly reference: string
  readonly source: string
  readonly title: string
  /** Null: told by the letters of the text. */
  readonly language: Language | null
  readonly observedAt: string | null
}

/** Who writes a label only into the title means it. */
const TLP_IN_TITLE = /\bTLP[:：]\s?(RED|AMBER\+STRICT|AMBER|GREEN|CLEAR|WHITE)\b/i

type TextPart = 'summary' | 'technical' | 'victim'

/**
 * Collects one capture while a reader walks over a file: puts values into their normal form, the same together, the
 * stricter of two labels first, and keeps every list within its limit, with a note of what was cut.
 * Lives for one capture. Only `CaptureFault` comes out of it.
 */
export class Gathering {
  readonly #notes = new Notes()
  readonly #harvest = new Harvest(this.#notes)
  readonly #texts: Record<TextPart, Map<string, Set<string>>> = {
    summary: new Map(),
    technical: new Map(),
    victim: new Map(),
  }
  readonly #lists = {
    techniques: new Map<string, { id: string; name: string }>(),
    vulnerabilities: new Map<string, Vulnerability>(),
    products: new Map<string, { vendor: string; name: string; versions: string[] }>(),
    references: new Set<string>(),
  }
  readonly #circumstances: { [Kind in keyof Circumstances]: Set<string> } = {
    mailSubjects: new Set(),
    senderNames: new Set(),
    lures: new Set(),
    impersonated: new Set(),
    abusedCustoms: new Set(),
    telephones: new Set(),
    bankAccounts: new Set(),
  }
  readonly #said = new Set<string>()
  #tlp: Tlp | null = null
  #pap: Pap | null = null
  #exercise = false

  note(code: CaptureNoteCode, place: Place, params?: Readonly<Record<string, string | number>>): void {
    this.#notes.add(code, place, params)
  }

  indicator(sighted: Sighted, place: Place): void {
    this.#harvest.take(sighted, place)
  }

  /** Takes a tag or marking that may be a label. False: it is none. */
  tag(words: string, place: Place): boolean {
    const label = labelOfTag(words)
    if (!label) return false
    this.label(label, place)
    return true
  }

  label({ said, tlp, pap, tlp1 }: SaidLabel, place: Place): void {
    if (tlp === null && pap === null) this.note('unknown-label', place, { said })
    if (tlp !== null) {
      this.#said.add(asLine(said, LIMITS.line))
      if (tlp1) this.note('tlp-1', place, { said, kept: tlp })
      if (this.#tlp !== null && this.#tlp !== tlp) {
        const kept = stricterTlp(this.#tlp, tlp)
        this.note('two-labels', place, { kept, dropped: kept === tlp ? this.#tlp : tlp })
      }
      this.#tlp = this.#tlp === null ? tlp : stricterTlp(this.#tlp, tlp)
    }
    if (pap !== null) this.#pap = this.#pap === null ? pap : stricterPap(this.#pap, pap)
  }

  get tlp(): Tlp | null {
    return this.#tlp
  }

  exercise(): void {
    this.#exercise = true
  }

  /** Adds a text to a part, under a heading (`''`: none). The same text under the same heading stands once. */
  text(part: TextPart, heading: string, text: string): void {
    const body = clean(text)
    if (body === '') return
    const sections = this.#texts[part]
    sections.set(heading, (sections.get(heading) ?? new Set()).add(body))
  }

  /** Lifts a text out of the technical part to be the summary: nobody reads it twice. */
  lift(text: string): void {
    const technical = this.#texts.technical
    for (const [heading, bodies] of technical) {
      bodies.delete(clean(text))
      if (bodies.size === 0) technical.delete(heading)
    }
    this.text('summary', '', text)
  }

  has(part: TextPart): boolean {
    return this.#texts[part].size > 0
  }

  technique(id: string, name: string): void {
    const known = this.#lists.techniques.get(id)
    if (!known?.name) this.#lists.techniques.set(id, { id, name: asLine(name, LIMITS.line) })
  }

  vulnerability(one: Vulnerability): void {
    const id = /^cve-\d{4}-\d{4,19}$/i.test(one.id) ? one.id.toUpperCase() : asLine(one.id, LIMITS.line)
    if (id === '') return
    const known = this.#lists.vulnerabilities.get(id)
    this.#lists.vulnerabilities.set(id, {
      id,
      cvss: known?.cvss ?? one.cvss,
      exploited: known?.exploited === true ? true : (one.exploited ?? known?.exploited ?? null),
    })
  }

  product(vendor: string, name: string, version: string): void {
    const [maker, called] = [asLine(vendor, LIMITS.line), asLine(name, LIMITS.line)]
    if (maker === '' && called === '') return
    const key = `${maker}\0${called}`
    const known = this.#lists.products.get(key) ?? { vendor: maker, name: called, versions: [] }
    const said = asLine(version, LIMITS.line)
    if (said !== '' && !known.versions.includes(said)) known.versions.push(said)
    this.#lists.products.set(key, known)
  }

  /** A web address that leads to more. What is none is kept as text. */
  reference(address: string, place: Place): void {
    const url = clean(address)
    if (url === '') return
    if (/^https?:\/\/[^\s<>"]{3,1990}$/i.test(url)) this.#lists.references.add(url)
    else {
      this.text('technical', '', url)
      this.note('kept-as-text', place, { what: 'reference' })
    }
  }

  circumstance(kind: keyof Circumstances, text: string): void {
    const said = kind === 'lures' ? cut(clean(text), LIMITS.lure) : asLine(text, LIMITS.line)
    if (said !== '') this.#circumstances[kind].add(said)
  }

  finish(format: CaptureFormat, heading: Heading): Capture {
    const title = exerciseMark(asLine(heading.title, LIMITS.title + 40))
    if (title.marked) this.exercise()
    const inTitle = TLP_IN_TITLE.exec(title.text)?.[1]
    if (inTitle !== undefined)
      this.label(
        { said: `TLP:${inTitle}`, tlp: tlpOfWord(inTitle), pap: null, tlp1: /^white$/i.test(inTitle) },
        'title',
      )
    if (this.#tlp === null) this.note('no-label', '', { kept: 'AMBER' })
    const [summary, technical, victim] = [
      this.#prose('summary'),
      this.#prose('technical'),
      this.#prose('victim'),
    ]
    const circumstances = Object.fromEntries(
      Object.entries(this.#circumstances).map(([kind, said]) => [kind, this.#within(kind, [...said])]),
    ) as unknown as Circumstances
    return {
      format,
      reference: asLine(heading.reference, LIMITS.line) || null,
      source: asLine(heading.source, LIMITS.line) || null,
      title: cut(title.text, LIMITS.title),
      language:
        heading.language ?? languageOf(`${title.text}\n${summary}`) ?? languageOf(technical.slice(0, 3_000)),
      summary,
      technical,
      victim,
      tlp: { label: this.#tlp, said: [...this.#said].slice(0, 20) },
      pap: this.#pap,
      observedAt: heading.observedAt,
      indicators: this.#harvest.list(),
      techniques: this.#within('techniques', [...this.#lists.techniques.values()]),
      vulnerabilities: this.#within('vulnerabilities', [...this.#lists.vulnerabilities.values()]),
      products: this.#within('products', [...this.#lists.products.values()]).map(
        ({ versions, ...product }) => ({
          ...product,
          versions: cut(versions.join(', '), LIMITS.comment),
        }),
      ),
      references: this.#within('references', [...this.#lists.references]),
      circumstances,
      exercise: this.#exercise,
      // last: what comes before makes notes
      notes: this.#notes.list(),
    }
  }

  #prose(part: TextPart): string {
    const first = ([a]: [string, unknown], [b]: [string, unknown]): number =>
      Number(a !== '') - Number(b !== '')
    const sections = [...this.#texts[part]].sort(first).map(([heading, bodies]) => {
      const texts = [...bodies]
      const lines = texts.every((text) => !text.includes('\n') && text.length < LIMITS.line)
      const body =
        lines && texts.length > 1 ? texts.map((text) => `- ${text}`).join('\n') : texts.join('\n\n')
      return heading === '' || (part === 'summary' && this.#texts.summary.size === 1)
        ? body
        : `## ${heading}\n\n${body}`
    })
    const whole = sections.join('\n\n')
    if (whole.length > LIMITS.prose)
      this.note('left-out', part, { what: `${part}: ${whole.length - LIMITS.prose} characters` })
    return cut(whole, LIMITS.prose)
  }

  #within<Entry>(what: string, entries: readonly Entry[]): Entry[] {
    if (entries.length > LIMITS.list)
      this.note('left-out', '', { what: `${what}: ${entries.length - LIMITS.list} of ${entries.length}` })
    return entries.slice(0, LIMITS.list)
  }
}
