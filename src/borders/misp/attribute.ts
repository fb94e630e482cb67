import { flagAt, type Loose, objectsAt, type Sighted, textAt } from '#core/capture/index.ts'
import { OBSERVABLE_TYPES, type ObservableType } from '#core/observables/index.ts'
import { type Context, joined, type Said, timesOf } from './context.ts'
import { confidenceOf, takeTags } from './tags.ts'
import { HIDDEN_CATEGORIES, type Meaning, meaningOf, productOfCpe, VICTIM_CATEGORY } from './types.ts'

/** What an object knows of the attributes in it. */
export interface Within {
  readonly object: Loose
  readonly names: readonly string[]
  readonly size: number | null
  readonly comment: string
  /** What the object's template says that this attribute is; undefined: what its type says. */
  readonly meaning?: Meaning | undefined
}

export const isDeleted = (part: Loose): boolean => flagAt(part, 'deleted')

/** Takes one attribute. `within`: the object that it stands in, or null. */
export function takeAttribute(
  attribute: Loose,
  place: string,
  context: Context,
  within: Within | null,
): void {
  const { gathering } = context
  const type = textAt(attribute, 'type')
  if (isDeleted(attribute)) return gathering.note('revoked', place, { what: type })
  for (const key of ['ShadowAttribute', 'Sighting'] as const)
    if (objectsAt(attribute, key).length > 0) gathering.note('left-out', `${place}.${key}`, { what: key })
  takeTags(attribute, place, context.gathering, 'part')
  const category = textAt(attribute, 'category')
  if (HIDDEN_CATEGORIES.includes(category)) return gathering.note('left-out', place, { what: category })
  const value = textAt(attribute, 'value')
  if (value === '') return gathering.note('left-out', place, { what: `${type} without a value` })
  const tagged = ownType(attribute)
  const said: Said = {
    ...timesOf(attribute, within?.object ?? null),
    objective: flagAt(attribute, 'to_ids') ? 'detect' : 'research',
    confidence: confidenceOf(attribute) ?? context.confidence,
    comment: joined(textAt(attribute, 'comment'), within?.comment ?? ''),
  }
  const one = { type, category, value, place, said, context, within }
  if (tagged) return sight(one, { is: 'value', types: [tagged] }, value)
  // who a mail was sent to was its victim; addresses that data went to were not
  if (category === VICTIM_CATEGORY || (type === 'email-dst' && category === 'Payload delivery'))
    return takeVictim(one)
  takeValue(one)
}

interface One {
  readonly type: string
  readonly category: string
  readonly value: string
  readonly place: string
  readonly said: Said
  readonly context: Context
  readonly within: Within | null
}

function takeValue(one: One): void {
  const { type, value, place, context } = one
  if (type === 'malware-sample' || type.startsWith('filename|')) return takeNamed(one)
  const pair = PAIRS[type]
  if (pair) return takePair(one, pair)
  const meaning = one.within?.meaning ?? meaningOf(type)
  if (meaning === null) {
    context.gathering.note('kept-as-text', place, {
      what: type === '' ? 'attribute without a type' : `type ${type}`,
    })
    return takeText(one)
  }
  if (meaning.is === 'value' && value.includes('\n') && meaning.types[0] === 'other') return takeText(one)
  takeMeaning(one, meaning)
}

function takeMeaning(one: One, meaning: Meaning): void {
  const { type, category, value, place, said, context } = one
  const { gathering } = context
  switch (meaning.is) {
    case 'value':
      return sight(one, meaning, value)
    case 'reference':
      return gathering.reference(value, place)
    case 'vulnerability':
      gathering.vulnerability({ id: value, cvss: null, exploited: null })
      return gathering.text('technical', 'Vulnerabilities', said.comment ? `${value}: ${said.comment}` : '')
    case 'product': {
      const product = productOfCpe(value)
      return product ? gathering.product(product.vendor, product.name, product.version) : takeText(one)
    }
    case 'file':
      return gathering.note('file-not-taken', place, { name: value })
    case 'sender-name':
      return gathering.circumstance('senderNames', value)
    case 'lure':
      return gathering.circumstance('lures', value)
    case 'victim':
      return takeVictim(one)
    case 'person':
      return gathering.note('left-out', place, { what: `${type}: personal data` })
    case 'detail':
      return gathering.note('left-out', place, {
        what: joined(one.within ? textAt(one.within.object, 'name') : category, type),
      })
    case 'text':
      return takeText(one)
  }
}

/** `filename|sha256`: the name goes with the hash. Of a malware sample the hash and the name are kept, never the file (R11). */
function takeNamed(one: One): void {
  const { type, value, place, context } = one
  const cut = value.lastIndexOf('|')
  const [name, hash] = cut < 0 ? ['', value] : [value.slice(0, cut), value.slice(cut + 1)]
  if (type === 'malware-sample') context.gathering.note('file-not-taken', place, { name: name || value })
  const meaning = type === 'malware-sample' ? meaningOf('md5') : meaningOf(type.slice('filename|'.length))
  if (meaning?.is !== 'value') return takeText(one)
  if (type === 'malware-sample' && cut < 0) return sight(one, { is: 'value', types: ['filename'] }, value)
  sight(one, meaning, hash, name === '' ? [] : [name])
}

/** Types of two values, at the first `|`: what each half is. `aside`: it describes the other half. */
const PAIRS: Readonly<Record<string, readonly [string, string | 'aside']>> = {
  'domain|ip': ['domain', 'ip-dst'],
  'ip-src|port': ['ip-src', 'aside'],
  'ip-dst|port': ['ip-dst', 'aside'],
  'hostname|port': ['hostname', 'aside'],
  'regkey|value': ['regkey', 'aside'],
}

function takePair(one: One, [left, right]: readonly [string, string]): void {
  const { value } = one
  const cut = value.indexOf('|')
  const [first, second] = cut < 0 ? [value, ''] : [value.slice(0, cut), value.slice(cut + 1)]
  const aside = right === 'aside' && second !== '' ? (left === 'regkey' ? second : `port ${second}`) : ''
  const meaning = meaningOf(left)
  if (meaning?.is === 'value')
    sight({ ...one, said: { ...one.said, comment: joined(one.said.comment ?? '', aside) } }, meaning, first)
  const other = right === 'aside' ? null : meaningOf(right)
  if (other?.is === 'value' && second !== '') sight(one, other, second)
}

/** Which values tell the story of a mail or a fraud beside being looked up. */
const TELLS = { 'mail-subject': 'mailSubjects', phone: 'telephones', 'bank-account': 'bankAccounts' } as const

function sight(
  one: One,
  meaning: Meaning & { is: 'value' },
  value: string,
  names: readonly string[] = [],
): void {
  const { context, said, within, place } = one
  const [first] = meaning.types
  // a name with folders is a path
  const types: Sighted['types'] = first === 'filename' && /[\\/]./.test(value) ? ['path'] : meaning.types
  const tells = first in TELLS ? TELLS[first as keyof typeof TELLS] : null
  if (tells) context.gathering.circumstance(tells, value)
  const isHash = HASHES.has(first)
  context.gathering.indicator(
    {
      ...said,
      types,
      value,
      names: isHash ? [...names, ...(within?.names ?? [])] : [],
      size: isHash ? (within?.size ?? null) : null,
      comment: joined(said.comment ?? '', meaning.aside ?? ''),
    },
    place,
  )
}

const HASHES: ReadonlySet<ObservableType> = new Set([
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'ssdeep',
  'tlsh',
  'imphash',
])
export const isHashType = (type: string): boolean =>
  HASHES.has(type as ObservableType) || type === 'malware-sample'

function takeText(one: One): void {
  const { category, value, said, context } = one
  if (/^CVE-\d{4}-\d{4,19}$/i.test(value)) return takeMeaning(one, { is: 'vulnerability' })
  const heading = one.within ? textAt(one.within.object, 'name') : one.type === 'port' ? 'Ports' : category
  context.gathering.text('technical', heading, said.comment ? `${value} (${said.comment})` : value)
}

function takeVictim(one: One): void {
  const { type, value, said, context } = one
  context.gathering.text('victim', '', joined(`${type}: ${value}`, said.comment ?? ''))
}

/** Our own files say our type where MISP has none: tag `renkei:type="ja4"`. */
function ownType(attribute: Loose): ObservableType | null {
  for (const [tag] of objectsAt(attribute, 'Tag')) {
    const said = /^renkei:type="([a-z0-9-]{2,20})"$/.exec(textAt(tag, 'name'))?.[1]
    const type = OBSERVABLE_TYPES.find((one) => one === said)
    if (type) return type
  }
  return null
}
