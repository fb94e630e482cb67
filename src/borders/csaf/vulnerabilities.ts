import {
  cvssOf,
  type Gathering,
  type Loose,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
  timeAt,
  type Vulnerability,
} from '#core/capture/index.ts'
import { namesOf, type Product } from './products.ts'

/** Product states that mean "affected" (CSAF 2.0 §3.2.3.9). */
const AFFECTED = ['known_affected', 'first_affected', 'last_affected'] as const
const STATES = [
  ...AFFECTED,
  'under_investigation',
  'known_not_affected',
  'first_fixed',
  'fixed',
  'recommended',
  'unknown',
] as const

/** Reads one vulnerability into the list and the technical text. Returns the ids of the products that it affects. */
export function takeVulnerability(
  one: Loose,
  place: string,
  products: ReadonlyMap<string, Product>,
  gathering: Gathering,
): string[] {
  const id =
    textAt(one, 'cve') ||
    objectsAt(one, 'ids').map(([named]) => textAt(named, 'text'))[0] ||
    textAt(one, 'title')
  const heading = id || 'Vulnerability'
  const ratings = ratingsOf(one)
  const exploited = exploitedIn(one)
  gathering.vulnerability({ id, cvss: ratings[0] ?? null, exploited })
  const tell = (text: string): void => gathering.text('technical', heading, text)
  const line = (what: string, said: string): void => {
    if (said !== '') tell(`**${what}**: ${said}`)
  }

  if (textAt(one, 'title') !== id) tell(textAt(one, 'title'))
  for (const [note] of objectsAt(one, 'notes'))
    if (textAt(note, 'title') !== RATING_NOTE) tell(textAt(note, 'text'))
  line('CWE', weaknessesOf(one))
  line('CVSS', ratings.map((cvss) => `${cvss?.version}: ${cvss?.score ?? '–'} (${cvss?.vector})`).join('; '))
  const status = objectAt(one, 'product_status') ?? {}
  for (const state of STATES) {
    const ids = textsAt(status, state)
    for (const product of ids)
      if (!products.has(product))
        gathering.note('not-valid', `${place}.product_status.${state}`, { rule: '6.1.1' })
    line(state, namesOf(ids, products))
  }
  for (const [flag] of objectsAt(one, 'flags'))
    line(textAt(flag, 'label'), namesOf(textsAt(flag, 'product_ids'), products) || '✓')
  for (const [threat] of objectsAt(one, 'threats'))
    line(textAt(threat, 'category') || 'threat', textAt(threat, 'details'))
  tellRemediations(one, place, products, gathering, line)
  for (const [reference, index] of objectsAt(one, 'references'))
    gathering.reference(textAt(reference, 'url'), `${place}.references[${index}]`)
  return AFFECTED.flatMap((state) => textsAt(status, state))
}

/** The same remedy is often given once for each product: it is told once. */
function tellRemediations(
  one: Loose,
  place: string,
  products: ReadonlyMap<string, Product>,
  gathering: Gathering,
  line: (what: string, said: string) => void,
): void {
  const remedies = new Map<string, { category: string; details: string; ids: string[] }>()
  for (const [remedy, index] of objectsAt(one, 'remediations')) {
    const [category, details] = [textAt(remedy, 'category'), textAt(remedy, 'details')]
    const known = remedies.get(`${category}\0${details}`) ?? { category, details, ids: [] }
    known.ids.push(...textsAt(remedy, 'product_ids'))
    remedies.set(`${category}\0${details}`, known)
    gathering.reference(textAt(remedy, 'url'), `${place}.remediations[${index}].url`)
  }
  for (const { category, details, ids } of remedies.values()) {
    const names = ids.length > 0 && remedies.size > 1 ? ` (${namesOf(ids, products)})` : ''
    line(category || 'remediation', details === '' ? '' : `${details}${names}`)
  }
}

const weaknessesOf = (one: Loose): string =>
  [objectAt(one, 'cwe'), ...objectsAt(one, 'cwes').map(([weakness]) => weakness)]
    .flatMap((weakness) => (weakness ? [`${textAt(weakness, 'id')} ${textAt(weakness, 'name')}`.trim()] : []))
    .join('; ')

/** A score needs products that it holds for; without them ours stands in a note: `3.1: 9.8 (CVSS:3.1/AV:N/…)`. */
export const RATING_NOTE = 'CVSS'

const ratingsInText = (text: string): NonNullable<Vulnerability['cvss']>[] => {
  const [, version, score, vector = ''] =
    /^(\d\.\d)?: (\d{1,2}(?:\.\d)?|–)(?: \(([^()]{0,300})\))?$/.exec(text) ?? []
  const cvss = score === undefined ? null : cvssOf(vector, score === '–' ? null : Number(score), version)
  return cvss ? [cvss] : []
}

/** All ratings, the newest version of CVSS first, then the highest score: 2.0 has `scores`, 2.1 `metrics[].content`. */
function ratingsOf(one: Loose): NonNullable<Vulnerability['cvss']>[] {
  const holders = [
    ...objectsAt(one, 'scores').map(([score]) => score),
    ...objectsAt(one, 'metrics').map(([metric]) => objectAt(metric, 'content') ?? {}),
  ]
  const ratings = holders.flatMap((holder) =>
    ['cvss_v4', 'cvss_v3', 'cvss_v2'].flatMap((key) => {
      const said = objectAt(holder, key)
      const cvss =
        said && cvssOf(textAt(said, 'vectorString'), numberAt(said, 'baseScore'), textAt(said, 'version'))
      return cvss ? [cvss] : []
    }),
  )
  for (const [note] of objectsAt(one, 'notes'))
    if (textAt(note, 'title') === RATING_NOTE) ratings.push(...ratingsInText(textAt(note, 'text')))
  const unique = new Map(ratings.map((cvss) => [`${cvss.version} ${cvss.vector} ${cvss.score}`, cvss]))
  return [...unique.values()]
    .sort((a, b) => b.version.localeCompare(a.version) || (b.score ?? 0) - (a.score ?? 0))
    .slice(0, 20)
}

/** Known exploited, only where the file says so in a field for it: a catalogue entry, a date, a threat of that category. */
function exploitedIn(one: Loose): boolean | null {
  if (objectsAt(one, 'first_known_exploitation_dates').length > 0) return true
  const links = objectsAt(one, 'references').map(([reference]) => textAt(reference, 'url'))
  if (links.some((url) => /^https?:\/\/(?:www\.)?cisa\.gov\/known-exploited-vulnerabilities/i.test(url)))
    return true
  const said = objectsAt(one, 'threats').flatMap(([threat]) =>
    textAt(threat, 'category') === 'exploit_status' ? [textAt(threat, 'details')] : [],
  )
  if (said.some((text) => /exploited\s?:\s?yes\b/i.test(text))) return true
  if (said.some((text) => EXPLOITED.test(text) && !DENIED.test(text))) return true
  return said.some((text) => /exploited\s?:\s?no\b/i.test(text)) ? false : null
}

/** Sentences that say so, and those that deny it ("not aware of any known exploited …"). */
const EXPLOITED = /known exploited|actively exploited|exploited in the wild|悪用(?:が|を)?確認/i
const DENIED = /\b(?:no|not|without)\b[^.;]{0,60}exploit|悪用は?確認されて(?:い|お)/i

/** When it was first exploited, if the file says so (CSAF 2.1). */
export const firstExploited = (one: Loose): string | null =>
  objectsAt(one, 'first_known_exploitation_dates')
    .flatMap(([known]) => timeAt(known, 'date') ?? [])
    .sort()[0] ?? null
