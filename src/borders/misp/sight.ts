import type { Sighted } from '#core/capture/index.ts'
import type { ObservableType } from '#core/observables/index.ts'
import { joined, type One } from './context.ts'
import { type Meaning, meaningOf, PAIRS } from './types.ts'

/** Which values tell the story of a mail or a fraud, beside being looked up. */
const TELLS = { 'mail-subject': 'mailSubjects', phone: 'telephones', 'bank-account': 'bankAccounts' } as const
const HASHES: ReadonlySet<ObservableType> = new Set<ObservableType>([
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

/** Adds an indicator. `names`: file names that stand with this very hash. */
export function sight(
  one: One,
  meaning: Meaning & { is: 'value' },
  value: string,
  names: readonly string[] = [],
): void {
  const { context, said, within, place } = one
  const [first] = meaning.types
  const tells = first in TELLS ? TELLS[first as keyof typeof TELLS] : null
  if (tells) context.gathering.circumstance(tells, value)
  const isHash = HASHES.has(first)
  // a name with folders is a path
  const types: Sighted['types'] = first === 'filename' && /[\\/]./.test(value) ? ['path'] : meaning.types
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

/** `filename|sha256`: the name goes with the hash. Of a malware sample the hash and the name are kept, never the file (R11). */
export function takeNamed(one: One): void {
  const { type, value, place, context } = one
  const cut = value.lastIndexOf('|')
  const isSample = type === 'malware-sample'
  if (isSample)
    context.gathering.note('file-not-taken', place, { name: value.slice(0, cut < 0 ? undefined : cut) })
  const meaning = cut < 0 ? null : meaningOf(isSample ? 'md5' : type.slice('filename|'.length))
  if (meaning?.is === 'value') sight(one, meaning, value.slice(cut + 1), cut > 0 ? [value.slice(0, cut)] : [])
  else sight(one, { is: 'value', types: ['filename'] }, value)
}

/** Two values in one, at the first `|`: two indicators, or one and what is said of it. */
export function takePair(one: One): void {
  const [left, right] = PAIRS[one.type] ?? ['other', 'other']
  const cut = one.value.indexOf('|')
  const [first, second] = cut < 0 ? [one.value, ''] : [one.value.slice(0, cut), one.value.slice(cut + 1)]
  const meaning = meaningOf(left)
  const other = right === 'aside' ? null : meaningOf(right)
  const aside = right !== 'aside' || second === '' ? '' : left === 'regkey' ? second : `port ${second}`
  const comment = joined(aside, one.said.comment ?? '')
  if (meaning?.is === 'value') sight({ ...one, said: { ...one.said, comment } }, meaning, first)
  if (other?.is === 'value' && second !== '') sight(one, other, second)
}
