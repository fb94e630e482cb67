import { type Block, contains, masked, parseBlock } from '#core/observables/index.ts'
import { foldName } from './fold.ts'

/** What a word of the dictionary names. */
export type SubjectKind = 'team' | 'person' | 'customer' | 'product'

/** Somebody or something that a text may give away. */
export interface Subject {
  readonly id: string
  readonly kind: SubjectKind
  /** Of the asker's own side: its team, its people, its list. */
  readonly own: boolean
  readonly name: { readonly ja: string; readonly en: string }
  /** Of a person: the team. */
  readonly team?: string
}

/** A team of the association, as members may see it. */
export interface KnownTeam {
  readonly id: string
  readonly own: boolean
  readonly name: { readonly ja: string; readonly en: string }
  /** Short name, handle, other names, legal entities. */
  readonly others: readonly string[]
  readonly domains: readonly string[]
  readonly networks: readonly string[]
}

export interface KnownPerson {
  readonly id: string
  readonly own: boolean
  readonly team: string
  readonly name: { readonly ja: string; readonly en: string }
}

/** A word of the team's own list. */
export interface KnownWord {
  readonly id: string
  readonly kind: 'customer' | 'product'
  readonly text: string
}

/** What a text is held against. */
export interface Dictionary {
  /** Folded forms of names, and whom each names. */
  readonly patterns: readonly string[]
  readonly subjects: readonly Subject[]
  /** Whose domain a host is in; null: nobody's. */
  ownerOfHost(host: string): Subject | null
  /** Whose network an address, or a network, is in. */
  ownerOfAddress(address: string): Subject | null
}

/** Words that stand in names of organisations and say nothing alone. */
const COMMON = new Set(
  `csirt cert sirt soc psirt security team group japan tokyo holdings company corporation corp inc ltd international
  information systems system network networks bank insurance 日本 東京 大阪 中央 全国 本社 当社 弊社 当行 協会 銀行 病院 大学 会社
  保険 電力 ガス 金融 製造 情報 システム セキュリティ グループ チーム 事務局`
    .split(/\s+/)
    .map(foldName),
)

const FORMS_JA =
  /株式会社|有限会社|合同会社|一般社団法人|一般財団法人|独立行政法人|国立大学法人|\(株\)|\(有\)/g
const FORMS_EN =
  /[,\s]+(?:co\.?,? ?ltd\.?|ltd\.?|inc\.?|corp(?:oration)?\.?|k\.?k\.?|llc|plc|gmbh|company|limited)$/g
const RESPONDERS = /[\s-]*(?:[a-z]*c?sirt|[a-z]*-?cert|soc)$/

/** Long enough to mean what it names: three letters, two characters of Japanese. */
const says = (form: string): boolean =>
  !COMMON.has(form) &&
  (/^[\p{ASCII}]+$/u.test(form) ? form.replace(/[^a-z0-9]/g, '').length >= 3 : form.length >= 2)

/** A name of an organisation, as itself and as people write it: without its legal form, without "CSIRT". */
export function formsOfOrganisation(name: string): string[] {
  const whole = foldName(name)
  const bare = whole.replace(FORMS_JA, ' ').replace(FORMS_EN, '').replace(/\s+/g, ' ').trim()
  const company = bare.replace(RESPONDERS, '').trim()
  const forms = [whole, bare]
  // "Alpha" of "Alpha-CSIRT" may be any word; "Alpha Bank", or a name in Japanese, is not
  if (company !== bare && (!/^[\p{ASCII}]*$/u.test(company) || company.includes(' '))) forms.push(company)
  return [...new Set(forms)].filter(says)
}

/** A person's name in both orders, with and without the blank. A family name alone is anybody's. */
export function formsOfPerson({ ja, en }: { readonly ja: string; readonly en: string }): string[] {
  const forms = [ja, en].flatMap((name) => {
    const whole = foldName(name)
    const parts = whole.split(' ')
    if (parts.length < 2) return []
    const turned = [...parts.slice(1), parts[0] ?? ''].join(' ')
    return /^[\p{ASCII}]+$/u.test(whole) ? [whole, turned] : [whole, parts.join('')]
  })
  return [...new Set(forms)].filter((form) => form.length >= 3)
}

/** Letters and kanji that folding leaves as they are, but for capitals. */
const PLAIN = /^[a-z\u4e00-\u9fff]{2}$/

/**
 * Whether a name may stand in these texts, at a glance: the first two characters of one of its words do. Of thirty
 * thousand people it leaves a few to be looked at closely.
 */
function glance(texts: readonly string[]): (name: string) => boolean {
  const folded = foldName(texts.join('\n'))
  const pairs = new Set(Array.from({ length: folded.length }, (_, at) => folded.slice(at, at + 2)))
  return (name) =>
    name.split(/\s+/).some((word) => {
      const pair = word.slice(0, 2).toLowerCase()
      return !PLAIN.test(pair) || pairs.has(pair)
    })
}

/** Puts the dictionary together from what its asker may see, for the texts that are to be checked. */
export function makeDictionary(
  known: {
    readonly teams: readonly KnownTeam[]
    readonly people: readonly KnownPerson[]
    readonly words: readonly KnownWord[]
  },
  texts?: readonly string[],
): Dictionary {
  const mayStand = texts ? glance(texts) : () => true
  const patterns: string[] = []
  const subjects: Subject[] = []
  const hosts = new Map<string, Subject>()
  const blocks: (readonly [Block, Subject])[] = []
  const put = (subject: Subject, forms: readonly string[]): void => {
    for (const form of forms) {
      patterns.push(form)
      subjects.push(subject)
    }
  }
  for (const { id, own, name, others, domains, networks } of known.teams) {
    const subject: Subject = { id, kind: 'team', own, name }
    put(subject, [...new Set([name.ja, name.en, ...others].flatMap(formsOfOrganisation))])
    for (const domain of domains) hosts.set(domain.toLowerCase(), subject)
    for (const network of networks) {
      const block = parseBlock(network)
      if (block) blocks.push([block, subject])
    }
  }
  for (const { id, own, name, team } of known.people)
    if (mayStand(name.ja) || mayStand(name.en))
      put({ id, kind: 'person', own, name, team }, formsOfPerson(name))
  for (const { id, kind, text } of known.words) {
    const subject: Subject = { id, kind, own: true, name: { ja: text, en: text } }
    // what the team itself has entered is looked for as it stands, however short
    put(subject, [...new Set([foldName(text), ...(kind === 'customer' ? formsOfOrganisation(text) : [])])])
  }
  return {
    patterns,
    subjects,
    ownerOfHost: (host) => ownerOfHost(hosts, host),
    ownerOfAddress: ownerByBlock(blocks),
  }
}

function ownerOfHost(hosts: ReadonlyMap<string, Subject>, host: string): Subject | null {
  for (let at = 0; at >= 0; at = host.indexOf('.', at + 1)) {
    const owner = hosts.get(at === 0 ? host : host.slice(at + 1))
    if (owner) return owner
  }
  return null
}

const keyOf = ({ bytes, bits }: Block): string => `${bits} ${bytes.join('.')}`

/** One look for each length of a network, however many networks there are. */
function ownerByBlock(blocks: readonly (readonly [Block, Subject])[]): Dictionary['ownerOfAddress'] {
  const owners = new Map(blocks.map(([block, subject]) => [keyOf(block), subject]))
  const lengths = [...new Set(blocks.map(([block]) => block.bits))].sort((a, b) => b - a)
  return (address) => {
    const block = parseBlock(address)
    if (!block) return null
    for (const bits of lengths) {
      if (bits > block.bits) continue
      const outer: Block = { bytes: masked(block.bytes, bits), bits }
      const owner = contains(outer, block) ? owners.get(keyOf(outer)) : undefined
      if (owner) return owner
    }
    return null
  }
}
